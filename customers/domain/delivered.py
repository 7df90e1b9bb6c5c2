"""The members a figure may be read from, by FlexPortal's own paths, as they were delivered."""

from dataclasses import dataclass
from decimal import Decimal

from customers.domain.customer import Customer
from customers.domain.metric import BOTH_SUMS, Metric, Unit


@dataclass(frozen=True, slots=True)
class Field:
    """One member as FlexPortal delivered it; of a list of ids, how many there are."""

    path: str
    value: Decimal
    unit: Unit


def fields_behind(customer: Customer, metric: Metric) -> tuple[Field, ...]:
    """What was delivered for one figure; of two members for one thing, the one believed first."""
    members = _members(customer)
    return tuple(
        Field(path, value, _unit(path, metric))
        for path in metric.paths
        if (value := members.get(path)) is not None
    )


def _unit(path: str, metric: Metric) -> Unit:
    return Unit.MONEY if path in BOTH_SUMS else metric.unit


def _members(customer: Customer) -> dict[str, Decimal | None]:
    delivered = customer.delivered
    read = (
        customer.monthly_revenue,
        customer.average_monthly_revenue,
        customer.active_devices,
        customer.devices_ever,
        customer.orders,
    )
    return {
        "lifetimeCollected": delivered.lifetime_collected,
        "profitability.lifetimeCollected": delivered.nested_lifetime_collected,
        "totalAcquisitionCost": delivered.total_acquisition_cost,
        "profitability.totalAcquisitionCost": delivered.nested_total_acquisition_cost,
        "profitability.costRecoveryPercent": delivered.nested_cost_recovery_percent,
        "customerMargin": delivered.customer_margin,
        "totalDevicesRented": delivered.total_devices_rented,
        "rentalIds": _how_many(customer.subscription_ids),
        "orderIds": _how_many(customer.order_ids),
        **{figure.source: figure.value for figure in read},
    }


def _how_many(ids: tuple[str, ...] | None) -> Decimal | None:
    return None if ids is None else Decimal(len(ids))
