"""What FlexPortal's samples advise, decided on unrounded values, with the values seen."""

from decimal import Decimal

import pytest

from customers.domain.advice import (
    Advised,
    advised_discount,
    advised_monthly,
    buyout_advice,
    extension_advice,
    waiver_advice,
)
from customers.domain.subscription import CostSource
from tests.builders import a_customer, a_subscription


@pytest.mark.parametrize(
    ("collected", "off", "monthly"),
    [
        ("1000", "30", "62.30"),
        ("999.99", "20", "71.20"),
        ("800", "20", "71.20"),
        ("799.99", "0", "89"),
        ("0", "0", "89"),
    ],
)
def test_the_discount_follows_the_recovery(collected: str, off: str, monthly: str) -> None:
    """Extend Subscription: 30 % from 100, 20 % from 80, decided on the unrounded value."""
    subscription = a_subscription(collected=collected)
    assert advised_discount(subscription) == Decimal(off)
    assert advised_monthly(subscription) == Decimal(monthly)
    state = Advised.NO if off == "0" else Advised.YES
    assert extension_advice(subscription).state is state


def test_the_discount_names_its_price() -> None:
    assert extension_advice(a_subscription(collected="1000")).text == (
        "Offer 30\u00a0% off: 62.30\u00a0EUR a month."
    )
    unpriced = a_subscription(collected="1000", monthly_amount=None, currency=None)
    assert extension_advice(unpriced).text == "Offer 30\u00a0% off."
    assert advised_monthly(unpriced) is None


def test_without_a_recovery_there_is_no_discount_to_advise() -> None:
    subscription = a_subscription(cost=None)
    assert advised_discount(subscription) is advised_monthly(subscription) is None
    advice = extension_advice(subscription)
    assert (advice.state, advice.seen) == (Advised.UNKNOWN, "recovery unknown")


def test_an_estimated_cost_is_called_so() -> None:
    guessed = a_subscription(collected="1000", cost_source=CostSource.LIST_PRICE)
    assert extension_advice(guessed).seen == "recovery 100.0\u00a0%, on an estimated cost"


def test_the_documented_buyout_is_worth_offering() -> None:
    """(1,548 + 658 − 1,800) ÷ 1,800 is 22.6 %, above 15 % (contract §10.1)."""
    sample = a_subscription(cost="1800", collected="1548", monthly_amount=Decimal(129))
    advice = buyout_advice(sample, Decimal(658))
    assert (advice.state, advice.seen) == (Advised.YES, "margin 22.6\u00a0%")


@pytest.mark.parametrize(
    ("price", "state"),
    [("522", Advised.NO), ("522.01", Advised.YES), ("0", Advised.NO), (None, Advised.UNKNOWN)],
)
def test_a_buyout_must_leave_more_than_fifteen_percent(price: str | None, state: Advised) -> None:
    sample = a_subscription(cost="1800", collected="1548")
    advice = buyout_advice(sample, None if price is None else Decimal(price))
    assert advice.state is state
    if state is not Advised.YES:
        assert "more than 522.00\u00a0EUR" in advice.text


def test_a_device_far_above_its_cost_is_worth_a_buyout_at_any_price() -> None:
    assert buyout_advice(a_subscription(cost="1000", collected="1151")).state is Advised.YES
    assert buyout_advice(a_subscription(cost="1000", collected="1150")).state is Advised.UNKNOWN


def test_the_smallest_cost_is_a_cost() -> None:
    assert buyout_advice(a_subscription(cost="0.01", collected="1")).state is Advised.YES


@pytest.mark.parametrize(("cost", "collected"), [(None, "1"), ("0", "1"), ("1000", None)])
def test_without_both_sums_no_buyout_is_advised(cost: str | None, collected: str | None) -> None:
    advice = buyout_advice(a_subscription(cost=cost, collected=collected), Decimal(500))
    assert (advice.state, advice.seen) == (Advised.UNKNOWN, "not both known")


@pytest.mark.parametrize(
    ("collected", "lifetime", "state"),
    [
        ("1000", "5000.01", Advised.YES),
        ("1000", "5000", Advised.NO),
        ("999.99", "9000", Advised.NO),
        ("999.99", None, Advised.NO),
        ("1000", None, Advised.UNKNOWN),
        (None, "9000", Advised.UNKNOWN),
        (None, "5000", Advised.NO),
    ],
)
def test_the_fee_is_waived_for_a_loyal_customer_with_a_paid_device(
    collected: str | None, lifetime: str | None, state: Advised
) -> None:
    """By the subscription's own recovery, without the fee itself (D63)."""
    subscription = a_subscription(collected=collected)
    assert waiver_advice(subscription, a_customer(collected=lifetime), "EUR").state is state


def test_the_waiver_shows_both_values() -> None:
    advice = waiver_advice(a_subscription(collected="860"), a_customer(), "EUR")
    assert advice.seen == "recovery 86.0\u00a0%, 4,250.00\u00a0EUR in all"
