"""When what is still open will have been paid."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from customers.domain.outlook import (
    ON_SCHEDULE,
    RETURNED_TODAY,
    Inflow,
    at_lateness,
    expected_inflows,
    outlook,
    usual_lateness,
)
from customers.domain.payment import Payment, PaymentStatus
from customers.domain.subscription import SubscriptionStatus
from tests.builders import a_consolidated_payment, a_payment, a_subscription

TODAY = date(2026, 3, 15)
MONTHS = [
    Inflow(date(2026, month, 1), Decimal(100), "rental_001", scheduled=True) for month in (3, 4, 5)
]


def paid(due: str, paid_on: str) -> Payment:
    """A paid payment with its two days."""
    moment = datetime.fromisoformat(paid_on).replace(tzinfo=UTC)
    return a_payment("89", due, PaymentStatus.PAID, paid_at=moment)


def test_the_day_the_scheduled_payments_reach_the_cost() -> None:
    """150 open: the overdue payment comes today, the next one on the first of April."""
    found = outlook(Decimal(850), Decimal(1000), MONTHS, 20, TODAY)
    assert found
    assert (found.open_amount, found.on_schedule.assumption) == (Decimal(150), ON_SCHEDULE)
    assert found.on_schedule.reached_on == date(2026, 4, 1)
    assert found.on_schedule.short == 0
    assert found.at_own_lateness
    assert found.at_own_lateness.reached_on == date(2026, 4, 21)
    assert found.at_own_lateness.assumption == at_lateness(20)


@pytest.mark.parametrize(
    ("cost", "reached_on"),
    [("200", date(2026, 4, 1)), ("200.01", date(2026, 5, 1)), ("0.5", TODAY)],
)
def test_break_even_is_reached_to_the_cent(cost: str, reached_on: date) -> None:
    """Two payments of 100 are enough for 200, not for a cent more."""
    found = outlook(Decimal(0), Decimal(cost), MONTHS, None, TODAY)
    assert found
    assert found.on_schedule.reached_on == reached_on


def test_what_is_overdue_already_comes_today_at_the_earliest() -> None:
    """Not in the past, however early the customer usually pays."""
    found = outlook(Decimal(950), Decimal(1000), MONTHS, 0, TODAY)
    assert found
    assert found.at_own_lateness
    assert found.on_schedule.reached_on == found.at_own_lateness.reached_on == TODAY


def test_contracts_that_end_too_soon_leave_something_short() -> None:
    """How much, and when the last money comes."""
    found = outlook(Decimal(500), Decimal(1000), MONTHS, None, TODAY)
    assert found
    assert (found.on_schedule.reached_on, found.on_schedule.short) == (None, Decimal(200))
    assert found.on_schedule.last_on == date(2026, 5, 1)
    assert found.at_own_lateness is None


def test_if_every_device_came_back_today_the_open_amount_stays() -> None:
    """No money comes any more."""
    found = outlook(Decimal(500), Decimal(1000), MONTHS, None, TODAY)
    assert found
    assert (found.if_returned.assumption, found.if_returned.short) == (
        RETURNED_TODAY,
        Decimal(500),
    )
    assert (found.if_returned.reached_on, found.if_returned.last_on) == (None, None)


def test_who_has_paid_back_needs_no_prediction() -> None:
    """Nothing is open, under any assumption."""
    found = outlook(Decimal(1200), Decimal(1000), [], None, TODAY)
    assert found
    assert (found.open_amount, found.on_schedule.short) == (Decimal(0), Decimal(0))
    assert found.if_returned.reached_on == TODAY


@pytest.mark.parametrize(("collected", "cost"), [(None, "1"), ("1", None), ("1", "0")])
def test_without_both_sums_there_is_no_outlook(collected: str | None, cost: str | None) -> None:
    """Unknown."""
    sums = [None if value is None else Decimal(value) for value in (collected, cost)]
    assert outlook(sums[0], sums[1], MONTHS, 0, TODAY) is None


@pytest.mark.parametrize(
    ("payments", "days"),
    [
        ([], None),
        ([a_payment()], None),
        ([paid("2026-01-01", "2026-01-04")], 3),
        ([paid("2026-01-04", "2026-01-01")], 0),
        ([paid("2026-01-01", "2026-01-02"), paid("2026-01-01", "2026-01-03")], 2),
        (
            [
                paid("2026-01-01", "2026-01-01"),
                paid("2026-01-01", "2026-01-03"),
                paid("2026-01-01", "2026-03-03"),
            ],
            2,
        ),
    ],
)
def test_the_usual_lateness_is_the_median(payments: list[Payment], days: int | None) -> None:
    """One very late payment does not tell; early ones count as on the day."""
    assert usual_lateness(payments) == days


@pytest.mark.parametrize(
    ("days", "said"), [(0, "on the day"), (1, "1 day late"), (12, "12 days late")]
)
def test_the_assumption_is_said_in_words(days: int, said: str) -> None:
    """Each prediction carries it."""
    assert at_lateness(days).endswith(said)


def days_of(inflows: tuple[Inflow, ...], *, scheduled: bool) -> list[str]:
    """When they are due."""
    return [one.due_on.isoformat() for one in inflows if one.scheduled is scheduled]


def test_months_that_are_not_payments_yet_are_expected_too() -> None:
    """D72: one payment at a time, or the whole schedule at once, come to the same."""
    device = a_subscription(end_on=date(2026, 7, 1))
    one_at_a_time = expected_inflows([a_payment(due="2026-04-01")], [device], TODAY)
    at_once = expected_inflows(
        [a_payment(due=f"2026-0{month}-01") for month in (4, 5, 6)], [device], TODAY
    )
    assert days_of(one_at_a_time, scheduled=True) == ["2026-04-01"]
    assert days_of(one_at_a_time, scheduled=False) == ["2026-05-01", "2026-06-01"]
    assert days_of(at_once, scheduled=False) == []
    assert [(x.due_on, x.amount) for x in one_at_a_time] == [(x.due_on, x.amount) for x in at_once]


def test_a_charge_of_today_is_still_to_come() -> None:
    """In the monthly rhythm of the last two payments."""
    payments = [a_payment("89", due) for due in ("2026-01-15", "2026-02-15")]
    found = expected_inflows(payments, [a_subscription(end_on=date(2026, 5, 1))], TODAY)
    assert days_of(found, scheduled=False) == ["2026-03-15", "2026-04-15"]


def test_a_quarterly_rhythm_is_kept_to_the_end() -> None:
    """D73: three months at a time, and what is left of the last quarter."""
    payments = [a_payment("267", due) for due in ("2026-01-01", "2026-04-01")]
    device = a_subscription(end_on=date(2026, 11, 1))
    further = [x for x in expected_inflows(payments, [device], TODAY) if not x.scheduled]
    assert [(x.due_on.month, x.amount) for x in further] == [(7, Decimal(267)), (10, Decimal(89))]


def test_the_end_of_a_month_does_not_drift() -> None:
    """From 31 January by way of February back to the 31st."""
    device = a_subscription(end_on=date(2026, 6, 1))
    found = expected_inflows([a_payment(due="2026-01-31")], [device], TODAY)
    assert days_of(found, scheduled=False) == ["2026-03-31", "2026-04-30", "2026-05-31"]


def test_the_next_billing_day_starts_the_rhythm_where_there_is_no_payment() -> None:
    """And without one, nothing is made up."""
    device = a_subscription(end_on=date(2026, 6, 1), next_billing_on=date(2026, 4, 15))
    found = expected_inflows([], [device], TODAY)
    assert days_of(found, scheduled=False) == ["2026-04-15", "2026-05-15"]
    assert expected_inflows([], [a_subscription()], TODAY) == ()


@pytest.mark.parametrize(
    "what",
    [
        {"status": SubscriptionStatus.CANCELLED},
        {"monthly_amount": None},
        {"monthly_amount": Decimal(0)},
        {"end_on": None},
    ],
)
def test_nothing_further_is_expected_of_what_does_not_run(what: dict[str, Any]) -> None:
    """Ended, without a price, or without an end."""
    device = a_subscription(next_billing_on=date(2026, 4, 1), **what)
    assert expected_inflows([], [device], TODAY) == ()


def test_what_failed_or_has_no_day_is_not_counted_on() -> None:
    """Processing is; charges of the past that were never made are not."""
    payments = [
        a_payment("1", "2026-02-01", PaymentStatus.PROCESSING),
        a_payment("2", "2026-02-02", PaymentStatus.FAILED),
        a_payment("4", None),
        a_payment("8", "2026-12-01", PaymentStatus.CANCELLED),
    ]
    device = a_subscription(end_on=date(2026, 5, 1))
    found = expected_inflows(payments, [device], TODAY)
    assert [(x.amount, x.scheduled) for x in found] == [
        (Decimal(1), True),
        (Decimal(89), False),
    ]


def test_consolidated_payments_come_in_by_subscription() -> None:
    """So that each device has its own outlook."""
    found = expected_inflows(
        [a_consolidated_payment("100", ("a", "60"), ("rental_001", "40"))],
        [a_subscription(end_on=date(2026, 2, 15))],
        TODAY,
    )
    assert [(x.subscription_id, x.amount) for x in found] == [
        ("a", Decimal(60)),
        ("rental_001", Decimal(40)),
    ]
