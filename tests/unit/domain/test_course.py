"""Money received against money spent, day by day."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from customers.domain.break_even import broke_even_on
from customers.domain.course import (
    Course,
    Dated,
    by_day,
    course_of,
    courses_of_devices,
    crossings,
    in_currency,
    running_total,
    total_of,
)
from customers.domain.payment import Payment, PaymentStatus
from tests.builders import a_consolidated_payment, a_payment, a_subscription

TODAY = date(2026, 3, 15)
DAYS = st.dates(date(2025, 1, 1), date(2025, 4, 1))
EVENTS = st.lists(st.tuples(DAYS, st.decimals(1, 99, places=2)), max_size=12)


def paid(value: str | None, on: str | None, due: str | None = "2026-01-01") -> Payment:
    """A payment that arrived at noon of a day."""
    moment = None if on is None else datetime.fromisoformat(f"{on}T12:00").replace(tzinfo=UTC)
    return a_payment(value, due, PaymentStatus.PAID, paid_at=moment)


def dated(*pairs: tuple[str, str]) -> tuple[Dated, ...]:
    """Amounts of days."""
    return tuple((date.fromisoformat(day), Decimal(amount)) for day, amount in pairs)


def test_payments_stand_on_the_day_they_were_paid_and_costs_where_the_contract_starts() -> None:
    """Whatever is not paid did not come."""
    payments = [
        paid("89", "2026-02-03"),
        paid("11", "2026-02-03"),
        paid("89", "2026-01-04"),
        a_payment("500", "2026-01-01", PaymentStatus.FAILED),
        a_payment("500", "2026-01-01"),
    ]
    course = course_of(payments, [a_subscription()], TODAY)
    assert course.receipts == dated(("2026-01-04", "89"), ("2026-02-03", "100"))
    assert course.costs == dated(("2026-01-01", "1000"))
    assert (course.received, course.spent) == (Decimal(189), Decimal(1000))
    assert (course.receipts_left_out, course.costs_left_out) == (0, 0)


def test_without_a_day_of_payment_the_due_day_stands_in() -> None:
    """And nothing that was paid lies in the future."""
    course = course_of([paid("1", None), paid("2", "2026-12-01")], [], TODAY)
    assert course.receipts == dated(("2026-01-01", "1"), ("2026-03-15", "2"))


def test_a_device_without_a_start_was_bought_when_it_was_created() -> None:
    """The next best that is known."""
    created = datetime(2025, 12, 30, 23, 30, tzinfo=UTC)
    course = course_of([], [a_subscription(start_on=None, created_at=created)], TODAY)
    assert course.costs == dated(("2025-12-30", "1000"))


def test_what_has_no_amount_or_no_day_is_left_out_and_counted() -> None:
    """Never a zero."""
    payments = [paid(None, "2026-02-01"), paid("5", None, None), paid("7", "2026-02-01")]
    devices = [a_subscription(cost=None), a_subscription(start_on=None)]
    course = course_of(payments, devices, TODAY)
    assert (course.received, course.spent) == (Decimal(7), Decimal(0))
    assert (course.receipts_left_out, course.costs_left_out) == (2, 2)


@pytest.mark.parametrize(
    ("collected", "cost", "agrees"),
    [("89", "1000", True), ("89.01", "1000", False), ("89", "999", False), (None, "1000", False)],
)
def test_it_agrees_with_the_headline_to_the_cent_or_not_at_all(
    collected: str | None, cost: str, agrees: bool
) -> None:
    """Only then may its days be told."""
    course = course_of([paid("89", "2026-02-03")], [a_subscription()], TODAY)
    own = None if collected is None else Decimal(collected)
    assert course.agrees_with(own, Decimal(cost)) is agrees


def test_shared_payments_are_spread_over_their_devices() -> None:
    """By line item, and each device has its own cost."""
    shared = a_consolidated_payment("100", ("a", "60"), ("b", "40"))
    both = [a_subscription(subscription_id="a"), a_subscription(subscription_id="b", cost="500")]
    payments = [_paid_on_the_first(shared), paid("9", "2026-02-02"), shared, paid("7", None, None)]
    courses = courses_of_devices(payments, both, TODAY)
    assert courses["a"].receipts == dated(("2026-02-01", "60"))
    assert courses["b"] == Course(dated(("2026-02-01", "40")), dated(("2026-01-01", "500")), 0, 0)


def _paid_on_the_first(payment: Payment) -> Payment:
    return a_payment(
        str(payment.value.value),
        "2026-02-01",
        PaymentStatus.PAID,
        subscription_id=None,
        line_items=payment.line_items,
    )


def test_another_currency_is_not_added() -> None:
    """One that is not named counts as the tenant's; without the tenant's, nothing is sorted out."""
    rows = [a_payment(currency="EUR"), a_payment(currency=None), a_payment(currency="QAR")]
    assert in_currency(rows, "EUR") == tuple(rows[:2])
    assert in_currency(rows, "") == tuple(rows)


def test_each_crossing_is_told() -> None:
    """Reached, lost again by buying more, and reached for good."""
    course = Course(
        receipts=dated(("2026-01-05", "10"), ("2026-03-05", "20")),
        costs=dated(("2026-01-01", "10"), ("2026-02-01", "15")),
        receipts_left_out=0,
        costs_left_out=0,
    )
    assert [(day.isoformat(), reached) for day, reached in crossings(course)] == [
        ("2026-01-05", True),
        ("2026-02-01", False),
        ("2026-03-05", True),
    ]


@given(EVENTS, EVENTS)
@settings(max_examples=150, deadline=None)
def test_the_last_crossing_is_the_day_of_break_even(
    receipts: list[Dated], costs: list[Dated]
) -> None:
    """Both say the same, for any course."""
    course = Course(by_day(receipts), by_day(costs), 0, 0)
    days = [day if reached else None for day, reached in crossings(course)]
    assert broke_even_on(course.receipts, course.costs) == (days[-1] if days else None)


@given(EVENTS)
@settings(max_examples=150, deadline=None)
def test_a_running_total_is_the_sum_of_all_days_before(amounts: list[Dated]) -> None:
    """And its end is everything, to the cent."""
    days = [date(2025, 1, 1) + timedelta(days=number) for number in range(0, 92, 7)]
    grouped = by_day(amounts)
    for day, total in zip(days, running_total(grouped, days), strict=True):
        assert total == sum((amount for on, amount in amounts if on <= day), Decimal(0))
    assert running_total(grouped, [date.max])[-1] == total_of(amounts)
