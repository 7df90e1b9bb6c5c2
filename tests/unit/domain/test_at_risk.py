"""The day on which time alone makes a customer At risk."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from customers.domain.at_risk import at_risk_on, badge_on
from customers.domain.contract_time import weighted_elapsed_share
from customers.domain.customer import Customer, Delivered, Figure
from customers.domain.profitability import Recovery, recovery_badge
from customers.domain.subscription import Subscription, SubscriptionStatus


def paying(collected: str, cost: str = "1000") -> Customer:
    money = Decimal(collected), Decimal(cost)
    delivered = Delivered(lifetime_collected=money[0], total_acquisition_cost=money[1])
    return Customer(
        tenant_id="t",
        customer_id="c",
        collected=Figure(money[0], "lifetimeCollected"),
        acquisition_cost=Figure(money[1], "totalAcquisitionCost"),
        delivered=delivered,
    )


def contract(start: date | None, months: int | None, cost: str | None = "500") -> Subscription:
    return Subscription(
        tenant_id="t",
        subscription_id="s",
        status=SubscriptionStatus.ACTIVE,
        start_on=start,
        contract_length=months,
        acquisition_cost=Figure(None if cost is None else Decimal(cost), "acquisitionCost"),
    )


@pytest.mark.parametrize(
    ("start", "months", "day"),
    [
        (date(2026, 1, 15), 24, date(2027, 1, 16)),
        (date(2026, 1, 31), 2, date(2026, 3, 1)),
        (date(2026, 4, 1), 1, date(2026, 4, 17)),
        (date(2026, 5, 1), 3, date(2026, 6, 17)),
    ],
)
def test_one_contract_is_past_half_the_day_after_its_middle(
    start: date, months: int, day: date
) -> None:
    assert at_risk_on(paying("500"), [contract(start, months)]) == day


@pytest.mark.parametrize("collected", ["500.01", "1000", "2000"])
def test_time_makes_no_difference_to_who_has_paid_more_than_half(collected: str) -> None:
    assert at_risk_on(paying(collected), [contract(date(2026, 1, 1), 24)]) is None


def test_a_contract_that_is_not_known_weighs_nothing() -> None:
    unknown = [
        contract(None, 24),
        contract(date(2026, 1, 1), None),
        contract(date(2026, 1, 1), 3, None),
    ]
    assert at_risk_on(paying("1"), unknown) is None
    assert at_risk_on(paying("1"), [contract(date(9999, 1, 1), 1200)]) is None


CONTRACTS = st.lists(
    st.builds(
        contract,
        st.dates(date(2015, 1, 1), date(2030, 12, 31)),
        st.integers(1, 61),
        st.sampled_from(["0", "0.01", "199.99", "5000"]),
    ),
    max_size=4,
)


@given(CONTRACTS, st.integers(-3, 3), st.sampled_from(["0", "499.99", "500", "501", "1000"]))
def test_the_badge_by_day_is_the_badge_by_share(
    contracts: list[Subscription], days: int, collected: str
) -> None:
    customer = paying(collected)
    on = at_risk_on(customer, contracts)
    today = (on or date(2026, 1, 1)) + timedelta(days=days)
    elapsed = weighted_elapsed_share(contracts, today)
    share = elapsed.share if elapsed else None
    assert badge_on(customer, on, today) is recovery_badge(customer, share)
    assert on is not None or badge_on(customer, on, today) is not Recovery.AT_RISK
