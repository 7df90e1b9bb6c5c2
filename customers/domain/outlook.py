"""When what is still open will have been paid, each date with the assumption behind it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, timedelta
from decimal import Decimal
from math import ceil
from statistics import median

from customers.domain.contract_time import add_months, months_between
from customers.domain.payment import Payment, PaymentStatus
from customers.domain.payment_shares import payment_shares
from customers.domain.subscription import Subscription

ON_SCHEDULE = "if every payment arrives on the day it is due"
RETURNED_TODAY = "if every device came back today"
_STILL_TO_COME = {PaymentStatus.PENDING, PaymentStatus.PROCESSING}


@dataclass(frozen=True, slots=True)
class Inflow:
    """Money expected for one subscription; None: for none that is known.

    `scheduled` is False where FlexPortal has not made the payment yet (D72).
    """

    due_on: date
    amount: Decimal
    subscription_id: str | None
    scheduled: bool = True


@dataclass(frozen=True, slots=True)
class Prediction:
    """The day break-even is reached, or how much is short once the last money has come."""

    assumption: str
    reached_on: date | None
    short: Decimal
    last_on: date | None


@dataclass(frozen=True, slots=True)
class Outlook:
    """What is open today, and the dates it may be gone.

    `at_own_lateness` is None without a paid payment to learn from; `if_returned` is what stays
    open if every device came back today.
    """

    open_amount: Decimal
    on_schedule: Prediction
    at_own_lateness: Prediction | None
    if_returned: Prediction


def outlook(
    collected: Decimal | None,
    cost: Decimal | None,
    inflows: Sequence[Inflow],
    days_late: int | None,
    today: date,
) -> Outlook | None:
    """Of a customer, or of one device with its own inflows; None if a sum is unknown or no cost."""
    if collected is None or cost is None or cost <= 0:
        return None
    open_amount = max(cost - collected, Decimal(0))
    late = (
        None
        if days_late is None
        else _predict(open_amount, inflows, today, days_late, at_lateness(days_late))
    )
    return Outlook(
        open_amount,
        on_schedule=_predict(open_amount, inflows, today, 0, ON_SCHEDULE),
        at_own_lateness=late,
        if_returned=_predict(open_amount, (), today, 0, RETURNED_TODAY),
    )


def at_lateness(days_late: int) -> str:
    """The assumption in words."""
    if not days_late:
        return "if payments arrive as they usually do for this customer, on the day"
    days = "1 day" if days_late == 1 else f"{days_late} days"
    return f"if payments arrive as they usually do for this customer, {days} late"


def _predict(
    open_amount: Decimal, inflows: Iterable[Inflow], today: date, days_late: int, assumption: str
) -> Prediction:
    """Let the money come in, day by day; what is overdue already comes today at the earliest."""
    if not open_amount:
        return Prediction(assumption, today, open_amount, None)
    delay, left, last_on = timedelta(days=days_late), open_amount, None
    for inflow in sorted(inflows, key=lambda one: one.due_on):
        last_on = max(inflow.due_on + delay, today)
        left -= inflow.amount
        if left <= 0:
            return Prediction(assumption, last_on, Decimal(0), last_on)
    return Prediction(assumption, None, left, last_on)


def usual_lateness(payments: Iterable[Payment]) -> int | None:
    """The median of days between due and paid, early ones counting as 0; None without any."""
    days = [
        max((one.paid_at.astimezone(UTC).date() - one.due_on).days, 0)
        for one in payments
        if one.status is PaymentStatus.PAID and one.paid_at and one.due_on
    ]
    return ceil(median(days)) if days else None


def expected_inflows(
    payments: Sequence[Payment], subscriptions: Iterable[Subscription], today: date
) -> tuple[Inflow, ...]:
    """Payments still to come, and the charges of running contracts not made into payments yet.

    Whether FlexPortal makes all payments at activation or one after another is contradictory
    (D72): both give the same. Not counted on are failed payments, payments without a due day, and
    charges of the past that FlexPortal never made.
    """
    known = tuple(
        Inflow(payment.due_on, share.amount, share.subscription_id)
        for payment in payments
        if payment.status in _STILL_TO_COME and payment.due_on
        for share in payment_shares(payment)
    )
    due_days = _due_days(payments)
    further = (
        inflow
        for subscription in subscriptions
        for inflow in _further_charges(subscription, due_days[subscription.subscription_id])
        if inflow.due_on >= today
    )
    return known + tuple(further)


def _due_days(payments: Iterable[Payment]) -> defaultdict[str | None, list[date]]:
    """The days on which each subscription has a payment that was not called off."""
    days: defaultdict[str | None, set[date]] = defaultdict(set)
    for payment in payments:
        if payment.due_on and payment.status is not PaymentStatus.CANCELLED:
            for owner in {
                payment.subscription_id,
                *(x.subscription_id for x in payment.line_items),
            }:
                days[owner].add(payment.due_on)
    return defaultdict(list, {owner: sorted(found) for owner, found in days.items()})


def _further_charges(subscription: Subscription, due_days: Sequence[date]) -> Iterator[Inflow]:
    """In the rhythm of the last two payments (D73), at the present price, until the end."""
    monthly, end = subscription.monthly_amount, subscription.end_on
    rhythm = max(months_between(*due_days[-2:]), 1) if len(due_days) > 1 else 1
    anchor, step = (due_days[-1], rhythm) if due_days else (subscription.next_billing_on, 0)
    if not subscription.is_active or not monthly or end is None or anchor is None:
        return
    while (due_on := add_months(anchor, step)) < end:
        months = min(rhythm, max(months_between(due_on, end), 1))
        yield Inflow(due_on, monthly * months, subscription.subscription_id, scheduled=False)
        step += rhythm
