"""Recovery of one subscription, and the panel's sums against the headline."""

from datetime import date
from decimal import Decimal

import pytest

from customers.domain.customer import Figure
from customers.domain.profitability import Recovery
from customers.domain.subscription_recovery import (
    reconcile_collected,
    reconcile_cost,
    recovery_percent,
    subscription_profit,
    subscription_recovery,
)
from tests.builders import a_customer, a_subscription

HALF = date(2026, 7, 1)
LATER = date(2026, 7, 2)


@pytest.mark.parametrize("own", Recovery)
def test_flexportals_own_status_is_kept(own: Recovery) -> None:
    """Whatever ours would be (contract §7.3)."""
    found = subscription_recovery(a_subscription(collected="1", delivered_recovery=own), LATER)
    assert (found.status, found.delivered) == (own, True)


@pytest.mark.parametrize(
    ("collected", "cost", "today", "status"),
    [
        ("1000.01", "1000", LATER, Recovery.PROFITABLE),
        ("1000", "1000", LATER, Recovery.RECOVERING),
        ("500.01", "1000", LATER, Recovery.RECOVERING),
        ("500", "1000", LATER, Recovery.AT_RISK),
        ("500", "1000", HALF, Recovery.RECOVERING),
        ("0", "1000", HALF, Recovery.RECOVERING),
        ("500", None, LATER, Recovery.NO_DATA),
        ("500", "0", LATER, Recovery.NO_DATA),
        (None, "1000", LATER, Recovery.NO_DATA),
    ],
)
def test_the_fallback_is_the_documented_table(
    collected: str | None, cost: str | None, today: date, status: Recovery
) -> None:
    """Its boundary checklist: r = 50, r = 100, c = 50."""
    found = subscription_recovery(a_subscription(collected=collected, cost=cost), today)
    assert (found.status, found.delivered) == (status, False)


@pytest.mark.parametrize(
    ("cost", "status"), [("0", Recovery.NO_DATA), ("0.5", Recovery.PROFITABLE)]
)
def test_the_cost_has_to_be_above_zero(cost: str, status: Recovery) -> None:
    """However small; a delivered percentage does not make up for it."""
    delivered = Figure(Decimal(120), "costRecoveryPercent")
    subscription = a_subscription(collected="1", cost=cost, delivered_percent=delivered)
    assert subscription_recovery(subscription, HALF).status is status
    assert recovery_percent(subscription).value == (120 if cost == "0" else 200)


def test_what_has_ended_early_has_no_time_left() -> None:
    """Returned in the first month with a tenth of its cost paid."""
    ended = a_subscription(collected="100", ended_on=date(2026, 1, 20))
    assert subscription_recovery(ended, HALF).status is Recovery.AT_RISK


def test_an_unknown_contract_accuses_nobody() -> None:
    """At risk needs the time gone."""
    subscription = a_subscription(collected="1", contract_length=None)
    assert subscription_recovery(subscription, LATER).status is Recovery.RECOVERING


def test_the_percentage_is_computed_else_as_delivered() -> None:
    """As for a customer."""
    delivered = Figure(Decimal("86.0"), "costRecoveryPercent")
    computed = recovery_percent(a_subscription(collected="890", delivered_percent=delivered))
    assert computed == Figure(Decimal(89), "totalCollected ÷ acquisitionCost")
    assert recovery_percent(a_subscription(cost=None, delivered_percent=delivered)) == delivered
    assert recovery_percent(a_subscription(cost=None)) == Figure()


def test_the_profit_of_a_device() -> None:
    """Negative while recovering, unknown without both sums."""
    assert subscription_profit(a_subscription(collected="890")) == Decimal(-110)
    assert subscription_profit(a_subscription(collected=None)) is None
    assert subscription_profit(a_subscription(cost=None)) is None


def test_the_panels_sums_are_set_against_the_headline() -> None:
    """A difference is shown, never hidden; what is left out is counted."""
    devices = [
        a_subscription(collected="4000", cost="3000"),
        a_subscription(collected="250", cost=None),
    ]
    collected, cost = (
        reconcile_collected(a_customer(), devices),
        reconcile_cost(a_customer(), devices),
    )
    assert (collected.total, collected.left_out, collected.difference) == (
        Decimal(4250),
        0,
        Decimal(0),
    )
    assert (cost.total, cost.left_out, cost.difference) == (Decimal(3000), 1, Decimal(-600))
    assert cost.headline == Decimal(3600)


def test_there_is_no_difference_to_an_unknown_headline() -> None:
    """Nor is it the whole sum."""
    assert reconcile_cost(a_customer(cost=None), [a_subscription()]).difference is None
