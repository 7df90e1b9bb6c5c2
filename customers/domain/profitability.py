"""Whether a customer has paid back what was spent; every figure names the fields behind it."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from customers.domain.customer import Customer, Figure
from customers.domain.money import exact_amount, exact_percent

DELIVERED_PERCENT = "profitability.costRecoveryPercent"
FLAT_SUMS = "lifetimeCollected ÷ totalAcquisitionCost"
NESTED_SUMS = "profitability.lifetimeCollected ÷ profitability.totalAcquisitionCost"
_BREAK_EVEN = Decimal(100)
_HALF_WAY = Decimal(50)
_HALF_OF_THE_TIME = Decimal("0.5")


class Recovery(StrEnum):
    """The badge of a customer: the ratio, and the time left (product.md, rule 6)."""

    PROFITABLE = "profitable"
    RECOVERING = "recovering"
    AT_RISK = "at_risk"
    NO_DATA = "no_data"

    @property
    def label(self) -> str:
        """The word on the badge."""
        return _RECOVERY_LABELS[self]


_RECOVERY_LABELS = {
    Recovery.PROFITABLE: "Profitable",
    Recovery.RECOVERING: "Recovering",
    Recovery.AT_RISK: "At risk",
    Recovery.NO_DATA: "No data",
}


class Bar(StrEnum):
    """The colour of the recovery bar: the ratio alone (contract §7.2)."""

    RED = "red"
    AMBER = "amber"
    GREEN = "green"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many of the customer's subscriptions the figures are made from."""

    tracked: int
    subscriptions: int

    @property
    def partial(self) -> bool:
        """The figures leave subscriptions out (product.md, rule 7)."""
        return self.tracked < self.subscriptions


def cost_recovery_percent(customer: Customer) -> Figure:
    """Collected ÷ acquisition cost × 100, unrounded; the order of product.md, rule 5 (D19, D24)."""
    computed, delivered = computed_recovery(customer), customer.delivered
    if computed.source != FLAT_SUMS and delivered.nested_cost_recovery_percent is not None:
        return Figure(delivered.nested_cost_recovery_percent, DELIVERED_PERCENT)
    return computed


def computed_recovery(customer: Customer) -> Figure:
    """The same from two sums of one shape, the flat one first; never from a mixture of both."""
    delivered = customer.delivered
    flat = _ratio(delivered.lifetime_collected, delivered.total_acquisition_cost)
    if flat is not None:
        return Figure(flat, FLAT_SUMS)
    nested = _ratio(delivered.nested_lifetime_collected, delivered.nested_total_acquisition_cost)
    return Figure() if nested is None else Figure(nested, NESTED_SUMS)


def _ratio(collected: Decimal | None, cost: Decimal | None) -> Decimal | None:
    """A percentage; None unless both are known and the cost is above 0 (contract §7.3)."""
    if collected is None or cost is None or cost <= 0:
        return None
    return collected * 100 / cost


def exact_recovery(percent: Figure) -> str:
    """The percentage for scripts: as delivered, or computed and rounded to two decimals."""
    if percent.source == DELIVERED_PERCENT:
        return exact_amount(percent.value)
    return exact_percent(percent.value)


def profit(customer: Customer) -> Figure:
    """Collected − acquisition cost, when both are known (contract §7.1)."""
    collected, cost = customer.collected, customer.acquisition_cost
    if collected.value is None or cost.value is None:
        return Figure()
    return Figure(collected.value - cost.value, f"{collected.source} − {cost.source}")


def has_broken_even(percent: Decimal | None) -> bool | None:
    """At least 100 %, as FlexPortal's samples ask (D46); None while unknown."""
    return None if percent is None else percent >= _BREAK_EVEN


def recovery_badge(customer: Customer, elapsed_share: Decimal | None = None) -> Recovery:
    """The badge, decided on unrounded values, in the order of product.md, rule 6.

    `elapsed_share` (0 to 1) is the contract time gone, weighted by acquisition cost over the active
    subscriptions; None while they are not known.
    """
    cost, percent = customer.acquisition_cost.value, cost_recovery_percent(customer).value
    if cost is None or cost <= 0 or percent is None:
        return Recovery.NO_DATA
    if percent >= _BREAK_EVEN:
        return Recovery.PROFITABLE
    late = elapsed_share is not None and elapsed_share > _HALF_OF_THE_TIME
    return Recovery.AT_RISK if late and percent <= _HALF_WAY else Recovery.RECOVERING


def possible_badges(low: Decimal | None, high: Decimal | None) -> frozenset[Recovery]:
    """The badges of customers whose percentage lies between two bounds (product.md, rule 6)."""
    badges = {Recovery.NO_DATA}
    if high is None or high >= _BREAK_EVEN:
        badges.add(Recovery.PROFITABLE)
    if low is None or low < _BREAK_EVEN:
        badges.add(Recovery.RECOVERING)
    if low is None or low <= _HALF_WAY:
        badges.add(Recovery.AT_RISK)
    return frozenset(badges)


def recovery_bar(percent: Decimal | None) -> Bar:
    """Red below 50, amber from 50, green from 100, decided on the unrounded value (D48, D50)."""
    if percent is None:
        return Bar.UNKNOWN
    if percent >= _BREAK_EVEN:
        return Bar.GREEN
    return Bar.AMBER if percent >= _HALF_WAY else Bar.RED


def coverage(customer: Customer) -> Coverage | None:
    """Tracked against all subscriptions; None while either is unknown."""
    tracked = customer.subscriptions_tracked.value
    if tracked is None or customer.subscription_ids is None:
        return None
    return Coverage(int(tracked), len(customer.subscription_ids))
