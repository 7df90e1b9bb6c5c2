"""The working behind one figure, ready to be shown."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import NamedTuple

from django.urls import reverse

from customers.domain.breakdown import device_breakdown, order_breakdown
from customers.domain.confidence import GRADED
from customers.domain.customer import Customer
from customers.domain.metric import Metric, Unit, format_value
from customers.domain.money import format_amount, format_money, format_working
from customers.domain.receipt import Part, Receipt, receipt
from customers.models import Connection, CustomerCopy, ListKind

from .freshness import Freshness, freshness
from .grade import GradeView, grade_view
from .panel import TITLES, panel_url
from .saved_lists import SavedLists, get_saved_lists
from .working import WorkingTable, device_table, order_table

HERO = Metric.COST_RECOVERY_PERCENT.value
"""The figure whose working is shown when none is named."""


class PartView(NamedTuple):
    """One term of the formula."""

    operator: str
    text: str
    shown: str


class RowView(NamedTuple):
    """A line under the formula: what it is, FlexPortal's name for it, its value."""

    text: str
    path: str
    shown: str


class AgeView(NamedTuple):
    """When one of the answers behind the receipt was fetched."""

    what: str
    freshness: Freshness


@dataclass(frozen=True, slots=True)
class ReceiptPage:
    """All that the receipt shows; `freshness` is of the customer, `ages` of the lists.

    `table` is None where no rows are known; `grade` is there for what recovery is made of.
    """

    title: str
    label: str
    customer_name: str
    profile_url: str
    url: str
    freshness: Freshness
    ages: tuple[AgeView, ...]
    parts: tuple[PartView, ...]
    result: str
    shown: str
    table: WorkingTable | None
    rows: tuple[RowView, ...]
    explanation: str
    notes: tuple[str, ...]
    grade: GradeView | None


def has_receipt(figure: str) -> bool:
    """Whether there is a figure of this name."""
    return figure in set(Metric)


def get_receipt_page(
    connection: Connection, copy: CustomerCopy, customer: Customer, figure: str, *, now: datetime
) -> ReceiptPage:
    """The working of one figure, by its name, from saved copies alone; one query."""
    slug, currency, metric = connection.tenant.slug, connection.tenant.currency, Metric(figure)
    working, saved = receipt(customer, metric), _saved(connection, copy.customer_id, metric)
    panel = reverse("profile_receipt", args=[slug, copy.customer_id])
    return ReceiptPage(
        title=f"Where {_shown(working, currency)} comes from",
        label=working.title,
        customer_name=customer.name or copy.customer_id,
        profile_url=reverse("profile", args=[slug, copy.customer_id]),
        url=f"{panel}?figure={figure}",
        freshness=freshness(copy, now),
        ages=tuple(_ages(saved, now)),
        parts=tuple(_part(part) for part in working.parts),
        result=format_working(working.result) if len(working.parts) > 1 else "",
        shown=_shown(working, currency),
        table=_table(connection, customer, metric, saved),
        rows=tuple(_rows(working, currency)),
        explanation=working.comparison.explanation if working.comparison else "",
        notes=(*working.notes, *_unread(metric, saved)),
        grade=grade_view(customer, saved, currency) if metric in GRADED else None,
    )


def _saved(connection: Connection, customer_id: str, metric: Metric) -> SavedLists:
    """The lists that this figure's working stands on."""
    if metric is Metric.ORDERS:
        return get_saved_lists(connection, customer_id, ListKind.ORDERS)
    if metric in GRADED:
        kinds = (ListKind.SUBSCRIPTIONS, ListKind.PAYMENTS)
        return get_saved_lists(connection, customer_id, *kinds)
    return get_saved_lists(connection, customer_id, ListKind.SUBSCRIPTIONS)


def _ages(saved: SavedLists, now: datetime) -> Iterator[AgeView]:
    for one in (saved.subscriptions, saved.orders, saved.payments):
        if one is not None:
            yield AgeView(TITLES[ListKind(one.copy.kind)], freshness(one.copy, now))


def _table(
    connection: Connection, customer: Customer, metric: Metric, saved: SavedLists
) -> WorkingTable | None:
    customer_id = customer.customer_id
    if metric is Metric.ORDERS and saved.orders:
        href = panel_url(connection, customer_id, ListKind.ORDERS)
        return order_table(order_breakdown(customer, saved.orders.rows), href)
    if saved.subscriptions is None:
        return None
    devices, currency = saved.subscriptions.rows, connection.tenant.currency
    found = device_breakdown(customer, metric, devices, currency)
    known = customer.subscription_ids
    href = panel_url(connection, customer_id, ListKind.SUBSCRIPTIONS)
    return device_table(found, None if known is None else len(known), href) if found else None


def _unread(metric: Metric, saved: SavedLists) -> Iterator[str]:
    """What would show the rows, were it read."""
    if metric is Metric.AVERAGE_MONTHLY_REVENUE:
        return
    if saved.subscriptions is None and saved.orders is None:
        what = "orders" if metric is Metric.ORDERS else "devices"
        yield f"The {what} have not been read yet, so the rows behind it are not known."


def _shown(working: Receipt, currency: str) -> str:
    return _value(working.shown, working.metric.unit, currency)


def _value(value: Decimal | None, unit: Unit, currency: str) -> str:
    return format_money(value, currency) if unit is Unit.MONEY else format_value(value, unit)


def _part(part: Part) -> PartView:
    return PartView(part.operator, part.text, format_value(part.value, part.unit))


def _rows(working: Receipt, currency: str) -> Iterator[RowView]:
    """What was delivered, then FlexPortal's own figure and the difference to ours."""
    for field in working.fields:
        shown = _exactly(field.value, field.unit, currency)
        yield RowView("Delivered by FlexPortal as", field.path, shown)
    if comparison := working.comparison:
        unit = working.metric.unit
        ours = _exactly(comparison.ours, unit, currency)
        points = unit is Unit.PERCENT
        difference = (
            f"{format_amount(comparison.difference)} points"
            if points
            else _value(comparison.difference, unit, currency)
        )
        yield RowView(f"Difference of Recoup’s {ours} to", comparison.path, difference)


def _exactly(value: Decimal, unit: Unit, currency: str) -> str:
    """As delivered: a percentage keeps its two decimals here."""
    if unit is Unit.PERCENT:
        return f"{format_amount(value)}\u00a0%"
    return _value(value, unit, currency)
