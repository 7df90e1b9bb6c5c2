"""The panel of devices: each subscription, their sums, and the sums beside the headline."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from customers.domain.age import describe_duration
from customers.domain.break_even import break_even
from customers.domain.customer import Customer
from customers.domain.money import format_amount, format_money, format_percent
from customers.domain.subscription import Subscription, SubscriptionStatus
from customers.domain.subscription_recovery import (
    Reconciliation,
    reconcile_collected,
    reconcile_cost,
    recovery_percent,
)
from customers.domain.words import say_count

from .device_rows import DeviceRow, device_row
from .figures import BarView, bar_of
from .panel import Amount, PanelFrame, PanelSource, amount, panel_frame, total
from .table import Column, Layout, Table, lay_out

_SAME_TIME = 60


def _break_even_months(subscription: Subscription) -> Decimal | None:
    reached = break_even(subscription)
    return reached.months if reached else None


DEVICES: Layout[Subscription] = Layout(
    columns=(
        Column("device", "Device", lambda one: (one.product_name or "").casefold() or None),
        Column("contract", "Contract", lambda one: one.end_on),
        Column("monthly", "Monthly", lambda one: one.monthly_amount, True, True),
        Column("collected", "Collected", lambda one: one.collected.value, True, True),
        Column("cost", "Cost", lambda one: one.acquisition_cost.value, True, True),
        Column("recovery", "Recovery", lambda one: recovery_percent(one).value, True),
        Column("break-even", "Break-even", _break_even_months, True),
    ),
    statuses=tuple(SubscriptionStatus),
    status_of=lambda one: one.status,
)


class Compared(NamedTuple):
    """The sum of the devices beside the customer's own figure."""

    agrees: bool
    words: str


@dataclass(frozen=True, slots=True)
class DeviceTotals:
    """The sums over the chosen devices; the ratio is of the sums, never a mean."""

    label: str
    monthly: Amount
    collected: Amount
    cost: Amount
    percent: str
    bar: BarView
    left_out: str


@dataclass(frozen=True, slots=True)
class DevicesPanel:
    """All that the panel shows."""

    frame: PanelFrame
    table: Table[Subscription]
    rows: tuple[DeviceRow, ...]
    totals: DeviceTotals
    compared: tuple[Compared, ...]


def get_devices_panel(source: PanelSource, devices: Sequence[Subscription]) -> DevicesPanel:
    """The panel for one saved list; running contracts first; no query."""
    table = lay_out(sorted(devices, key=_running_first), DEVICES, source.wish, source.url)
    currency = source.connection.tenant.currency
    return DevicesPanel(
        frame=panel_frame(source),
        table=table,
        rows=tuple(device_row(one, source.today) for one in table.rows),
        totals=_totals(table, currency),
        compared=tuple(_compare(source, [one for one in devices if _counts(one, currency)])),
    )


def _running_first(subscription: Subscription) -> tuple[bool, int]:
    """The oldest that runs first, then what ended last."""
    active, start = subscription.is_active, subscription.start_on or date.max
    day = start if active else subscription.ended_on or date.min
    return not active, day.toordinal() if active else -day.toordinal()


def _counts(subscription: Subscription, currency: str) -> bool:
    """Currencies are never added: a device of another one is left out of the sums."""
    return not currency or subscription.currency in {None, "", currency}


def _totals(table: Table[Subscription], currency: str) -> DeviceTotals:
    counted = [one for one in table.chosen if _counts(one, currency)]
    active = [one for one in counted if one.is_active]
    percent = _percent(counted)
    return DeviceTotals(
        label=_label(table),
        monthly=amount(total(one.monthly_amount for one in active)),
        collected=amount(total(one.collected.value for one in counted)),
        cost=amount(total(one.acquisition_cost.value for one in counted)),
        percent=format_percent(percent),
        bar=bar_of(percent),
        left_out=" ".join(_left_out(table.chosen, counted)),
    )


def _label(table: Table[Subscription]) -> str:
    chosen = len(table.chosen)
    if table.filtered:
        return f"{chosen} of {table.count} devices"
    active = sum(one.is_active for one in table.chosen)
    return f"{chosen} device{'' if chosen == 1 else 's'}, {active} active"


def _percent(devices: Sequence[Subscription]) -> Decimal | None:
    """Σ collected ÷ Σ cost over the devices of which both are known."""
    both = [
        (one.collected.value, one.acquisition_cost.value)
        for one in devices
        if one.collected.value is not None and one.acquisition_cost.value is not None
    ]
    cost = total(cost for _, cost in both)
    return total(collected for collected, _ in both) * 100 / cost if cost > 0 else None


def _left_out(chosen: Sequence[Subscription], counted: Sequence[Subscription]) -> Iterator[str]:
    """What the sums do not hold, counted."""
    if foreign := len(chosen) - len(counted):
        yield _say(foreign, "in another currency", "every sum")
    if unknown := sum(one.acquisition_cost.value is None for one in counted):
        yield _say(unknown, "without a known cost", "the cost and the ratio")
    if unknown := sum(one.collected.value is None for one in counted):
        yield _say(unknown, "of which the sum is unknown", "what was collected")


def _say(count: int, what: str, sums: str) -> str:
    """`One device without a known cost is left out of the cost and the ratio.`"""
    devices = say_count(Decimal(count), "device")
    be = "is" if count == 1 else "are"
    return f"{devices[0].upper()}{devices[1:]} {what} {be} left out of {sums}."


def _compare(source: PanelSource, devices: Sequence[Subscription]) -> Iterator[Compared]:
    """Both sums against the headline: a difference is shown, never hidden."""
    compare: tuple[tuple[str, Callable[[Customer, Sequence[Subscription]], Reconciliation]], ...]
    compare = (("Collected", reconcile_collected), ("Acquisition cost", reconcile_cost))
    for name, reconcile in compare:
        yield _compared(name, reconcile(source.customer, devices), source)


def _compared(name: str, sums: Reconciliation, source: PanelSource) -> Compared:
    currency = source.connection.tenant.currency
    ours = format_money(sums.total, currency)
    if sums.headline is None or sums.difference is None:
        return Compared(False, f"{name}: {ours} over the devices; unknown in the headline.")
    if not sums.difference:
        return Compared(True, f"{name}: {ours} over the devices, as in the headline.")
    more = "more" if sums.difference > 0 else "less"
    return Compared(
        False,
        f"{name}: {ours} over the devices, {format_amount(abs(sums.difference))} {more} than the "
        f"headline’s {format_money(sums.headline, currency)}{_apart(source)}.",
    )


def _apart(source: PanelSource) -> str:
    """Two answers of different age need not agree."""
    seconds = (source.copy.fetched_at - source.fetched_at).total_seconds()
    if abs(seconds) < _SAME_TIME:
        return ""
    later = "earlier" if seconds > 0 else "later"
    return f", which was fetched {describe_duration(abs(seconds))} {later}"
