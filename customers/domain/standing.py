"""Where a device or a customer stands: collected against cost."""

from dataclasses import dataclass
from decimal import Decimal

from customers.domain.customer import Customer
from customers.domain.subscription import Subscription


@dataclass(frozen=True, slots=True)
class Standing:
    """Collected against cost, of a device or a customer; None is unknown."""

    collected: Decimal | None
    cost: Decimal | None

    @property
    def percent(self) -> Decimal | None:
        """The recovery, unrounded, from these two sums; None without a cost above 0."""
        if self.collected is None or self.cost is None or self.cost <= 0:
            return None
        return self.collected * 100 / self.cost

    @property
    def profit(self) -> Decimal | None:
        """Collected − cost."""
        if self.collected is None or self.cost is None:
            return None
        return self.collected - self.cost

    def plus(self, amount: Decimal | None) -> "Standing":
        """After so much more was collected."""
        if self.collected is None or amount is None:
            return Standing(None, self.cost)
        return Standing(self.collected + amount, self.cost)


def device_standing(subscription: Subscription) -> Standing:
    """The device as it stands today."""
    return Standing(subscription.collected.value, subscription.acquisition_cost.value)


def customer_standing(customer: Customer) -> Standing:
    """The customer today, from two sums of one shape, the flat one first (D19)."""
    own = customer.delivered
    if own.lifetime_collected is not None and own.total_acquisition_cost is not None:
        return Standing(own.lifetime_collected, own.total_acquisition_cost)
    return Standing(own.nested_lifetime_collected, own.nested_total_acquisition_cost)
