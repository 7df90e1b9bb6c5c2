"""How much of a contract has gone by."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from customers.domain.contract_time import (
    add_months,
    elapsed_share,
    months_between,
    months_elapsed,
    weighted_elapsed_share,
)
from customers.domain.profitability import Recovery, recovery_badge
from customers.domain.subscription import SubscriptionStatus
from tests.builders import a_customer, a_subscription

DAYS = st.dates(date(1970, 1, 1), date(2200, 1, 1))


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        ("2026-01-31", 1, "2026-02-28"),
        ("2024-01-31", 1, "2024-02-29"),
        ("2026-11-15", 2, "2027-01-15"),
        ("2026-01-15", -1, "2025-12-15"),
        ("9999-01-15", 1, "9999-02-15"),
        ("9999-12-01", 1, "9999-12-31"),
    ],
)
def test_a_month_later_is_the_same_day_or_the_last(day: str, months: int, then: str) -> None:
    """Never a day of the month after."""
    assert add_months(date.fromisoformat(day), months) == date.fromisoformat(then)


@given(DAYS, st.integers(0, 1200))
@settings(max_examples=200)
def test_months_between_undoes_add_months(start: date, months: int) -> None:
    """To the day."""
    assert months_between(start, add_months(start, months)) == months


@pytest.mark.parametrize(
    ("end", "months"),
    [("2026-02-14", 0), ("2026-02-15", 1), ("2027-01-14", 11), ("2026-01-14", -1)],
)
def test_a_month_counts_once_it_is_whole(end: str, months: int) -> None:
    """From 15 January."""
    assert months_between(date(2026, 1, 15), date.fromisoformat(end)) == months


@pytest.mark.parametrize(
    ("today", "elapsed"),
    [
        ("2025-12-31", "0"),
        ("2026-01-01", "0"),
        ("2026-02-15", "1.5"),
        ("2026-07-01", "6"),
        ("2026-12-31", None),
        ("2027-01-01", "12"),
        ("2031-01-01", "12"),
    ],
)
def test_months_elapsed_count_parts_by_days(today: str, elapsed: str | None) -> None:
    """From the start to the end of the contract and no further."""
    found = months_elapsed(a_subscription(), date.fromisoformat(today))
    assert found is not None
    assert found == Decimal(elapsed) if elapsed else 11 < found < 12


def test_half_of_a_contract_is_exactly_half_whatever_its_months() -> None:
    """c = 50 is not at risk (contract §7.3), in long halves of a year as in short ones."""
    for month in range(1, 13):
        start = date(2026, month, 15)
        half = elapsed_share(a_subscription(start_on=start), add_months(start, 6))
        assert half == Decimal("0.5")


def test_an_ended_subscription_stopped_when_it_ended() -> None:
    """It does not grow older."""
    ended = a_subscription(ended_on=date(2026, 4, 1))
    assert months_elapsed(ended, date(2030, 1, 1)) == 3


@pytest.mark.parametrize("unknown", ["start_on", "contract_length"])
def test_without_start_or_length_nothing_is_known(unknown: str) -> None:
    """Not zero."""
    subscription = a_subscription(**{unknown: None})
    assert elapsed_share(subscription, date(2026, 6, 1)) is None
    assert weighted_elapsed_share([subscription], date(2026, 6, 1)) is None


def test_the_share_is_weighted_by_cost_over_the_active_ones() -> None:
    """3,000 half through and 1,000 all through are five eighths; the rest is left out."""
    today = date(2026, 7, 1)
    subscriptions = [
        a_subscription(cost="3000"),
        a_subscription(cost="1000", start_on=date(2025, 1, 1)),
        a_subscription(cost=None),
        a_subscription(cost="0"),
        a_subscription(start_on=None),
        a_subscription(cost="9000", status=SubscriptionStatus.ENDED_COMPLETED),
    ]
    found = weighted_elapsed_share(subscriptions, today)
    assert found
    assert (found.share, found.counted, found.left_out) == (Decimal("0.625"), 2, 3)


def test_the_badge_of_a_customer_follows_from_the_contracts() -> None:
    """Rule 6: at half of the money, the day after half of the time."""
    customer, device = a_customer(collected="500", cost="1000"), a_subscription()
    half, later = (
        weighted_elapsed_share([device], day) for day in (date(2026, 7, 1), date(2026, 7, 2))
    )
    assert half
    assert later
    assert recovery_badge(customer, half.share) is Recovery.RECOVERING
    assert recovery_badge(customer, later.share) is Recovery.AT_RISK


@given(st.lists(st.tuples(st.integers(1, 9999), DAYS, st.integers(1, 120)), min_size=1, max_size=5))
@settings(max_examples=100)
def test_any_share_lies_between_the_shares_it_is_made_of(
    contracts: list[tuple[int, date, int]],
) -> None:
    """Between 0 and 1."""
    today = date(2026, 7, 1)
    devices = [
        a_subscription(cost=Decimal(cost), start_on=start, contract_length=length)
        for cost, start, length in contracts
    ]
    shares = [share for one in devices if (share := elapsed_share(one, today)) is not None]
    found = weighted_elapsed_share(devices, today)
    assert found
    noise = Decimal("1e-20")
    assert min(shares) - noise <= found.share <= max(shares) + noise
    assert 0 <= min(shares) <= max(shares) <= 1
