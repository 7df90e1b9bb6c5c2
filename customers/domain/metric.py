"""The figures of a customer by name: what each is called, and why one is unknown."""

from decimal import Decimal
from enum import StrEnum

from customers.domain.customer import Customer, Figure
from customers.domain.money import (
    exact_amount,
    exact_count,
    format_amount,
    format_count,
    format_percent,
)
from customers.domain.profitability import cost_recovery_percent, exact_recovery, profit


class Unit(StrEnum):
    """What a number counts."""

    MONEY = "money"
    PERCENT = "percent"
    COUNT = "count"


class Metric(StrEnum):
    """The names scripts read in `data-metric`."""

    LIFETIME_COLLECTED = "lifetime_collected"
    ACQUISITION_COST = "acquisition_cost"
    PROFIT = "profit"
    COST_RECOVERY_PERCENT = "cost_recovery_percent"
    MONTHLY_REVENUE = "monthly_revenue"
    AVERAGE_MONTHLY_REVENUE = "average_monthly_revenue"
    ACTIVE_DEVICES = "active_devices"
    DEVICES_EVER = "devices_ever"
    ORDERS = "orders"

    @property
    def label(self) -> str:
        """What the figure is called on the page."""
        return _LABELS[self]

    @property
    def unit(self) -> Unit:
        """What it is measured in."""
        return _UNITS.get(self, Unit.MONEY)

    @property
    def paths(self) -> tuple[str, ...]:
        """FlexPortal's members it may come from, the one believed first in front."""
        return _PATHS[self]


_LABELS = {
    Metric.LIFETIME_COLLECTED: "Collected",
    Metric.ACQUISITION_COST: "Acquisition cost",
    Metric.PROFIT: "Profit",
    Metric.COST_RECOVERY_PERCENT: "Cost recovery",
    Metric.MONTHLY_REVENUE: "Monthly revenue now",
    Metric.AVERAGE_MONTHLY_REVENUE: "Monthly average",
    Metric.ACTIVE_DEVICES: "Active devices",
    Metric.DEVICES_EVER: "Devices ever",
    Metric.ORDERS: "Orders",
}
_UNITS = {
    Metric.COST_RECOVERY_PERCENT: Unit.PERCENT,
    Metric.ACTIVE_DEVICES: Unit.COUNT,
    Metric.DEVICES_EVER: Unit.COUNT,
    Metric.ORDERS: Unit.COUNT,
}
_PATHS = {
    Metric.LIFETIME_COLLECTED: ("lifetimeCollected", "profitability.lifetimeCollected"),
    Metric.ACQUISITION_COST: ("totalAcquisitionCost", "profitability.totalAcquisitionCost"),
    Metric.MONTHLY_REVENUE: ("totalMonthlyRevenue",),
    Metric.AVERAGE_MONTHLY_REVENUE: ("profitability.averageMonthlyRevenue",),
    Metric.ACTIVE_DEVICES: ("profitability.activeDevices", "totalDevicesRented"),
    Metric.DEVICES_EVER: ("profitability.totalDevicesEver", "rentalIds"),
    Metric.ORDERS: ("totalOrders", "orderIds"),
}
BOTH_SUMS = _PATHS[Metric.LIFETIME_COLLECTED] + _PATHS[Metric.ACQUISITION_COST]
_PATHS[Metric.PROFIT] = (*BOTH_SUMS, "customerMargin")
_PATHS[Metric.COST_RECOVERY_PERCENT] = (*BOTH_SUMS, "profitability.costRecoveryPercent")


def figure_of(customer: Customer, metric: Metric) -> Figure:
    """The unrounded figure; its value is None while unknown."""
    if metric is Metric.PROFIT:
        return profit(customer)
    if metric is Metric.COST_RECOVERY_PERCENT:
        return cost_recovery_percent(customer)
    return _delivered_figures(customer)[metric]


def _delivered_figures(customer: Customer) -> dict[Metric, Figure]:
    return {
        Metric.LIFETIME_COLLECTED: customer.collected,
        Metric.ACQUISITION_COST: customer.acquisition_cost,
        Metric.MONTHLY_REVENUE: customer.monthly_revenue,
        Metric.AVERAGE_MONTHLY_REVENUE: customer.average_monthly_revenue,
        Metric.ACTIVE_DEVICES: customer.active_devices,
        Metric.DEVICES_EVER: customer.devices_ever,
        Metric.ORDERS: customer.orders,
    }


def why_unknown(customer: Customer, metric: Metric) -> str:
    """A few words for the place under an unknown figure; '' when it is known."""
    if figure_of(customer, metric).value is not None:
        return ""
    if metric not in {Metric.PROFIT, Metric.COST_RECOVERY_PERCENT}:
        return customer.why_absent(*metric.paths)
    cost, collected = customer.acquisition_cost.value, customer.collected.value
    if cost is None:
        return "needs the cost"
    if collected is None:
        return "needs what was collected"
    return "needs a cost above 0" if cost <= 0 else "needs both sums of one kind"


def format_value(value: Decimal | None, unit: Unit) -> str:
    """A number as its unit is shown, without a currency."""
    if unit is Unit.PERCENT:
        return format_percent(value)
    return format_count(value) if unit is Unit.COUNT else format_amount(value)


def exact_value(customer: Customer, metric: Metric) -> str:
    """The figure for `data-value`; '' while unknown."""
    figure = figure_of(customer, metric)
    if metric.unit is Unit.PERCENT:
        return exact_recovery(figure)
    return exact_count(figure.value) if metric.unit is Unit.COUNT else exact_amount(figure.value)
