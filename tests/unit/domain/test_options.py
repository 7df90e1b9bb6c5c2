"""What may be done with a device: the gate, the value that was seen, and advice apart from it."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from customers.domain.customer import Customer, CustomerType, Status
from customers.domain.eligibility import Condition, Eligibility, State
from customers.domain.options import (
    Advised,
    Option,
    advised_discount,
    advised_monthly,
    billing_group_option,
    buyout_advice,
    device_options,
    extension_advice,
    waiver_advice,
)
from customers.domain.subscription import CostSource, Subscription, SubscriptionStatus
from tests.builders import a_customer, a_subscription


def options(subscription: Subscription, customer: Customer | None = None) -> tuple[Option, ...]:
    """The three options of a device."""
    return device_options(subscription, customer or a_customer(), "EUR")


def gate(**what_matters: Any) -> tuple[Eligibility, Condition]:
    """The verdict and its one condition, the same for all three options."""
    found = options(a_subscription(**what_matters))
    assert len({(one.verdict.state, one.verdict.conditions) for one in found}) == 1
    [condition] = found[0].verdict.conditions
    return found[0].verdict.state, condition


def test_a_running_subscription_may_be_extended_bought_out_and_returned() -> None:
    state, condition = gate()
    assert state is Eligibility.ELIGIBLE
    assert (condition.name, condition.state, condition.seen, condition.reason) == (
        "subscription_active",
        State.MET,
        "active",
        "",
    )
    checks = [one.verdict.check for one in options(a_subscription())]
    assert checks == ["extension", "buyout", "early_return"]


@pytest.mark.parametrize(
    ("status", "seen"),
    [
        (SubscriptionStatus.ENDED_COMPLETED, "completed"),
        (SubscriptionStatus.ENDED_BUYOUT, "bought out"),
        (SubscriptionStatus.ENDED_UPGRADE, "upgraded"),
        (SubscriptionStatus.ENDED_EARLY_RETURN, "returned early"),
        (SubscriptionStatus.CANCELLED, "cancelled"),
    ],
)
def test_an_ended_subscription_may_not(status: SubscriptionStatus, seen: str) -> None:
    state, condition = gate(status=status)
    assert (state, condition.state) == (Eligibility.NOT_ELIGIBLE, State.UNMET)
    assert (condition.seen, condition.reason) == (seen, "the subscription has ended")


def test_the_day_it_ended_is_told() -> None:
    _, condition = gate(status=SubscriptionStatus.CANCELLED, ended_on=date(2026, 3, 4))
    assert condition.seen == "cancelled, 4\u00a0Mar\u00a02026"


@pytest.mark.parametrize(
    ("raw", "unreadable", "seen"),
    [
        ("paused", (), "“paused”"),
        (None, (), "not delivered"),
        (None, ("status",), "not readable"),
    ],
)
def test_an_unknown_status_leaves_the_verdict_unknown(
    raw: str | None, unreadable: tuple[str, ...], seen: str
) -> None:
    state, condition = gate(
        status=SubscriptionStatus.UNKNOWN, raw_status=raw, unreadable=unreadable
    )
    assert (state, condition.state) == (Eligibility.UNKNOWN, State.UNKNOWN)
    assert (condition.seen, condition.reason) == (seen, f"the status of the subscription is {seen}")


def test_settings_and_needs_are_named_and_decide_nothing() -> None:
    for one in options(a_subscription()):
        assert one.needs
        assert one.settings
        assert len(one.verdict.conditions) == 1


def test_an_active_subscription_of_an_inactive_customer_is_a_fault() -> None:
    inactive = a_customer(status=Status.INACTIVE)
    for one in options(a_subscription(), inactive):
        assert one.verdict.state is Eligibility.ELIGIBLE
        assert "cannot be" in one.verdict.faults[0]
    ended = a_subscription(status=SubscriptionStatus.CANCELLED)
    assert all(one.verdict.faults == () for one in options(ended, inactive))


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


def group(*subscriptions: Subscription, **customer: Any) -> Option:
    """The billing group of the sample customer."""
    return billing_group_option(a_customer(**customer), subscriptions)


def test_a_billing_group_needs_one_subscription_of_this_customer() -> None:
    option = group(a_subscription(), a_subscription())
    assert option.verdict.state is Eligibility.ELIGIBLE
    assert [(one.name, one.seen) for one in option.verdict.conditions] == [
        ("subscriptions_present", "2"),
        ("one_customer", "2 of 2"),
    ]
    none = group()
    assert none.verdict.state is Eligibility.NOT_ELIGIBLE
    assert none.verdict.reasons == ("there is no subscription",)


@pytest.mark.parametrize(
    ("owner", "state", "seen"),
    [
        ("cust_other", Eligibility.NOT_ELIGIBLE, "1 of 2"),
        (None, Eligibility.UNKNOWN, "1 of 2 known"),
    ],
)
def test_a_billing_group_holds_one_customer_only(
    owner: str | None, state: Eligibility, seen: str
) -> None:
    option = group(a_subscription(), a_subscription(customer_id=owner))
    assert (option.verdict.state, option.verdict.conditions[1].seen) == (state, seen)


@pytest.mark.parametrize(
    ("kind", "state"),
    [
        (CustomerType.BUSINESS, Advised.YES),
        (CustomerType.INDIVIDUAL, Advised.NO),
        (CustomerType.UNKNOWN, Advised.UNKNOWN),
    ],
)
def test_the_type_of_customer_only_warns(kind: CustomerType, state: Advised) -> None:
    """Nothing documents that individuals are refused (D93)."""
    option = group(a_subscription(), customer_type=kind)
    assert option.verdict.state is Eligibility.ELIGIBLE
    assert (option.advice[0].state, option.advice[0].seen) == (state, kind)


def test_those_in_a_group_already_are_told() -> None:
    grouped, ended = {"billing_group_id": "bg_1"}, {"status": SubscriptionStatus.CANCELLED}
    some = group(a_subscription(), a_subscription(**grouped), a_subscription(**ended))
    assert (some.advice[1].state, some.advice[1].seen) == (Advised.YES, "1 of 2 active")
    none = group(a_subscription(**grouped), a_subscription(**ended))
    assert (none.advice[1].state, none.advice[1].seen) == (Advised.NO, "0 of 1 active")


def test_a_fault_of_the_customer_stands_beside_the_group() -> None:
    assert group(a_subscription(), status=Status.INACTIVE).verdict.faults
