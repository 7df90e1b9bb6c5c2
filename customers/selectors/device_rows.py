"""One device as the panel shows it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from customers.domain.break_even import break_even
from customers.domain.contract_time import add_months, elapsed_share, months_elapsed
from customers.domain.moment import say_day, say_month
from customers.domain.money import format_amount, format_percent
from customers.domain.subscription import (
    Extension,
    Replacement,
    Subscription,
    SubscriptionStatus,
)
from customers.domain.subscription_recovery import recovery_percent, subscription_recovery

from .figures import BadgeView, BarView, bar_of, recovery_badge_view
from .panel import Amount, amount, unreadable

_ROUNDING = Decimal("0.01")
_ENDED = {
    SubscriptionStatus.ENDED_COMPLETED: "completed",
    SubscriptionStatus.ENDED_BUYOUT: "bought out",
    SubscriptionStatus.ENDED_UPGRADE: "upgraded",
    SubscriptionStatus.ENDED_EARLY_RETURN: "returned",
    SubscriptionStatus.CANCELLED: "cancelled",
}


@dataclass(frozen=True, slots=True)
class BreakEvenView:
    """The month of the contract in which the device has paid for itself, by its price alone."""

    month: str
    calendar: str
    warning: str


@dataclass(frozen=True, slots=True)
class DeviceRow:
    """`elapsed` is the width of the contract's bar in %, '' while it is unknown.

    `monthly` is None for a device that brings in nothing any more. `own_status` tells that
    FlexPortal delivered the recovery status; else Recoup computed it.
    """

    subscription_id: str
    product: str
    serial: str
    status: str
    contract: str
    until: str
    elapsed: str
    monthly: Amount | None
    collected: Amount
    cost: Amount
    cost_note: str
    estimate: bool
    percent: str
    bar: BarView
    recovery: BadgeView
    own_status: bool
    break_even: BreakEvenView | None
    notes: tuple[str, ...]


def device_row(subscription: Subscription, today: date) -> DeviceRow:
    """One subscription in words and figures."""
    percent = recovery_percent(subscription).value
    recovery, share = subscription_recovery(subscription, today), elapsed_share(subscription, today)
    cost = subscription.acquisition_cost.value
    return DeviceRow(
        subscription_id=subscription.subscription_id,
        product=subscription.product_name or subscription.sku or subscription.subscription_id,
        serial=subscription.serial_number or "",
        status=subscription.status.value,
        contract=_contract(subscription, today),
        until=_until(subscription, today),
        elapsed="" if share is None else f"{share * 100:.1f}",
        monthly=amount(subscription.monthly_amount) if subscription.is_active else None,
        collected=amount(subscription.collected.value),
        cost=amount(cost),
        cost_note="" if cost is None else subscription.cost_source.label,
        estimate=cost is not None and subscription.cost_source.is_estimate,
        percent=format_percent(percent),
        bar=bar_of(percent),
        recovery=recovery_badge_view(recovery.status),
        own_status=recovery.delivered,
        break_even=_break_even(subscription),
        notes=tuple(_notes(subscription)),
    )


def _contract(subscription: Subscription, today: date) -> str:
    """`Active, 22 of 36 months`; how one ended stands in the line below."""
    elapsed, length = months_elapsed(subscription, today), subscription.contract_length
    word = "Ended" if subscription.status in _ENDED else subscription.status.label
    if elapsed is None:
        return f"{word}, {length} months" if length else f"{word}, length unknown"
    return f"{word}, {int(elapsed)} of {length} months"


def _until(subscription: Subscription, today: date) -> str:
    """When it starts, ends or ended."""
    if subscription.ended_on and subscription.status in _ENDED:
        return f"{_ENDED[subscription.status]} {say_day(subscription.ended_on)}"
    start, end = subscription.start_on, subscription.end_on
    if start and start > today:
        return f"starts {say_day(start)}"
    if end is None:
        return "end unknown"
    began = f"{say_month(start)} to " if start else "to "
    return f"{began}{say_day(end)}"


def _break_even(subscription: Subscription) -> BreakEvenView | None:
    reached = break_even(subscription)
    if reached is None:
        return None
    start = subscription.start_on
    return BreakEvenView(
        month=f"month {reached.month}",
        calendar=say_month(add_months(start, reached.month - 1)) if start else "",
        warning="after its end" if reached.too_late else "",
    )


def _notes(subscription: Subscription) -> Iterator[str]:
    """What happened to the contract, and what is doubtful about it."""
    if subscription.raw_status:
        yield f"FlexPortal calls its status “{subscription.raw_status}”."
    if subscription.upgraded_from_id:
        yield f"Upgraded from {subscription.upgraded_from_id}."
    yield from (_extended(one) for one in subscription.extensions)
    yield from (_replaced(one) for one in subscription.replacements)
    if subscription.buyout_amount is not None:
        yield f"Bought out for {format_amount(subscription.buyout_amount)}."
    if subscription.early_return_fee:
        yield f"Early return fee: {format_amount(subscription.early_return_fee)}."
    if subscription.cancellation_reason:
        yield f"Reason given: {subscription.cancellation_reason.replace('_', ' ')}."
    yield from _own_percent(subscription)
    yield from unreadable(subscription.unreadable)


def _extended(extension: Extension) -> str:
    """`Extended by 12 months on 3 Feb 2026: 24 to 36 months, 79.00 to 65.00 a month.`"""
    by = f" by {extension.months} months" if extension.months else ""
    on = f" on {say_day(extension.extended_at)}" if extension.extended_at else ""
    old, new = extension.old_monthly_amount, extension.new_monthly_amount
    changes = []
    if extension.old_length and extension.new_length:
        changes.append(f"{extension.old_length} to {extension.new_length} months")
    if old is not None and new is not None and old != new:
        changes.append(f"{format_amount(old)} to {format_amount(new)} a month")
    return f"Extended{by}{on}{': ' if changes else ''}{', '.join(changes)}."


def _replaced(replacement: Replacement) -> str:
    on = f" on {say_day(replacement.replaced_at)}" if replacement.replaced_at else ""
    old = replacement.old_serial_number or "unknown serial"
    new = replacement.new_serial_number or "unknown serial"
    why = f" ({replacement.reason.replace('_', ' ')})" if replacement.reason else ""
    return f"Device replaced{on}: {old} by {new}{why}."


def _own_percent(subscription: Subscription) -> Iterator[str]:
    """FlexPortal's own recovery, where more than rounding parts it from ours (D53)."""
    ours, own = recovery_percent(subscription).value, subscription.delivered_percent.value
    if ours is None or own is None or abs(own - ours) < _ROUNDING:
        return
    points, more = format_amount(abs(own - ours)), "more" if own > ours else "less"
    yield f"FlexPortal’s own recovery is {format_amount(own)} %, {points} points {more}."
