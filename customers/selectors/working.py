"""The rows a figure is made of, as its receipt shows them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from django.utils.timezone import localtime

from customers.domain.breakdown import Breakdown, Column
from customers.domain.metric import Metric, Unit, format_value
from customers.domain.moment import say_day
from customers.domain.order import Order
from customers.domain.subscription import Subscription

_HEADS = {
    Metric.LIFETIME_COLLECTED: "Collected",
    Metric.ACQUISITION_COST: "Cost",
    Metric.PROFIT: "Profit",
    Metric.MONTHLY_REVENUE: "Monthly",
    Metric.ACTIVE_DEVICES: "Count",
    Metric.DEVICES_EVER: "Count",
    Metric.ORDERS: "Count",
}
_MISSING = "Not in the rows above"


class WorkingRow(NamedTuple):
    """One device, order or payment; `kind` and `row_id` are for scripts, `href` leads to it."""

    kind: str
    row_id: str
    title: str
    detail: str
    note: str
    doubtful: bool
    cells: tuple[str, ...]


class SumRow(NamedTuple):
    """A line below the rows."""

    label: str
    cells: tuple[str, ...]
    strong: bool = True


@dataclass(frozen=True, slots=True)
class WorkingTable:
    """Rows, their sum, and, where the two differ, the difference and the figure itself.

    `href` leads to the panel that has the rows in full; `noted` is the head of the notes, if any.
    """

    subject: str
    noted: str
    heads: tuple[str, ...]
    rows: tuple[WorkingRow, ...]
    sums: tuple[SumRow, ...]
    href: str


def device_table(found: Breakdown, known: int | None, href: str) -> WorkingTable:
    """The devices behind a figure; `known` is how many subscriptions FlexPortal says there are."""
    rows = tuple(
        _device_row(one, tuple(_cell(column, place) for column in found.columns))
        for place, one in enumerate(found.devices)
    )
    everything = len(rows) if known is None else known
    label = f"Sum of {len(rows)} of {everything} subscriptions"
    heads = tuple(_HEADS[column.metric] for column in found.columns)
    return WorkingTable(
        "Device",
        "Source of the cost",
        heads,
        rows,
        tuple(_sums(found.columns, label)),
        href,
    )


def order_table(found: Breakdown, href: str) -> WorkingTable:
    """The orders behind their number."""
    rows = tuple(
        _order_row(one, tuple(_cell(column, place) for column in found.columns))
        for place, one in enumerate(found.orders)
    )
    sums = _sums(found.columns, f"Sum of {len(rows)} orders")
    return WorkingTable("Order", "Status", ("Count",), rows, tuple(sums), href)


def _device_row(one: Subscription, cells: tuple[str, ...]) -> WorkingRow:
    known = one.acquisition_cost.value is not None
    return WorkingRow(
        kind="subscription",
        row_id=one.subscription_id,
        title=one.product_name or one.sku or one.subscription_id,
        detail=one.serial_number or one.subscription_id,
        note=one.cost_source.label if known else "no cost",
        doubtful=known and one.cost_source.is_estimate,
        cells=cells,
    )


def _order_row(one: Order, cells: tuple[str, ...]) -> WorkingRow:
    made = say_day(localtime(one.created_at)) if one.created_at else "day unknown"
    return WorkingRow("order", one.order_id, made, one.order_id, one.status.label, False, cells)


def _cell(column: Column, place: int) -> str:
    return format_value(column.amounts[place], column.metric.unit)


def _sums(columns: Sequence[Column], label: str) -> Iterator[SumRow]:
    """The sum; and where it is not the figure, what it takes to get there."""
    left_out = max((column.left_out for column in columns), default=0)
    yield SumRow(
        f"{label}, {left_out} unknown" if left_out else label,
        tuple(format_value(column.total, column.metric.unit) for column in columns),
    )
    if any(column.difference != 0 for column in columns):
        yield SumRow(_MISSING, tuple(_signed(column) for column in columns), strong=False)
        yield SumRow(
            "The figure",
            tuple(format_value(column.figure, column.metric.unit) for column in columns),
        )


def _signed(column: Column) -> str:
    return signed(column.difference, column.metric.unit)


def signed(difference: Decimal | None, unit: Unit) -> str:
    """`+12.00`, `−3`, `0.00`, unknown."""
    shown = format_value(difference, unit)
    return f"+{shown}" if difference is not None and difference > 0 else shown
