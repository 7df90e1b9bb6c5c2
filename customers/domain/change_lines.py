"""What happened to a customer between two days, and what each event did to the figures."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from customers.domain.metric import Metric
from customers.domain.payment import Payment, PaymentStatus
from customers.domain.snapshot import DeviceFigures

Effects = Mapping[Metric, Decimal]
NOTHING = Decimal(0)


class Reason(StrEnum):
    """What a line stands for."""

    PAYMENTS = "payments"
    ADDED = "added"
    GONE = "gone"
    ENDED = "ended"
    RESUMED = "resumed"
    PRICE_CHANGED = "price_changed"
    COST_EDITED = "cost_edited"
    ROUNDING = "rounding"
    REST = "rest"


@dataclass(frozen=True, slots=True)
class Line:
    """One reason: how many payments, or which device, and what it did to each figure.

    Money in the tenant's currency, recovery in percentage points; a figure that it did not touch is
    not in `effects`. `before` and `after` are the price or the cost that was changed.
    """

    reason: Reason
    effects: Effects
    device: DeviceFigures | None = None
    payment_count: int = 0
    before: Decimal | None = None
    after: Decimal | None = None


def touched(effects: Effects) -> Effects:
    """Without those that are zero."""
    return {metric: effect for metric, effect in effects.items() if effect}


def payment_lines(payments: Iterable[Payment], since: datetime, until: datetime) -> Iterator[Line]:
    """What was paid after the one moment and by the other; none if nothing was."""
    received = [
        value
        for one in payments
        if one.status is PaymentStatus.PAID
        and (value := one.value.value) is not None
        and one.paid_at is not None
        and since < one.paid_at <= until
    ]
    if received:
        effects = _money(collected=sum(received, NOTHING))
        yield Line(Reason.PAYMENTS, effects, payment_count=len(received))


def device_lines(before: Sequence[DeviceFigures], after: Sequence[DeviceFigures]) -> Iterator[Line]:
    """Devices added, gone from the list, ended or running again; prices and costs edited."""
    old = {device.subscription_id: device for device in before}
    new = {device.subscription_id: device for device in after}
    for now in after:
        if now.subscription_id not in old:
            yield Line(Reason.ADDED, _brought(now), now)
    for was in before:
        if was.subscription_id in new:
            yield from _edited(was, new[was.subscription_id])
        else:
            yield Line(Reason.GONE, _negated(_brought(was)), was)


def _edited(was: DeviceFigures, now: DeviceFigures) -> Iterator[Line]:
    """The same device as it was and as it is."""
    if was.active and not now.active:
        yield Line(Reason.ENDED, _negated(_running(was)), now)
    elif now.active and not was.active:
        yield Line(Reason.RESUMED, _running(now), now)
    elif now.active and was.monthly != now.monthly:
        dearer = {Metric.MONTHLY_REVENUE: _or_nothing(now.monthly) - _or_nothing(was.monthly)}
        yield Line(Reason.PRICE_CHANGED, touched(dearer), now, 0, was.monthly, now.monthly)
    if was.cost != now.cost:
        effects = _money(cost=_or_nothing(now.cost) - _or_nothing(was.cost))
        yield Line(Reason.COST_EDITED, effects, now, 0, was.cost, now.cost)


def _money(*, collected: Decimal = NOTHING, cost: Decimal = NOTHING) -> Effects:
    """Profit is collected less acquisition cost, so a line of these is a line of it."""
    effects = {
        Metric.LIFETIME_COLLECTED: collected,
        Metric.ACQUISITION_COST: cost,
        Metric.PROFIT: collected - cost,
    }
    return touched(effects)


def _running(device: DeviceFigures) -> Effects:
    """What a device adds while it runs."""
    if not device.active:
        return {}
    monthly = {Metric.MONTHLY_REVENUE: _or_nothing(device.monthly)}
    return {**touched(monthly), Metric.ACTIVE_DEVICES: Decimal(1)}


def _brought(device: DeviceFigures) -> Effects:
    """What a device adds by being there."""
    return {**_money(cost=_or_nothing(device.cost)), **_running(device)}


def _negated(effects: Effects) -> Effects:
    return {metric: -effect for metric, effect in effects.items()}


def _or_nothing(amount: Decimal | None) -> Decimal:
    """An unknown amount was not in the customer's sums either."""
    return NOTHING if amount is None else amount
