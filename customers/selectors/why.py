"""Why the figures changed between two days, as a table that adds up."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from customers.domain.change_lines import Effects, Line, Reason
from customers.domain.metric import Metric, Unit
from customers.domain.moment import say_day
from customers.domain.money import format_amount
from customers.domain.since import say_signed
from customers.domain.why_changed import EXPLAINED, Explanation
from customers.domain.words import say_count

_HEADS = {
    Metric.LIFETIME_COLLECTED: "Collected",
    Metric.ACQUISITION_COST: "Cost",
    Metric.PROFIT: "Profit",
    Metric.COST_RECOVERY_PERCENT: "Recovery",
    Metric.MONTHLY_REVENUE: "Monthly",
    Metric.ACTIVE_DEVICES: "Devices",
}
_OF_DEVICE = {
    Reason.ADDED: "added",
    Reason.GONE: "no longer listed",
    Reason.ENDED: "ended",
    Reason.RESUMED: "active again",
}


class Effect(NamedTuple):
    """What a line did to one figure; `shown` is '' where it did nothing."""

    metric: str
    head: str
    value: str
    shown: str


class WhyLine(NamedTuple):
    """One reason in words, and its effects in the order of the columns."""

    reason: str
    subject: str
    words: str
    effects: tuple[Effect, ...]


class DayChoice(NamedTuple):
    """A day that may be compared."""

    value: str
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class WhyView:
    """The two days and what lies between them; the lines of each column add up to its total."""

    before: tuple[DayChoice, ...]
    after: tuple[DayChoice, ...]
    title: str
    heads: tuple[str, ...]
    lines: tuple[WhyLine, ...]
    totals: tuple[Effect, ...]
    notes: tuple[str, ...]


def why_view(explained: Explanation, days: Sequence[date], before: date, after: date) -> WhyView:
    """The table for one pair of the days kept."""
    columns = [metric for metric in EXPLAINED if metric in explained.change]
    return WhyView(
        before=_choices(days[:-1], before),
        after=_choices(days[1:], after),
        title=f"From {say_day(before)} to {say_day(after)}",
        heads=tuple(_HEADS[metric] for metric in columns),
        lines=tuple(_line(line, columns) for line in explained.lines),
        totals=_effects(explained.change, columns, zero="no change"),
        notes=tuple(_notes(explained)),
    )


def _choices(days: Sequence[date], chosen: date) -> tuple[DayChoice, ...]:
    return tuple(DayChoice(day.isoformat(), say_day(day), day == chosen) for day in reversed(days))


def _line(line: Line, columns: Sequence[Metric]) -> WhyLine:
    subject = line.device.product or line.device.subscription_id if line.device else ""
    return WhyLine(line.reason.value, subject, _words(line), _effects(line.effects, columns))


def _words(line: Line) -> str:
    match line.reason:
        case Reason.PAYMENTS:
            return f"{say_count(Decimal(line.payment_count), 'payment').capitalize()} received"
        case Reason.PRICE_CHANGED:
            return f"price changed{_from_to(line)} a month"
        case Reason.COST_EDITED:
            return f"cost edited afterwards{_from_to(line)}"
        case Reason.ROUNDING:
            return "Rounding: FlexPortal cuts off after two decimals"
        case Reason.REST:
            return "Not explained by the payments and devices that were read"
    return _OF_DEVICE[line.reason]


def _from_to(line: Line) -> str:
    """` from 450.00 to 500.00`."""
    return f" from {format_amount(line.before)} to {format_amount(line.after)}"


def _effects(effects: Effects, columns: Sequence[Metric], zero: str = "") -> tuple[Effect, ...]:
    return tuple(_effect(metric, effects.get(metric, Decimal(0)), zero) for metric in columns)


def _effect(metric: Metric, effect: Decimal, zero: str) -> Effect:
    unit = metric.unit
    shown = zero
    if effect and unit is Unit.PERCENT:
        shown = _points(effect)
    elif effect:
        shown = say_signed(effect, unit)
    return Effect(metric.value, _HEADS[metric], f"{effect:f}", shown)


def _points(effect: Decimal) -> str:
    """To two decimals, in which they add up."""
    return f"{'+' if effect > 0 else ''}{format_amount(effect)}\u00a0pts"


def _notes(explained: Explanation) -> Iterator[str]:
    if not explained.devices_known:
        yield (
            "The devices were not read on both days: devices added or ended, and costs edited, "
            "are part of what is not explained."
        )
    if not explained.payments_known:
        yield "The payments have not been read: they are part of what is not explained."
    if missing := [_HEADS[metric] for metric in EXPLAINED if metric not in explained.change]:
        yield f"Not known on both days, so not compared: {', '.join(missing).lower()}."
