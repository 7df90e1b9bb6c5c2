"""A customer's figures on one day, and the devices behind them; as text and back, exactly."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from customers.domain.customer import Customer
from customers.domain.document import OutdatedDocument
from customers.domain.metric import Metric, figure_of
from customers.domain.money import same_currency
from customers.domain.subscription import CostSource, Subscription

VERSION = 1
LONGEST_NAME = 200
KEPT = (
    Metric.LIFETIME_COLLECTED,
    Metric.ACQUISITION_COST,
    Metric.PROFIT,
    Metric.COST_RECOVERY_PERCENT,
    Metric.MONTHLY_REVENUE,
    Metric.AVERAGE_MONTHLY_REVENUE,
    Metric.ACTIVE_DEVICES,
    Metric.DEVICES_EVER,
    Metric.ORDERS,
)


@dataclass(frozen=True, slots=True)
class DeviceFigures:
    """One subscription on that day; amounts in the tenant's currency, None is unknown."""

    subscription_id: str
    product: str
    active: bool
    cost: Decimal | None = None
    cost_source: CostSource = CostSource.UNKNOWN
    collected: Decimal | None = None
    monthly: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What FlexPortal said by `taken_at`; of `figures` the unknown ones are left out.

    `devices` is None where the list of subscriptions was not read on that day.
    """

    taken_at: datetime
    figures: Mapping[Metric, Decimal] = field(default_factory=dict)
    devices: tuple[DeviceFigures, ...] | None = None

    def value(self, metric: Metric) -> Decimal | None:
        """One figure, unrounded; None while unknown."""
        return self.figures.get(metric)


def kept_figures(customer: Customer) -> dict[Metric, Decimal]:
    """The known figures of a customer, unrounded."""
    values = ((metric, figure_of(customer, metric).value) for metric in KEPT)
    return {metric: value for metric, value in values if value is not None}


def device_figures(
    subscriptions: Iterable[Subscription], currency: str
) -> tuple[DeviceFigures, ...]:
    """What a day keeps of each subscription; amounts of another currency are as good as unknown."""
    return tuple(_device(one, same_currency(one.currency, currency)) for one in subscriptions)


def _device(one: Subscription, countable: bool) -> DeviceFigures:
    return DeviceFigures(
        subscription_id=one.subscription_id,
        product=(one.product_name or one.sku or "")[:LONGEST_NAME],
        active=one.is_active,
        cost=one.acquisition_cost.value if countable else None,
        cost_source=one.cost_source,
        collected=one.collected.value if countable else None,
        monthly=one.monthly_amount if countable else None,
    )


def to_snapshot_document(snapshot: Snapshot) -> str:
    """ASCII JSON, decimals as text."""
    told: dict[str, Any] = {
        "v": VERSION,
        "at": snapshot.taken_at.isoformat(),
        "figures": {metric.value: str(value) for metric, value in snapshot.figures.items()},
    }
    if snapshot.devices is not None:
        told["devices"] = [_write_device(device) for device in snapshot.devices]
    return json.dumps(told, separators=(",", ":"))


def from_snapshot_document(text: str, *, with_devices: bool = True) -> Snapshot:
    """The same day again, on request without its devices; raises OutdatedDocument."""
    try:
        told = json.loads(text)
        version = told["v"]
        if version == VERSION:
            return _read(told, with_devices)
    except (ValueError, TypeError, KeyError, AttributeError, ArithmeticError) as error:
        message = "the snapshot cannot be read"
        raise OutdatedDocument(message) from error
    message = f"the snapshot is of version {version!r}, not {VERSION}"
    raise OutdatedDocument(message)


def _read(told: Mapping[str, Any], with_devices: bool) -> Snapshot:
    devices = told.get("devices") if with_devices else None
    return Snapshot(
        taken_at=datetime.fromisoformat(told["at"]),
        figures={Metric(name): Decimal(value) for name, value in told["figures"].items()},
        devices=None if devices is None else tuple(_read_device(device) for device in devices),
    )


def _write_device(device: DeviceFigures) -> list[Any]:
    amounts = (device.cost, device.collected, device.monthly)
    written = [None if amount is None else str(amount) for amount in amounts]
    return [device.subscription_id, device.product, device.active, device.cost_source, *written]


def _read_device(told: Sequence[Any]) -> DeviceFigures:
    subscription_id, product, active, source, *amounts = told
    cost, collected, monthly = (None if one is None else Decimal(one) for one in amounts)
    return DeviceFigures(
        subscription_id, product, active, cost, CostSource(source), collected, monthly
    )
