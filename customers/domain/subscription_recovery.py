"""Recovery of one subscription: FlexPortal's own status where delivered, ours as a fallback."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from customers.domain.contract_time import elapsed_share
from customers.domain.customer import Customer, Figure
from customers.domain.profitability import Recovery
from customers.domain.subscription import Subscription

_HALF_OF_THE_TIME = Decimal("0.5")


@dataclass(frozen=True, slots=True)
class SubscriptionRecovery:
    """A status, and whether FlexPortal delivered it or Recoup computed it."""

    status: Recovery
    delivered: bool


def recovery_percent(subscription: Subscription) -> Figure:
    """Collected ÷ acquisition cost × 100, unrounded; else as delivered; else unknown."""
    collected, cost = subscription.collected.value, subscription.acquisition_cost.value
    if collected is not None and cost is not None and cost > 0:
        source = f"{subscription.collected.source} ÷ {subscription.acquisition_cost.source}"
        return Figure(collected * 100 / cost, source)
    return subscription.delivered_percent


def subscription_profit(subscription: Subscription) -> Decimal | None:
    """Collected − acquisition cost; None while either is unknown (contract §7.1)."""
    collected, cost = subscription.collected.value, subscription.acquisition_cost.value
    return None if collected is None or cost is None else collected - cost


def subscription_recovery(subscription: Subscription, today: date) -> SubscriptionRecovery:
    """FlexPortal's own status, or the table of contract §7.3 as a labelled fallback."""
    if subscription.delivered_recovery is not None:
        return SubscriptionRecovery(subscription.delivered_recovery, delivered=True)
    return SubscriptionRecovery(_computed(subscription, today), delivered=False)


def _computed(subscription: Subscription, today: date) -> Recovery:
    """Exactly 100 % is still recovering here, unlike the customer's badge (D46, D47, D48).

    A subscription that has ended, however early, has no time left.
    """
    cost, percent = subscription.acquisition_cost.value, recovery_percent(subscription).value
    if cost is None or cost <= 0 or percent is None:
        return Recovery.NO_DATA
    if percent > 100:
        return Recovery.PROFITABLE
    share = elapsed_share(subscription, today)
    ended = subscription.ended_on is not None
    late = ended or (share is not None and share > _HALF_OF_THE_TIME)
    return Recovery.AT_RISK if late and percent <= 50 else Recovery.RECOVERING


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """A sum over the subscriptions against the customer's own figure.

    `left_out` counts the subscriptions without the figure; `difference` is the sum less the
    customer's figure, None while that is unknown.
    """

    total: Decimal
    left_out: int
    headline: Decimal | None

    @property
    def difference(self) -> Decimal | None:
        """What the panel has more than the headline."""
        return None if self.headline is None else self.total - self.headline


def reconcile_collected(
    customer: Customer, subscriptions: Iterable[Subscription]
) -> Reconciliation:
    """Collected: the devices' sum against the customer's figure."""
    return _reconcile([one.collected.value for one in subscriptions], customer.collected)


def reconcile_cost(customer: Customer, subscriptions: Iterable[Subscription]) -> Reconciliation:
    """Acquisition cost: the devices' sum against the customer's figure."""
    costs = [one.acquisition_cost.value for one in subscriptions]
    return _reconcile(costs, customer.acquisition_cost)


def _reconcile(values: list[Decimal | None], headline: Figure) -> Reconciliation:
    known = [value for value in values if value is not None]
    return Reconciliation(sum(known, Decimal(0)), len(values) - len(known), headline.value)
