"""When each device pays for itself: a table whose sums are those of the customer."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from customers.domain.break_even import broke_even_on
from customers.domain.course import Course, courses_of_devices
from customers.domain.moment import say_day
from customers.domain.money import UNKNOWN, format_amount
from customers.domain.outlook import Inflow, Outlook, Prediction, outlook
from customers.domain.payment import Payment, PaymentStatus
from customers.domain.payment_shares import paid_by_subscription
from customers.domain.prospect import Prospect
from customers.domain.subscription import Subscription

from .panel import Amount, amount


@dataclass(frozen=True, slots=True)
class DeviceOutlook:
    """One device. `paid` is its part of every payment, shared ones spread by line item.

    `doubt` says what FlexPortal has collected for it, where that is another sum. `short` is what
    stays open if it came back today.
    """

    subscription_id: str
    name: str
    serial: str
    paid: Amount
    doubt: str
    short: Amount
    on_schedule: str
    at_own_lateness: str


@dataclass(frozen=True, slots=True)
class DeviceOutlooks:
    """All devices, what was paid for none of them (None if nothing), and the sum of both."""

    rows: tuple[DeviceOutlook, ...]
    unassigned: Amount | None
    paid: Amount


def device_outlooks(
    prospect: Prospect,
    subscriptions: Sequence[Subscription],
    payments: Sequence[Payment],
    today: date,
) -> DeviceOutlooks:
    """For the rows a prospect was made from; those that run stand first."""
    sums = paid_by_subscription(one for one in payments if one.status is PaymentStatus.PAID)
    courses = courses_of_devices(payments, subscriptions, today)
    known = {one.subscription_id for one in subscriptions}
    unassigned = sum((sums[owner] for owner in sums if owner not in known), Decimal(0))
    inflows = _by_device(prospect.inflows)
    in_order = sorted(subscriptions, key=lambda one: (not one.is_active, one.start_on or date.max))
    return DeviceOutlooks(
        rows=tuple(
            _row(
                one,
                sums.get(one.subscription_id, Decimal(0)),
                courses[one.subscription_id],
                _outlook(one, inflows[one.subscription_id], prospect.days_late, today),
            )
            for one in in_order
        ),
        unassigned=amount(unassigned) if unassigned else None,
        paid=amount(sum(sums.values(), Decimal(0))),
    )


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
    device: Subscription, paid: Decimal, course: Course, ahead: Outlook | None
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
