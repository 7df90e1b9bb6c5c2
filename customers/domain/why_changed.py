"""Why a customer's figures changed between two days, in lines that add up to the change."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from customers.domain.change_lines import (
    NOTHING,
    Effects,
    Line,
    Reason,
    device_lines,
    payment_lines,
    touched,
)
from customers.domain.metric import Metric
from customers.domain.money import round_exact_percent
from customers.domain.payment import Payment
from customers.domain.snapshot import Snapshot

EXPLAINED = (
    Metric.LIFETIME_COLLECTED,
    Metric.ACQUISITION_COST,
    Metric.PROFIT,
    Metric.COST_RECOVERY_PERCENT,
    Metric.MONTHLY_REVENUE,
    Metric.ACTIVE_DEVICES,
)
_RATIO = Metric.COST_RECOVERY_PERCENT
_ROUNDING = Decimal("0.01")
_SUMS = (Metric.LIFETIME_COLLECTED, Metric.ACQUISITION_COST)


@dataclass(frozen=True, slots=True)
class Explanation:
    """The change of each figure known on both days, and the lines that add up to it exactly.

    What payments and devices leave open is the last line: the rest, or mere rounding.
    `devices_known` and `payments_known` tell whether these were read at all.
    """

    change: Effects
    lines: tuple[Line, ...]
    devices_known: bool
    payments_known: bool


def why_changed(
    before: Snapshot, after: Snapshot, payments: Iterable[Payment] | None
) -> Explanation:
    """Explain the way from one day to a later one; `payments` are all that are known by now.

    Recovery is a ratio: a line moves it by what it moves when the lines are applied from the top,
    each stand of it rounded to two decimals.
    """
    change = _change(before, after)
    lines = tuple(_lines(before, after, payments))
    if {_RATIO, *_SUMS} <= change.keys():
        lines = tuple(_with_points(before, lines))
    known = tuple(_known(lines, change))
    rest = touched({metric: change[metric] - _sum(known, metric) for metric in change})
    return Explanation(
        change,
        (*known, Line(_reason(rest), rest)) if rest else known,
        devices_known=before.devices is not None and after.devices is not None,
        payments_known=payments is not None,
    )


def _reason(rest: Effects) -> Reason:
    """A percentage delivered cut off after two decimals differs by as much on either day (D53)."""
    rounding = rest.keys() == {_RATIO} and abs(rest[_RATIO]) <= _ROUNDING
    return Reason.ROUNDING if rounding else Reason.REST


def _change(before: Snapshot, after: Snapshot) -> Effects:
    change = {}
    for metric in EXPLAINED:
        old, new = before.value(metric), after.value(metric)
        if old is not None and new is not None:
            change[metric] = _stand(metric, new) - _stand(metric, old)
    return change


def _stand(metric: Metric, value: Decimal) -> Decimal:
    return round_exact_percent(value) if metric is _RATIO else value


def _sum(lines: Iterable[Line], metric: Metric) -> Decimal:
    return sum((line.effects.get(metric, NOTHING) for line in lines), NOTHING)


def _lines(before: Snapshot, after: Snapshot, payments: Iterable[Payment] | None) -> Iterator[Line]:
    if payments is not None:
        yield from payment_lines(payments, before.taken_at, after.taken_at)
    if before.devices is not None and after.devices is not None:
        yield from device_lines(before.devices, after.devices)


def _with_points(before: Snapshot, lines: Iterable[Line]) -> Iterator[Line]:
    """Each line with the points by which it moves recovery; a cost of 0 has no recovery."""
    collected, cost = (before.figures[metric] for metric in _SUMS)
    stand = _recovery(collected, cost, NOTHING)
    for line in lines:
        collected += line.effects.get(Metric.LIFETIME_COLLECTED, NOTHING)
        cost += line.effects.get(Metric.ACQUISITION_COST, NOTHING)
        moved = _recovery(collected, cost, stand)
        yield replace(line, effects={**line.effects, **touched({_RATIO: moved - stand})})
        stand = moved


def _recovery(collected: Decimal, cost: Decimal, otherwise: Decimal) -> Decimal:
    return round_exact_percent(collected * 100 / cost) if cost > 0 else otherwise


def _known(lines: Iterable[Line], change: Effects) -> Iterator[Line]:
    """The lines without figures that are not known on both days; an emptied line is left out."""
    for line in lines:
        effects = {metric: line.effects[metric] for metric in line.effects if metric in change}
        if effects:
            yield replace(line, effects=effects)
