"""When each device pays for itself: a table whose sums are those of the customer."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from customers.domain.break_even import broke_even_on
from customers.domain.course import Course, courses_of_devices
from customers.domain.moment import say_day
from customers.domain.money import UNKNOWN, format_amount
from customers.domain.outlook import Inflow, Outlook, Prediction, outlook
from customers.domain.payment import Payment, PaymentStatus
from customers.domain.payment_shares import paid_by_subscription
from customers.domain.prospect import Prospect
from customers.domain.subscription import Subscription

from .panel import Amount, amount, total

Shares = defaultdict[str | None, Decimal]


class Sums(NamedTuple):
    """Payments received, and payments outstanding."""

    paid: Amount
    owed: Amount


@dataclass(frozen=True, slots=True)
class DeviceOutlook:
    """One device. `paid` and `owed` are its part of every payment, shared ones spread by line item.

    `doubt` says what FlexPortal has collected for it, where that is another sum. `short` is what
    stays open if it came back today.
    """

    subscription_id: str
    name: str
    serial: str
    paid: Amount
    doubt: str
    owed: Amount
    short: Amount
    on_schedule: str
    at_own_lateness: str


@dataclass(frozen=True, slots=True)
class DeviceOutlooks:
    """All devices, what was paid or is owed for none of them (None if nothing), and the sums."""

    rows: tuple[DeviceOutlook, ...]
    unassigned: Sums | None
    total: Sums


def device_outlooks(
    prospect: Prospect,
    subscriptions: Sequence[Subscription],
    payments: Sequence[Payment],
    today: date,
) -> DeviceOutlooks:
    """For the rows a prospect was made from; those that run stand first."""
    paid, owed = (_shares(payments, how) for how in (PaymentStatus.PAID, PaymentStatus.PENDING))
    courses = courses_of_devices(payments, subscriptions, today)
    inflows = _by_device(prospect.inflows)
    in_order = sorted(subscriptions, key=lambda one: (not one.is_active, one.start_on or date.max))
    rows = []
    for one in in_order:
        key = one.subscription_id
        ahead = _outlook(one, inflows[key], prospect.days_late, today)
        rows.append(_row(one, paid[key], owed[key], courses[key], ahead))
    others = (paid.keys() | owed.keys()) - courses.keys()
    return DeviceOutlooks(
        rows=tuple(rows),
        unassigned=_sums(paid, owed, others) if others else None,
        total=_sums(paid, owed, paid.keys() | owed.keys()),
    )


def _shares(payments: Sequence[Payment], status: PaymentStatus) -> Shares:
    return defaultdict(
        Decimal, paid_by_subscription(one for one in payments if one.status is status)
    )


def _sums(paid: Shares, owed: Shares, keys: Iterable[str | None]) -> Sums:
    listed = tuple(keys)
    paid_sum, owed_sum = (total(sums[key] for key in listed) for sums in (paid, owed))
    return Sums(amount(paid_sum), amount(owed_sum))


def _by_device(inflows: Sequence[Inflow]) -> defaultdict[str | None, list[Inflow]]:
    found = defaultdict(list)
    for inflow in inflows:
        found[inflow.subscription_id].append(inflow)
    return found


def _outlook(
    device: Subscription, inflows: Sequence[Inflow], days_late: int | None, today: date
) -> Outlook | None:
    collected, cost = device.collected.value, device.acquisition_cost.value
    return outlook(collected, cost, inflows, days_late, today)


def _row(
    device: Subscription, paid: Decimal, owed: Decimal, course: Course, ahead: Outlook | None
) -> DeviceOutlook:
    collected, cost = device.collected.value, device.acquisition_cost.value
    reached = "reached"
    if course.agrees_with(collected, cost) and (
        day := broke_even_on(course.receipts, course.costs)
    ):
        reached = f"reached {say_day(day)}"
    return DeviceOutlook(
        subscription_id=device.subscription_id,
        name=device.product_name or device.sku or device.subscription_id,
        serial=device.serial_number or device.subscription_id,
        paid=amount(paid),
        doubt="" if collected == paid else f"FlexPortal: {format_amount(collected)}",
        owed=amount(owed),
        short=amount(ahead.open_amount if ahead else None),
        on_schedule=_say(ahead, ahead.on_schedule if ahead else None, reached),
        at_own_lateness=_say(ahead, ahead.at_own_lateness if ahead else None, reached),
    )


def _say(ahead: Outlook | None, prediction: Prediction | None, reached: str) -> str:
    """A day, or what stays short; what has been reached is no prediction."""
    if ahead and not ahead.open_amount:
        return reached
    if prediction is None:
        return UNKNOWN
    if prediction.reached_on:
        return say_day(prediction.reached_on)
    return f"{format_amount(prediction.short)} short"
