"""What a customer owes."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from customers.domain.outstanding import Bucket, days_overdue, outstanding
from customers.domain.payment import Payment, PaymentStatus
from tests.builders import a_payment

TODAY = date(2026, 3, 1)
PAYMENTS = st.lists(
    st.builds(
        a_payment,
        st.none() | st.decimals(0, 10_000, places=2),
        st.none() | st.dates(date(2025, 1, 1), date(2027, 1, 1)).map(date.isoformat),
        st.sampled_from(PaymentStatus),
    ),
    max_size=20,
)


def amounts(*buckets: Bucket) -> list[Decimal]:
    """Their sums."""
    return [bucket.amount for bucket in buckets]


def test_pending_is_split_by_the_day_it_is_due() -> None:
    """Due today is due, and not overdue (D71)."""
    found = outstanding(
        [
            a_payment("1", "2026-02-28"),
            a_payment("2", "2026-03-01"),
            a_payment("4", "2026-03-02"),
            a_payment("8", None),
            a_payment("16", "2026-01-01", PaymentStatus.PROCESSING),
            a_payment("32", "2026-01-01", PaymentStatus.FAILED),
            a_payment("64", "2026-01-01", PaymentStatus.PAID),
            a_payment("128", "2026-01-01", PaymentStatus.CANCELLED),
            a_payment("256", "2026-01-01", PaymentStatus.UNKNOWN),
        ],
        TODAY,
        "EUR",
    )
    assert amounts(found.total, found.due, found.upcoming, found.undated) == [15, 3, 4, 8]
    assert amounts(found.in_progress, found.failed, found.overdue.total) == [16, 32, 1]


@pytest.mark.parametrize(
    ("days", "place"),
    [(0, None), (1, 0), (30, 0), (31, 1), (60, 1), (61, 2), (900, 2)],
)
def test_overdue_is_told_by_age(days: int, place: int | None) -> None:
    """1–30, 31–60, over 60 days."""
    due_on = TODAY - timedelta(days=days)
    found = outstanding([a_payment("7", due_on.isoformat())], TODAY, "EUR").overdue
    ages = [found.up_to_30.count, found.up_to_60.count, found.over_60.count]
    assert ages == [int(place == one) for one in range(3)]
    assert found.oldest_due_on == (due_on if days else None)
    assert days_overdue(a_payment(due=due_on.isoformat()), TODAY) == days


@pytest.mark.parametrize(
    "payment",
    [a_payment(due=None), a_payment(due="2027-01-01"), a_payment(status=PaymentStatus.FAILED)],
)
def test_what_is_not_pending_and_past_is_not_overdue(payment: Payment) -> None:
    """A failed payment stands by itself."""
    assert days_overdue(payment, TODAY) == 0


def test_unknown_values_and_other_currencies_are_left_out_and_counted() -> None:
    """Never added as zero, never added across currencies."""
    payments = [a_payment("5"), a_payment(None), a_payment("7", currency="QAR")]
    assert outstanding(payments, TODAY, "EUR").due == Bucket(Decimal(5), 3, 2)


@pytest.mark.parametrize(
    ("configured", "delivered", "used"),
    [("EUR", "QAR", "EUR"), ("", "QAR", "QAR"), ("", None, "")],
)
def test_the_currency_is_the_tenants_else_the_first_delivered(
    configured: str, delivered: str | None, used: str
) -> None:
    """Never a hard-coded one (contract §6)."""
    assert outstanding([a_payment(currency=delivered)], TODAY, configured).currency == used


def test_nothing_owed_is_a_known_zero() -> None:
    """There is nothing unknown about it."""
    found = outstanding([], TODAY, "EUR")
    assert found.total == found.overdue.total == Bucket(Decimal(0), 0, 0)


@given(PAYMENTS)
@settings(max_examples=150)
def test_the_parts_add_up_to_the_headline(payments: list[Payment]) -> None:
    """Amounts, counts and what is left out, to the cent."""
    found = outstanding(payments, TODAY, "EUR")
    late = found.overdue
    for whole, parts in (
        (found.total, (found.due, found.upcoming, found.undated)),
        (late.total, (late.up_to_30, late.up_to_60, late.over_60)),
    ):
        assert whole.amount == sum(part.amount for part in parts)
        assert whole.count == sum(part.count for part in parts)
        assert whole.left_out == sum(part.left_out for part in parts)
    assert late.total.amount <= found.due.amount
