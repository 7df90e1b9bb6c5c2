"""The working behind what a customer owes: the payments it is made of."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from customers.domain.moment import say_day
from customers.domain.money import format_amount, format_money, format_working
from customers.domain.outstanding import Bucket, Outstanding, days_overdue, outstanding
from customers.domain.payment import Payment, PaymentStatus
from customers.domain.words import say_count
from customers.models import ListKind

from .receipt_page import Asked, PartView, ReceiptPage, ages_of
from .saved_lists import get_saved_lists
from .working import SumRow, WorkingRow, WorkingTable

MOST_ROWS = 50
_UNREAD = "The payments have not been read yet, so nothing is known of it."
_WHAT_COUNTS = (
    "FlexPortal counts everything pending as outstanding, also what is not due yet; "
    "what is being collected or has failed stands beside it."
)


class _Term(NamedTuple):
    text: str
    bucket: Bucket


@dataclass(frozen=True, slots=True)
class _Sum:
    """What is asked for: its name, its payments, the whole and the terms that add up to it."""

    label: str
    belongs: Callable[[Payment, date], bool]
    whole: Callable[[Outstanding], Bucket]
    terms: Callable[[Outstanding], Iterable[_Term]]


def _pending_terms(owed: Outstanding) -> Iterator[_Term]:
    yield _Term("due by today", owed.due)
    yield _Term("upcoming", owed.upcoming)
    if owed.undated.count:
        yield _Term("without a due day", owed.undated)


def _late_terms(owed: Outstanding) -> Iterator[_Term]:
    yield _Term("1–30 days", owed.overdue.up_to_30)
    yield _Term("31–60 days", owed.overdue.up_to_60)
    yield _Term("over 60 days", owed.overdue.over_60)


_OUTSTANDING = _Sum("Outstanding", lambda *_: True, lambda owed: owed.total, _pending_terms)
_OVERDUE = _Sum(
    "Overdue",
    lambda one, today: days_overdue(one, today) > 0,
    lambda owed: owed.overdue.total,
    _late_terms,
)


def outstanding_receipt(asked: Asked) -> ReceiptPage:
    """Everything pending: due, upcoming and undated; one query."""
    return _receipt(asked, _OUTSTANDING)


def overdue_receipt(asked: Asked) -> ReceiptPage:
    """What was due before today, by its age; one query."""
    return _receipt(asked, _OVERDUE)


def _receipt(asked: Asked, wanted: _Sum) -> ReceiptPage:
    customer_id = asked.customer.customer_id
    saved = get_saved_lists(asked.connection, customer_id, ListKind.PAYMENTS)
    if saved.payments is None:
        unknown = format_money(None, asked.currency)
        return ReceiptPage(asked, wanted.label, unknown, (), "", (), None, notes=(_UNREAD,))
    owed = outstanding(saved.payments.rows, asked.today, asked.currency)
    whole = wanted.whole(owed)
    known = not whole.count or whole.left_out < whole.count
    return ReceiptPage(
        asked=asked,
        label=wanted.label,
        shown=format_money(whole.amount if known else None, owed.currency),
        parts=tuple(_parts(wanted.terms(owed))),
        result=format_working(whole.amount),
        ages=ages_of(saved, asked.now),
        table=_table(asked, wanted, saved.payments.rows, whole) if whole.count else None,
        notes=(_WHAT_COUNTS,),
    )


def _parts(terms: Iterable[_Term]) -> Iterator[PartView]:
    for place, term in enumerate(terms):
        yield PartView("+" if place else "", term.text, format_amount(term.bucket.amount))


def _table(asked: Asked, wanted: _Sum, payments: Iterable[Payment], whole: Bucket) -> WorkingTable:
    """By due day, the oldest first; what is too much for the eye is one row with its sum."""
    chosen = [
        one
        for one in payments
        if one.status is PaymentStatus.PENDING and wanted.belongs(one, asked.today)
    ]
    chosen.sort(key=lambda one: one.due_on or date.max)
    cells = [_countable(one, asked.currency) for one in chosen]
    rows = (_row(one, value, asked) for one, value in zip(chosen, cells, strict=True))
    return WorkingTable(
        subject="Payment",
        noted="When",
        heads=("Amount",),
        rows=tuple(rows)[:MOST_ROWS],
        sums=tuple(_sums(cells[MOST_ROWS:], whole)),
        href=asked.panel_url(ListKind.PAYMENTS),
    )


def _countable(one: Payment, currency: str) -> Decimal | None:
    """An amount of another currency is as good as unknown."""
    return one.value.value if one.currency in {None, currency} or not currency else None


def _row(one: Payment, value: Decimal | None, asked: Asked) -> WorkingRow:
    late = days_overdue(one, asked.today)
    due = one.due_on
    note = "upcoming" if due and due > asked.today else "due today" if due else "no due day"
    return WorkingRow(
        kind="payment",
        row_id=one.payment_id,
        title=say_day(due) if due else "Day unknown",
        detail=one.payment_id,
        note=f"{late} {'day' if late == 1 else 'days'} overdue" if late else note,
        doubtful=late > 0,
        cells=(format_amount(value),),
    )


def _sums(more: Sequence[Decimal | None], whole: Bucket) -> Iterator[SumRow]:
    if more:
        amount = sum((one for one in more if one is not None), Decimal(0))
        yield SumRow(f"{len(more)} more payments", (format_amount(amount),), strong=False)
    label = f"Sum of {say_count(Decimal(whole.count), 'payment')}"
    unknown = f", {whole.left_out} unknown" if whole.left_out else ""
    yield SumRow(f"{label}{unknown}", (format_amount(whole.amount),))
