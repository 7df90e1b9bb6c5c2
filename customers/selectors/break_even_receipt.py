"""The working behind the day of break-even: what came in, or will, against what was spent."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from itertools import groupby

from customers.domain.course import Dated, total_of
from customers.domain.moment import say_day, say_month
from customers.domain.money import UNKNOWN, format_amount
from customers.domain.outlook import Outlook
from customers.domain.prospect import Prospect, prospect_of
from customers.models import ListKind

from .receipt_page import Asked, PartView, ReceiptPage, ages_of
from .saved_lists import SavedLists, get_saved_lists
from .working import SumRow, WorkingRow, WorkingTable

_LABEL = "Break-even"
_UNREAD = "It takes the lists of devices and payments, which have not both been read yet."
_NO_SUMS = "It takes what was collected and a cost above 0."
_DISAGREE = (
    "The payments and the devices do not add up to FlexPortal’s own sums, so no day in the past "
    "can be named."
)
_PAST = "The day on which what had been received reached what had been spent, and stayed there."


def break_even_receipt(asked: Asked) -> ReceiptPage:
    """From both saved lists; one query."""
    kinds = (ListKind.SUBSCRIPTIONS, ListKind.PAYMENTS)
    saved = get_saved_lists(asked.connection, asked.customer.customer_id, *kinds)
    prospect = _prospect(asked, saved)
    if prospect is None:
        return _unknown(asked, saved, _UNREAD)
    if prospect.outlook is None:
        return _unknown(asked, saved, _NO_SUMS)
    if prospect.outlook.open_amount:
        return _future(asked, saved, prospect, prospect.outlook)
    if prospect.broke_even_on is None:
        return _unknown(asked, saved, _DISAGREE)
    return _past(asked, saved, prospect, prospect.broke_even_on)


def _prospect(asked: Asked, saved: SavedLists) -> Prospect | None:
    if saved.subscriptions is None or saved.payments is None:
        return None
    lists = (saved.subscriptions.rows, saved.payments.rows)
    return prospect_of(asked.customer, *lists, asked.currency, asked.today)


def _unknown(asked: Asked, saved: SavedLists, why: str) -> ReceiptPage:
    return ReceiptPage(
        asked, _LABEL, UNKNOWN, (), "", ages_of(saved, asked.now), None, notes=(why,)
    )


def _past(asked: Asked, saved: SavedLists, prospect: Prospect, day: date) -> ReceiptPage:
    received = _until(prospect.course.receipts, day)
    spent = _until(prospect.course.costs, day)
    sums = (total_of(received), total_of(spent))
    ahead = format_amount(sums[0] - sums[1])
    return ReceiptPage(
        asked=asked,
        label=_LABEL,
        shown=say_day(day),
        parts=(
            PartView("", f"received by {say_day(day)}", format_amount(sums[0])),
            PartView("−", "spent by then", format_amount(sums[1])),
        ),
        result=ahead,
        ages=ages_of(saved, asked.now),
        table=WorkingTable(
            "Month",
            "",
            ("Received", "Spent"),
            tuple(_months(received, spent)),
            (SumRow(f"By {say_day(day)}", tuple(format_amount(one) for one in sums)),),
            asked.panel_url(ListKind.PAYMENTS),
        ),
        notes=(_PAST,),
    )


def _future(asked: Asked, saved: SavedLists, prospect: Prospect, ahead: Outlook) -> ReceiptPage:
    prediction, open_amount = ahead.on_schedule, ahead.open_amount
    until = prediction.reached_on or date.max
    expected = tuple((max(one.due_on, asked.today), one.amount) for one in prospect.inflows)
    arriving = _until(sorted(expected), until)
    arrives = total_of(arriving)
    left = format_amount(open_amount - arrives)
    reached = prediction.reached_on
    return ReceiptPage(
        asked=asked,
        label=_LABEL,
        shown=say_day(reached) if reached else "not reached",
        parts=(
            PartView("", "open today: cost less collected", format_amount(open_amount)),
            PartView("−", "expected until then", format_amount(arrives)),
        ),
        result=left,
        ages=ages_of(saved, asked.now),
        table=WorkingTable(
            "Month",
            "",
            ("Expected",),
            tuple(_months(arriving)),
            (SumRow("Expected in all", (format_amount(arrives),)),),
            asked.panel_url(ListKind.PAYMENTS),
        ),
        notes=(f"Assumed: {prediction.assumption.removeprefix('if ')}.",),
        heading="" if reached else "Why break-even is not reached",
    )


def _until(amounts: Iterable[Dated], day: date) -> tuple[Dated, ...]:
    return tuple(one for one in amounts if one[0] <= day)


def _months(*columns: tuple[Dated, ...]) -> Iterator[WorkingRow]:
    """One row for each month in which anything happened, and a sum for each column."""
    days = sorted((day, place, amount) for place, one in enumerate(columns) for day, amount in one)
    for _, month in groupby(days, key=lambda one: (one[0].year, one[0].month)):
        within = tuple(month)
        sums = (
            sum((amount for _, place, amount in within if place == column), Decimal(0))
            for column in range(len(columns))
        )
        cells = tuple(format_amount(one) for one in sums)
        yield WorkingRow("", "", say_month(within[0][0]), "", "", False, cells)
