"""What may be done with a device: the gate, the value that was seen, and advice apart from it."""

from datetime import date
from typing import Any

import pytest

from customers.domain.advice import Advised
from customers.domain.customer import Customer, CustomerType, Status
from customers.domain.eligibility import Condition, Eligibility, State
from customers.domain.options import Option, billing_group_option, device_options
from customers.domain.subscription import Subscription, SubscriptionStatus
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


def test_an_ended_subscription_gets_no_advice() -> None:
    ended = a_subscription(status=SubscriptionStatus.CANCELLED)
    assert all(one.advice == () for one in options(ended))
    assert all(len(one.advice) == 1 for one in options(a_subscription()))


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
