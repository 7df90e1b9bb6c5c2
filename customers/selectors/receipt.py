"""The working behind one figure, ready to be shown."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import NamedTuple

from django.urls import reverse

from customers.domain.customer import Customer
from customers.domain.metric import Metric, Unit, format_value
from customers.domain.money import format_amount, format_money, format_working
from customers.domain.receipt import Part, Receipt, receipt
from customers.models import Connection, CustomerCopy

from .freshness import Freshness, freshness

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


@dataclass(frozen=True, slots=True)
class ReceiptPage:
    """All that the receipt shows."""

    title: str
    label: str
    customer_name: str
    profile_url: str
    url: str
    freshness: Freshness
    parts: tuple[PartView, ...]
    result: str
    shown: str
    rows: tuple[RowView, ...]
    explanation: str
    notes: tuple[str, ...]


def has_receipt(figure: str) -> bool:
    """Whether there is a figure of this name."""
    return figure in set(Metric)


def get_receipt_page(
    connection: Connection, copy: CustomerCopy, customer: Customer, figure: str, *, now: datetime
) -> ReceiptPage:
    """The working of one figure, by its name, of one saved copy; no query."""
    slug, currency = connection.tenant.slug, connection.tenant.currency
    working = receipt(customer, Metric(figure))
    panel = reverse("profile_receipt", args=[slug, copy.customer_id])
    return ReceiptPage(
        title=f"Where {_shown(working, currency)} comes from",
        label=working.title,
        customer_name=customer.name or copy.customer_id,
        profile_url=reverse("profile", args=[slug, copy.customer_id]),
        url=f"{panel}?figure={figure}",
        freshness=freshness(copy, now),
        parts=tuple(_part(part) for part in working.parts),
        result=format_working(working.result) if len(working.parts) > 1 else "",
        shown=_shown(working, currency),
        rows=tuple(_rows(working, currency)),
        explanation=working.comparison.explanation if working.comparison else "",
        notes=working.notes,
    )


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
