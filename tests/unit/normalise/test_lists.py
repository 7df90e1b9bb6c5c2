"""Payments and orders out of FlexPortal's records, and what holds for every list."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from customers.domain.customer import UNKNOWN_FIGURE, Figure
from customers.domain.order import OrderItem, OrderStatus, OrderType
from customers.domain.payment import LineItem, PaymentStatus
from customers.domain.subscription import SubscriptionStatus
from customers.flexportal.records import LineItemRecord, OrderItemRecord, OrderRecord, PaymentRecord
from customers.normalise import (
    normalise_order,
    normalise_payment,
    normalise_subscription,
    read_day,
)
from tests.builders import RENTAL

PAYMENT = PaymentRecord(payment_id="pay_001", tenant_id="bu_example", status="pending")
ORDER = OrderRecord(order_id="ord_001", tenant_id="bu_example", status="fulfilled")
WORDS = st.none() | st.text(max_size=12)
DATES = WORDS | st.dates().map(date.isoformat) | st.datetimes().map(datetime.isoformat)
LENGTHS = st.none() | st.integers(0, 10**15)


@pytest.mark.parametrize(
    ("amount", "total", "value"),
    [
        ("0", "89", Figure(Decimal(0), "amount")),
        (None, "89", Figure(Decimal(89), "total")),
        (None, None, UNKNOWN_FIGURE),
    ],
)
def test_the_value_of_a_payment(amount: str | None, total: str | None, value: Figure) -> None:
    """D69: amount, else total."""
    sums = {name: text and Decimal(text) for name, text in (("amount", amount), ("total", total))}
    changed: dict[str, Any] = sums
    assert normalise_payment(replace(PAYMENT, **changed)).value == value


def test_a_consolidated_payment_has_its_lines() -> None:
    """A billing group's month."""
    lines = (LineItemRecord(rental_id="a", description="Phone", amount=Decimal(5)),)
    found = normalise_payment(replace(PAYMENT, payment_type="consolidated", line_items=lines))
    assert found.consolidated
    assert found.line_items == (LineItem("a", "Phone", Decimal(5)),)
    assert not normalise_payment(replace(PAYMENT, payment_type="individual")).consolidated


@pytest.mark.parametrize(
    ("what", "reason"),
    [
        ({"failure_reason": "No funds", "decline_code": "x", "failure_code": "y"}, "No funds"),
        ({"decline_code": "insufficient_funds", "failure_code": "y"}, "insufficient_funds"),
        ({"failure_code": "card_declined"}, "card_declined"),
        ({}, None),
    ],
)
def test_why_a_payment_failed(what: dict[str, Any], reason: str | None) -> None:
    """D74: in words, else in a code."""
    assert normalise_payment(replace(PAYMENT, **what)).failure_reason == reason


@pytest.mark.parametrize(
    ("status", "read", "raw"),
    [("paid", PaymentStatus.PAID, None), ("refunded", PaymentStatus.UNKNOWN, "refunded")],
)
def test_an_unknown_payment_status(status: str, read: PaymentStatus, raw: str | None) -> None:
    """D80: there is no documented refund."""
    found = normalise_payment(replace(PAYMENT, status=status))
    assert (found.status, found.raw_status) == (read, raw)


def test_an_order_with_its_lines() -> None:
    """A cost set on the order wins, a cost of zero included."""
    lines = (
        OrderItemRecord(sku="a", acquisition_cost=Decimal(5), rental_ids=("r",)),
        OrderItemRecord(sku="b", acquisition_cost=Decimal(5), acquisition_cost_override=Decimal(0)),
    )
    record = replace(ORDER, items=lines, order_type="upgrade", total=Decimal(178))
    found = normalise_order(record)
    assert (found.status, found.order_type) == (OrderStatus.FULFILLED, OrderType.UPGRADE)
    assert found.total == Figure(Decimal(178), "totals.total")
    assert found.items == (
        OrderItem(sku="a", acquisition_cost=Decimal(5), subscription_ids=("r",)),
        OrderItem(sku="b", acquisition_cost=Decimal(0)),
    )


def test_an_unknown_order_status_and_type() -> None:
    """D90: any other is unknown."""
    found = normalise_order(replace(ORDER, status="verifying", order_type="swap"))
    assert (found.status, found.raw_status) == (OrderStatus.UNKNOWN, "verifying")
    assert found.order_type is OrderType.UNKNOWN
    assert (found.items, found.total) == ((), UNKNOWN_FIGURE)


def test_a_day_out_of_a_date_or_a_timestamp() -> None:
    """Of a timestamp, the day in UTC."""
    assert read_day("2026-01-31") == date(2026, 1, 31)
    assert read_day("2026-01-31T23:30:00-02:00") == date(2026, 2, 1)
    assert read_day("soon") is None


@given(DATES, DATES, LENGTHS, WORDS | st.sampled_from(SubscriptionStatus))
@settings(max_examples=150)
def test_no_record_raises(
    start: str | None, end: str | None, length: int | None, status: str | None
) -> None:
    """Whatever stands in dates, lengths and states."""
    subscription = replace(
        RENTAL, start_date=start, end_date=end, contract_length=length, status=status
    )
    assert normalise_subscription(subscription).subscription_id == "rental_001"
    payment = replace(PAYMENT, due_date=start, paid_at=end, status=status)
    assert normalise_payment(payment).payment_id == "pay_001"
    order = replace(ORDER, created_at=start, shipped_at=end, status=status)
    assert normalise_order(order).order_id == "ord_001"
