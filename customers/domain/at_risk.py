"""The day on which a customer becomes At risk if nothing more is paid (product.md, rule 6)."""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal

from customers.domain.contract_time import add_months, weighted_elapsed_share
from customers.domain.customer import Customer
from customers.domain.profitability import Recovery, recovery_badge
from customers.domain.subscription import Subscription

_ALL_OF_IT = Decimal(1)
_HALF = Decimal("0.5")


def at_risk_on(customer: Customer, subscriptions: Iterable[Subscription]) -> date | None:
    """The first day on which more than half of the contract time is gone at half or less paid back.

    None when time alone makes no difference: paid back far enough, no known cost, or no active
    subscription with a cost above 0 and a known contract.
    """
    if recovery_badge(customer, _ALL_OF_IT) is not Recovery.AT_RISK:
        return None
    weighed = [one for one in subscriptions if _weighs(one)]
    days = [day for one in weighed if (day := past_half_on(one)) is not None]
    if not days:
        return None
    earliest, latest = min(days), max(days)
    while earliest < latest:
        middle = earliest + (latest - earliest) // 2
        if _past_half(weighed, middle):
            latest = middle
        else:
            earliest = middle + timedelta(days=1)
    return latest


def past_half_on(subscription: Subscription) -> date | None:
    """The first day on which more than half of one contract is gone; None while not known."""
    start, length = subscription.start_on, subscription.contract_length
    if start is None or not length:
        return None
    whole, rest = divmod(length, 2)
    since = add_months(start, whole)
    if since >= date.max - timedelta(days=31):
        return None
    if not rest:
        return since + timedelta(days=1)
    month = (add_months(start, whole + 1) - since).days
    return since + timedelta(days=month // 2 + 1)


def badge_on(customer: Customer, at_risk: date | None, today: date) -> Recovery:
    """The badge of a day, from the day on which it changes by itself."""
    late = at_risk is not None and at_risk <= today
    return recovery_badge(customer, _ALL_OF_IT if late else None)


def _weighs(one: Subscription) -> bool:
    cost = one.acquisition_cost.value
    return one.is_active and cost is not None and cost > 0


def _past_half(subscriptions: Iterable[Subscription], day: date) -> bool:
    elapsed = weighted_elapsed_share(subscriptions, day)
    return elapsed is not None and elapsed.share > _HALF
