"""The rows one figure is made of, and the difference that makes them add up to it exactly."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from customers.domain.customer import Customer
from customers.domain.metric import Metric, figure_of
from customers.domain.money import same_currency
from customers.domain.order import Order
from customers.domain.receipt import sums_behind
from customers.domain.subscription import Subscription
from customers.domain.subscription_recovery import subscription_profit

_ONE = Decimal(1)
_NONE = Decimal(0)
_DEVICE_VALUES: Mapping[Metric, Callable[[Subscription], Decimal | None]] = {
    Metric.LIFETIME_COLLECTED: lambda one: one.collected.value,
    Metric.ACQUISITION_COST: lambda one: one.acquisition_cost.value,
    Metric.PROFIT: subscription_profit,
    Metric.MONTHLY_REVENUE: lambda one: one.monthly_amount,
    Metric.ACTIVE_DEVICES: lambda _: _ONE,
    Metric.DEVICES_EVER: lambda _: _ONE,
}
_COLUMNS: Mapping[Metric, tuple[Metric, ...]] = {
    Metric.PROFIT: (Metric.LIFETIME_COLLECTED, Metric.ACQUISITION_COST, Metric.PROFIT),
    Metric.COST_RECOVERY_PERCENT: (Metric.LIFETIME_COLLECTED, Metric.ACQUISITION_COST),
}
_RUNNING_ONLY = {Metric.MONTHLY_REVENUE, Metric.ACTIVE_DEVICES}
_COUNTED = {Metric.ACTIVE_DEVICES, Metric.DEVICES_EVER}


@dataclass(frozen=True, slots=True)
class Column:
    """One figure over the rows: `amounts` (None: unknown) + `difference` = `figure`.

    `total` is the sum of the known amounts, `left_out` counts the unknown ones. `figure` is the
    customer's own; while it is unknown there is no difference.
    """

    metric: Metric
    amounts: tuple[Decimal | None, ...]
    figure: Decimal | None

    @property
    def total(self) -> Decimal:
        """The sum of the rows that are known."""
        return sum((one for one in self.amounts if one is not None), _NONE)

    @property
    def left_out(self) -> int:
        """How many rows the sum leaves out."""
        return self.amounts.count(None)

    @property
    def difference(self) -> Decimal | None:
        """What the figure has more than its rows."""
        return None if self.figure is None else self.figure - self.total


@dataclass(frozen=True, slots=True)
class Breakdown:
    """The devices, or the orders, behind one figure, and its columns over them."""

    devices: tuple[Subscription, ...]
    orders: tuple[Order, ...]
    columns: tuple[Column, ...]


def device_breakdown(
    customer: Customer, metric: Metric, subscriptions: Sequence[Subscription], currency: str
) -> Breakdown | None:
    """The subscriptions behind one figure; None for a figure that is not made of them.

    An amount in another currency than the tenant's is as good as unknown.
    """
    metrics = _COLUMNS.get(metric, (metric,))
    if not set(metrics) <= _DEVICE_VALUES.keys():
        return None
    running_only = metric in _RUNNING_ONLY
    devices = tuple(one for one in subscriptions if one.is_active or not running_only)
    figures = _figures(customer, metric)
    columns = tuple(
        Column(column, _amounts(column, devices, currency), figures[column]) for column in metrics
    )
    return Breakdown(devices, (), columns)


def order_breakdown(customer: Customer, orders: Iterable[Order]) -> Breakdown:
    """The orders behind their number."""
    listed = tuple(orders)
    column = Column(Metric.ORDERS, (_ONE,) * len(listed), customer.orders.value)
    return Breakdown((), listed, (column,))


def _amounts(
    column: Metric, devices: Iterable[Subscription], currency: str
) -> tuple[Decimal | None, ...]:
    value = _DEVICE_VALUES[column]
    return tuple(
        value(one) if column in _COUNTED or same_currency(one.currency, currency) else None
        for one in devices
    )


def _figures(customer: Customer, metric: Metric) -> Mapping[Metric, Decimal | None]:
    """The customer's own figures; for a ratio the very two sums that its formula shows."""
    figures = {one: figure_of(customer, one).value for one in (*_DEVICE_VALUES, metric)}
    if metric in _COLUMNS:
        collected, cost = sums_behind(customer, figure_of(customer, metric))
        figures |= {Metric.LIFETIME_COLLECTED: collected, Metric.ACQUISITION_COST: cost}
    return figures
