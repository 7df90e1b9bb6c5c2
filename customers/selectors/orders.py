"""The panel of orders: what was agreed at checkout, and how far it has come."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import NamedTuple

from django.utils.timezone import localtime

from customers.domain.moment import say_day
from customers.domain.order import Order, OrderItem, OrderStatus

from .panel import Amount, PanelFrame, PanelSource, amount, panel_frame, unreadable
from .table import Column, Layout, Table, lay_out

ORDERS: Layout[Order] = Layout(
    columns=(
        Column("order", "Order", lambda one: one.order_id),
        Column("placed", "Placed", lambda one: one.created_at, largest_first=True),
        Column("products", "What", lambda one: _products(one)[0] if _products(one) else None),
        Column("status", "Status", lambda one: one.status.label),
        Column("devices", "Devices", lambda one: one.device_count, True, True),
        Column("total", "Total", lambda one: one.total.value, True, True),
    ),
    statuses=tuple(OrderStatus),
    status_of=lambda one: one.status,
)


class OrderRow(NamedTuple):
    """One order in words and figures."""

    order_id: str
    kind: str
    placed: str
    products: tuple[str, ...]
    status: str
    word: str
    payment: str
    devices: str
    total: Amount
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OrdersPanel:
    """All that the panel shows."""

    frame: PanelFrame
    table: Table[Order]
    rows: tuple[OrderRow, ...]


def get_orders_panel(source: PanelSource, orders: Sequence[Order]) -> OrdersPanel:
    """The panel for one saved list, the newest order first; no query."""
    newest_first = sorted(orders, key=_placed_at, reverse=True)
    table = lay_out(newest_first, ORDERS, source.wish, source.url)
    return OrdersPanel(panel_frame(source), table, tuple(_row(one) for one in table.rows))


def _placed_at(order: Order) -> datetime:
    return order.created_at or datetime.min.replace(tzinfo=UTC)


def _row(order: Order) -> OrderRow:
    return OrderRow(
        order_id=order.order_id,
        kind=order.order_type.label,
        placed=say_day(localtime(order.created_at)) if order.created_at else "unknown",
        products=tuple(_products(order)),
        status=order.status.value,
        word=order.status.label,
        payment=_payment(order),
        devices=_devices(order),
        total=amount(order.total.value),
        notes=tuple(_notes(order)),
    )


def _products(order: Order) -> list[str]:
    return [_product(item) for item in order.items]


def _product(item: OrderItem) -> str:
    """`2 × MacBook Air`."""
    name = item.product_name or item.sku or "unknown product"
    return f"{item.quantity} × {name}" if item.quantity and item.quantity > 1 else name


def _payment(order: Order) -> str:
    """`paid, by stripe`."""
    how = f"by {order.payment_method}" if order.payment_method else ""
    return ", ".join(part for part in (order.payment_status, how) if part)


def _devices(order: Order) -> str:
    """`1 of 2 delivered`."""
    if order.device_count is None:
        return "unknown"
    if order.delivered_count is None:
        return str(order.device_count)
    return f"{order.delivered_count} of {order.device_count}"


def _notes(order: Order) -> Iterator[str]:
    if order.raw_status:
        yield f"FlexPortal calls its status “{order.raw_status}”."
    if order.shipped_at:
        yield f"Shipped on {say_day(localtime(order.shipped_at))}."
    if order.tracking_number:
        yield f"Tracking number {order.tracking_number}."
    if order.notes:
        yield order.notes
    yield from unreadable(order.unreadable)
