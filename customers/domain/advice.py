"""What FlexPortal's own samples would do: soft advice that refuses nothing (contract §10)."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from customers.domain.customer import Customer, CustomerType
from customers.domain.money import format_count, format_money, format_percent
from customers.domain.subscription import Subscription
from customers.domain.subscription_recovery import recovery_percent

_DISCOUNTS = ((Decimal(100), Decimal(30)), (Decimal(80), Decimal(20)))
_WORTH_A_BUYOUT = Decimal(15)
_LOYAL_ABOVE = Decimal(5000)
_COVERED = Decimal(100)


class Advised(StrEnum):
    """Whether FlexPortal's own samples would do it."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Advice:
    """A suggestion in one sentence, and the values it was decided on."""

    name: str
    state: Advised
    text: str
    seen: str


def advised_discount(subscription: Subscription) -> Decimal | None:
    """Percent off the monthly price of an extension, by recovery; None while that is unknown.

    Extend Subscription: 30 % from 100 % recovered, 20 % from 80 %, decided on the unrounded value.
    """
    percent = recovery_percent(subscription).value
    if percent is None:
        return None
    return next((off for reached, off in _DISCOUNTS if percent >= reached), Decimal(0))


def advised_monthly(subscription: Subscription) -> Decimal | None:
    """The monthly price of an extension after the advised discount, unrounded."""
    off, monthly = advised_discount(subscription), subscription.monthly_amount
    return None if off is None or monthly is None else monthly * (100 - off) / 100


def extension_advice(subscription: Subscription) -> Advice:
    """How much to take off the price of an extension."""
    name, off = "extension_discount", advised_discount(subscription)
    seen = f"recovery {_recovered(subscription)}"
    if off is None:
        return Advice(name, Advised.UNKNOWN, "A discount depends on the recovery.", seen)
    if not off:
        return Advice(name, Advised.NO, "No discount below 80 % recovered.", seen)
    text = f"Offer {format_count(off)}\u00a0% off{_instead(subscription)}."
    return Advice(name, Advised.YES, text, seen)


def _instead(subscription: Subscription) -> str:
    monthly = advised_monthly(subscription)
    if monthly is None:
        return ""
    return f": {format_money(monthly, subscription.currency or '')} a month"


def buyout_advice(subscription: Subscription, price: Decimal | None = None) -> Advice:
    """Offer it when the projected margin is above 15 % of the cost (Calculate Buyout Price).

    Before a price is quoted, the advice is the price from which on it is worth it.
    """
    name = "buyout_offer"
    collected, cost = subscription.collected.value, subscription.acquisition_cost.value
    if collected is None or cost is None or cost <= 0:
        text = "Whether to offer it depends on the cost and on what was collected."
        return Advice(name, Advised.UNKNOWN, text, "not both known")
    margin = (collected + (price or 0) - cost) * 100 / cost
    seen = f"margin {format_percent(margin)}{_estimated(subscription)}"
    if margin > _WORTH_A_BUYOUT:
        return Advice(name, Advised.YES, "Offer it: more than 15 % is left over the cost.", seen)
    worth = format_money(
        cost * (100 + _WORTH_A_BUYOUT) / 100 - collected, subscription.currency or ""
    )
    text = f"Offer it for more than {worth}: then over 15 % of the cost is left."
    if price is None:
        return Advice(name, Advised.UNKNOWN, text, "no price yet")
    return Advice(name, Advised.NO, text, seen)


def waiver_advice(subscription: Subscription, customer: Customer, currency: str) -> Advice:
    """Waive the fee when the cost is covered and the customer brought in more than 5,000.

    By the subscription's own recovery: the calculator's holds the very fee to be waived (D63).
    """
    percent, lifetime = recovery_percent(subscription).value, customer.collected.value
    met = (
        None if percent is None else percent >= _COVERED,
        None if lifetime is None else lifetime > _LOYAL_ABOVE,
    )
    seen = f"recovery {_recovered(subscription)}, {format_money(lifetime, currency)} in all"
    rule = "the device has paid for itself and the customer brought in more than 5,000"
    if False in met:
        return Advice("fee_waiver", Advised.NO, f"Ask for the fee. Waive it once {rule}.", seen)
    if None in met:
        return Advice("fee_waiver", Advised.UNKNOWN, f"Waive the fee if {rule}.", seen)
    return Advice("fee_waiver", Advised.YES, f"Waive the fee: {rule}.", seen)


def _recovered(subscription: Subscription) -> str:
    return f"{format_percent(recovery_percent(subscription).value)}{_estimated(subscription)}"


def _estimated(subscription: Subscription) -> str:
    return ", on an estimated cost" if subscription.cost_source.is_estimate else ""


def business_advice(customer: Customer) -> Advice:
    """A group is meant for business; nothing documents that others are refused (D93)."""
    name, kind = "business_customer", customer.customer_type
    if kind is CustomerType.BUSINESS:
        return Advice(name, Advised.YES, "Meant for business customers, as this one is.", kind)
    if kind is CustomerType.INDIVIDUAL:
        text = "Meant for business customers; no refusal of others is documented."
        return Advice(name, Advised.NO, text, kind)
    return Advice(name, Advised.UNKNOWN, "Meant for business customers.", kind)


def ungrouped_advice(subscriptions: Sequence[Subscription]) -> Advice:
    """Whether there is anything to bring together: running contracts billed by themselves."""
    active = [one for one in subscriptions if one.is_active]
    alone = sum(one.billing_group_id is None for one in active)
    seen = f"{alone} of {len(active)} active"
    if alone:
        text = "There are running subscriptions billed one by one."
        return Advice("ungrouped", Advised.YES, text, seen)
    return Advice("ungrouped", Advised.NO, "No running subscription is billed by itself.", seen)
