"""Subscriptions, payments and orders out of FlexPortal's records."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from customers.domain.customer import UNKNOWN_FIGURE, Figure
from customers.domain.order import OrderItem, OrderStatus, OrderType
from customers.domain.payment import LineItem, PaymentStatus
from customers.domain.profitability import Recovery
from customers.domain.subscription import CostSource, Extension, Replacement, SubscriptionStatus
from customers.flexportal.records import (
    ExtensionRecord,
    LineItemRecord,
    OrderItemRecord,
    OrderRecord,
    PaymentRecord,
    ReplacementRecord,
    SubscriptionRecord,
)
from customers.normalise import (
    normalise_order,
    normalise_payment,
    normalise_subscription,
    read_day,
)

RENTAL = SubscriptionRecord(
    subscription_id="rental_001",
    tenant_id="bu_example",
    status="active",
    monthly_amount=Decimal(89),
    original_contract_length=12,
    contract_length=12,
    start_date="2026-01-31",
    acquisition_cost=Decimal(1000),
    acquisition_cost_source="variant",
    total_collected=Decimal(178),
    cost_recovery_percent=Decimal("17.8"),
    recovery_status="recovering",
)
PAYMENT = PaymentRecord(payment_id="pay_001", tenant_id="bu_example", status="pending")
ORDER = OrderRecord(order_id="ord_001", tenant_id="bu_example", status="fulfilled")
WORDS = st.none() | st.text(max_size=12)
DATES = WORDS | st.dates().map(date.isoformat) | st.datetimes().map(datetime.isoformat)
LENGTHS = st.none() | st.integers(0, 10**15)


def test_a_running_subscription() -> None:
    """Its figures name their fields."""
    found = normalise_subscription(RENTAL)
    assert (found.status, found.raw_status) == (SubscriptionStatus.ACTIVE, None)
    assert found.acquisition_cost == Figure(Decimal(1000), "acquisitionCost")
    assert found.collected == Figure(Decimal(178), "totalCollected")
    assert found.delivered_percent == Figure(Decimal("17.8"), "costRecoveryPercent")
    assert (found.cost_source, found.delivered_recovery) == (
        CostSource.VARIANT,
        Recovery.RECOVERING,
    )
    assert found.ended_on is None


@pytest.mark.parametrize(
    ("end_date", "length", "end_on"),
    [
        ("2027-02-15", 12, date(2027, 2, 15)),
        (None, 12, date(2027, 1, 31)),
        (None, 1, date(2026, 2, 28)),
        (None, None, None),
        (None, 0, None),
        (None, 10**15, None),
    ],
)
def test_a_missing_end_is_derived(
    end_date: str | None, length: int | None, end_on: date | None
) -> None:
    """D43: start + length, where the length is sane."""
    record = replace(RENTAL, end_date=end_date, contract_length=length)
    assert normalise_subscription(record).end_on == end_on


@pytest.mark.parametrize(
    ("status", "what", "ended_on"),
    [
        ("ended_completed", {}, date(2027, 1, 31)),
        ("ended_buyout", {"bought_out_at": "2026-05-01T08:00:00Z"}, date(2026, 5, 1)),
        ("ended_early_return", {"returned_at": "2026-05-02"}, date(2026, 5, 2)),
        ("cancelled", {"cancelled_at": "2026-05-03"}, date(2026, 5, 3)),
        ("ended_upgrade", {"last_modified_date": "2026-05-04"}, date(2026, 5, 4)),
        ("cancelled", {"last_modified_date": "2026-05-04"}, date(2026, 5, 4)),
        ("cancelled", {}, date(2027, 1, 31)),
        (
            "ended_completed",
            {"start_date": None, "last_modified_date": "2026-05-04"},
            date(2026, 5, 4),
        ),
        ("paused", {"cancelled_at": "2026-05-03"}, None),
        ("active", {"last_modified_date": "2026-05-04"}, None),
    ],
)
def test_the_day_it_ended(status: str, what: dict[str, Any], ended_on: date | None) -> None:
    """By what ended it; a running one has none."""
    record = replace(RENTAL, status=status, **what)
    assert normalise_subscription(record).ended_on == ended_on


def test_unknown_words_are_unknown_and_the_status_is_kept_as_it_came() -> None:
    """Never refused (house rule 5 of the contract)."""
    record = replace(
        RENTAL, status="paused", acquisition_cost_source="guess", recovery_status="fine"
    )
    found = normalise_subscription(record)
    assert (found.status, found.raw_status) == (SubscriptionStatus.UNKNOWN, "paused")
    assert (found.cost_source, found.delivered_recovery) == (CostSource.UNKNOWN, None)


def test_a_subscription_without_figures_has_unknown_ones() -> None:
    """D22: archived renderings."""
    found = normalise_subscription(SubscriptionRecord(subscription_id="r", tenant_id="bu"))
    assert (found.acquisition_cost, found.collected) == (UNKNOWN_FIGURE, UNKNOWN_FIGURE)
    assert (found.extensions, found.replacements) == ((), ())


def test_its_history_is_kept() -> None:
    """Extensions and replacements."""
    extension = ExtensionRecord(
        extension_months=6, new_end_date="2027-07-31", extended_at="2026-12-01T09:00:00Z"
    )
    replacement = ReplacementRecord(old_serial_number="A", new_serial_number="B", replaced_at="no")
    found = normalise_subscription(
        replace(RENTAL, extension_history=(extension,), replacement_history=(replacement,))
    )
    assert found.extensions == (
        Extension(
            months=6,
            new_end_on=date(2027, 7, 31),
            extended_at=datetime(2026, 12, 1, 9, tzinfo=UTC),
        ),
    )
    assert found.replacements == (Replacement(old_serial_number="A", new_serial_number="B"),)


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
