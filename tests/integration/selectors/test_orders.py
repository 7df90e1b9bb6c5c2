"""The panel of orders."""

from datetime import UTC, datetime
from typing import Any

import pytest

from customers.domain.order import OrderItem, OrderStatus, OrderType
from customers.models import ListKind
from customers.selectors.orders import OrderRow, get_orders_panel
from tests.builders import an_order
from tests.integration.panels import a_source


def row(**what_matters: Any) -> OrderRow:
    """The row of one order."""
    return get_orders_panel(a_source(ListKind.ORDERS), [an_order(**what_matters)]).rows[0]


def test_an_order_in_words() -> None:
    shown = row(
        order_type=OrderType.EXTENSION,
        created_at=datetime(2026, 2, 3, tzinfo=UTC),
        items=(OrderItem("MacBook Air", quantity=2), OrderItem(None, "PIX-9", 1), OrderItem()),
        device_count=3,
        delivered_count=1,
        payment_status="paid",
        payment_method="stripe",
    )
    assert (shown.kind, shown.placed) == ("Extension", "3\u00a0Feb\u00a02026")
    assert shown.products == ("2 × MacBook Air", "PIX-9", "unknown product")
    assert (shown.devices, shown.payment) == ("1 of 3", "paid, by stripe")
    assert (shown.word, shown.total.value, shown.notes) == ("Fulfilled", "178.00", ())


def test_what_is_unknown_is_said() -> None:
    shown = row()
    assert (shown.placed, shown.devices, shown.payment) == ("unknown", "unknown", "")
    assert row(device_count=4).devices == "4"


@pytest.mark.parametrize(
    ("what", "note"),
    [
        (
            {"status": OrderStatus.UNKNOWN, "raw_status": "held"},
            "FlexPortal calls its status “held”.",
        ),
        ({"shipped_at": datetime(2026, 2, 3, tzinfo=UTC)}, "Shipped on 3\u00a0Feb\u00a02026."),
        ({"tracking_number": "3SNL"}, "Tracking number 3SNL."),
        ({"notes": "Call first"}, "Call first"),
        ({"unreadable": ("totals.total",)}, "Delivered but not readable: totals.total."),
    ],
)
def test_what_else_is_known_is_noted(what: dict[str, Any], note: str) -> None:
    assert row(**what).notes == (note,)


def test_the_newest_first_and_the_undated_last() -> None:
    orders = [
        an_order(order_id="undated"),
        an_order(order_id="old", created_at=datetime(2024, 1, 1, tzinfo=UTC)),
        an_order(order_id="new", created_at=datetime(2026, 1, 1, tzinfo=UTC)),
    ]
    panel = get_orders_panel(a_source(ListKind.ORDERS), orders)
    assert [one.order_id for one in panel.rows] == ["new", "old", "undated"]
