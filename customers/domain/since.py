"""How a figure moved since a day in the past, in a few words for the place beside it."""

from dataclasses import dataclass
from decimal import Decimal

from customers.domain.metric import Metric, Unit, format_value
from customers.domain.money import round_money, round_percent
from customers.domain.snapshot import Snapshot

USUAL_DAYS = 30


@dataclass(frozen=True, slots=True, eq=False)
class Earlier:
    """The figures of a day so many days ago."""

    snapshot: Snapshot
    days: int

    def say(self, metric: Metric, now: Decimal | None) -> str:
        """How the figure moved since then."""
        return say_since(metric, self.snapshot.value(metric), now, self.days)


def say_since(metric: Metric, before: Decimal | None, now: Decimal | None, days: int) -> str:
    """How one figure of a customer moved, as `say_moved` says it."""
    return say_moved(metric.unit, before, now, days)


def say_moved(unit: Unit, before: Decimal | None, now: Decimal | None, days: int) -> str:
    """`+173.00 in 30 days`, `no change`, `first seen 2 days ago`; '' for an unknown figure.

    `days` is how long ago `before` was; fewer than `USUAL_DAYS`: nothing older is known.
    """
    if now is None or days <= 0:
        return ""
    period = "1 day" if days == 1 else f"{days} days"
    if before is None:
        return f"unknown {period} ago"
    moved = _rounded(now - before, unit)
    if not moved:
        return "no change" if days >= USUAL_DAYS else f"first seen {period} ago"
    return f"{say_signed(moved, unit)} in {period}"


def say_signed(moved: Decimal, unit: Unit) -> str:
    """`+173.00`, `−1.2 points`, `+1`."""
    shown = format_value(moved, unit)
    if unit is Unit.PERCENT:
        shown = f"{shown.removesuffix('%')}points"
    return f"+{shown}" if moved > 0 else shown


def _rounded(moved: Decimal, unit: Unit) -> Decimal:
    """What is too small to be shown has not moved."""
    if unit is Unit.COUNT:
        return moved
    return round_percent(moved) if unit is Unit.PERCENT else round_money(moved)
