"""What may be done with one device, and with all of a customer's: gates apart from advice.

FlexPortal's own gates decide (contract §10). The settings of a Business Unit may refuse too, but
nobody can read them from outside; and what its samples suggest is advice, which refuses nothing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from customers.domain.advice import (
    Advice,
    business_advice,
    buyout_advice,
    extension_advice,
    ungrouped_advice,
    waiver_advice,
)
from customers.domain.customer import Customer, Status
from customers.domain.eligibility import (
    Condition,
    State,
    Verdict,
    data_faults,
    make_verdict,
)
from customers.domain.moment import say_day
from customers.domain.money import format_count
from customers.domain.subscription import Subscription, SubscriptionStatus

_MAY_STILL_RUN = {SubscriptionStatus.ACTIVE, SubscriptionStatus.UNKNOWN}


@dataclass(frozen=True, slots=True)
class Option:
    """One thing that may be done.

    `needs` is what has to be given when it is done; `settings` are those that may refuse it and
    cannot be read, '' where none are documented.
    """

    verdict: Verdict
    advice: tuple[Advice, ...]
    needs: str
    settings: str


def device_options(
    subscription: Subscription, customer: Customer, currency: str, price: Decimal | None = None
) -> tuple[Option, ...]:
    """Extension, buyout, early return. `currency` is the tenant's, `price` a quoted buyout.

    An ended subscription gets no advice.
    """
    running = subscription.status in _MAY_STILL_RUN
    return (
        Option(
            _gate("extension", "Extension", subscription, customer),
            (extension_advice(subscription),) if running else (),
            "A length from 1 to 120 months.",
            "Allowed steps, the number of extensions, how early before the end, approval",
        ),
        Option(
            _gate("buyout", "Buyout", subscription, customer),
            (buyout_advice(subscription, price),) if running else (),
            "A price of 0 or more.",
            "Whether buyouts are on, how the price is made, prices set by hand",
        ),
        Option(
            _gate("early_return", "Early return", subscription, customer),
            (waiver_advice(subscription, customer, currency),) if running else (),
            "A fee of 0 or more, the state of the device, a reason.",
            "Whether early returns are on, how the fee is made, days of grace, fees set by hand",
        ),
    )


def billing_group_option(customer: Customer, subscriptions: Sequence[Subscription]) -> Option:
    """All subscriptions on one monthly invoice; that it is for business is advice (D92, D93)."""
    conditions = (_present(subscriptions), _one_customer(customer, subscriptions))
    return Option(
        make_verdict("billing_group", "Billing group", conditions, data_faults(customer)),
        (business_advice(customer), ungrouped_advice(subscriptions)),
        "A day of the month from 1 to 28.",
        "",
    )


def _gate(check: str, title: str, subscription: Subscription, customer: Customer) -> Verdict:
    faults = tuple(_faults(subscription, customer))
    return make_verdict(check, title, (_subscription_active(subscription),), faults)


def _subscription_active(subscription: Subscription) -> Condition:
    name, title = "subscription_active", "Subscription is active"
    if subscription.is_active:
        return Condition(name, title, State.MET, "active")
    word = subscription.status.label.lower()
    if subscription.status is not SubscriptionStatus.UNKNOWN:
        ended = f", {say_day(subscription.ended_on)}" if subscription.ended_on else ""
        return Condition(name, title, State.UNMET, f"{word}{ended}", "the subscription has ended")
    absent = "not readable" if "status" in subscription.unreadable else "not delivered"
    seen = f"“{subscription.raw_status}”" if subscription.raw_status else absent
    reason = f"the status of the subscription is {seen}"
    return Condition(name, title, State.UNKNOWN, seen, reason)


def _faults(subscription: Subscription, customer: Customer) -> Iterator[str]:
    if subscription.is_active and customer.status is Status.INACTIVE:
        yield (
            "FlexPortal reports an active subscription of an inactive customer, "
            "which by its own rules cannot be."
        )


def _present(subscriptions: Sequence[Subscription]) -> Condition:
    name, title = "subscriptions_present", "At least one subscription"
    seen = format_count(Decimal(len(subscriptions)))
    if subscriptions:
        return Condition(name, title, State.MET, seen)
    return Condition(name, title, State.UNMET, seen, "there is no subscription")


def _one_customer(customer: Customer, subscriptions: Sequence[Subscription]) -> Condition:
    name, title = "one_customer", "All of one customer"
    owners = [one.customer_id for one in subscriptions]
    own = owners.count(customer.customer_id)
    seen = f"{own} of {len(owners)}"
    if own == len(owners):
        return Condition(name, title, State.MET, seen)
    if own + owners.count(None) == len(owners):
        reason = "not every subscription names its customer"
        return Condition(name, title, State.UNKNOWN, f"{seen} known", reason)
    return Condition(
        name, title, State.UNMET, seen, "another customer’s subscription is among them"
    )
