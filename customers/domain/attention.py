"""Which customers crossed a line between two pictures, and why, in a whole sentence.

Each crossing carries a mark: the same line is not told twice. A sentence names days, not spans, so
that it stays true while it is kept.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from customers.domain.minor import from_minor
from customers.domain.moment import say_long_day
from customers.domain.money import format_amount, format_money, format_percent, format_whole_percent
from customers.domain.profitability import Recovery
from customers.domain.words import say_count

SILENT_AFTER = timedelta(days=45)
"""A month's payment and half a month of patience."""
ENDING_WITHIN = timedelta(days=30)
TOLD_FOR = timedelta(days=30)
"""How long a crossing counts in the portfolio and finds its customer there."""
FORGOTTEN_AFTER = timedelta(days=400)
"""By then a line that is crossed again is news; and names are not kept for ever."""
_NOT_YET = {Recovery.RECOVERING.value, Recovery.AT_RISK.value}


class Kind(StrEnum):
    """Which line, the one about which most can be done today in front."""

    ENDING_UNRECOVERED = "ending_unrecovered"
    NEWLY_AT_RISK = "newly_at_risk"
    WENT_SILENT = "went_silent"
    COST_EDITED = "cost_edited"
    BROKE_EVEN = "broke_even"

    @property
    def label(self) -> str:
        """What happened, in two or three words."""
        return _LABELS[self]


_LABELS = {
    Kind.ENDING_UNRECOVERED: "Ending unrecovered",
    Kind.NEWLY_AT_RISK: "Newly at risk",
    Kind.WENT_SILENT: "Went silent",
    Kind.COST_EDITED: "Cost edited",
    Kind.BROKE_EVEN: "Reached break-even",
}


class Standing(NamedTuple):
    """What the rules need of a customer's row; amounts as there, None is unknown."""

    customer_id: str
    name: str
    recovery: str
    collected: int | None
    acquisition_cost: int | None
    profit: int | None
    still_open: int | None
    recovery_percent: int | None
    monthly_revenue: int | None
    active_devices: int | None
    devices_ever: int | None
    contract_ends_on: date | None
    at_risk_on: date | None
    collected_since: date | None


@dataclass(frozen=True, slots=True)
class Crossing:
    """One line crossed; `amount` (ten-thousandths) is what is at stake."""

    kind: Kind
    mark: str
    amount: int | None
    reason: str


def crossings(
    before: Standing, after: Standing, currency: str, today: date, generation: int
) -> Iterator[Crossing]:
    """What a customer's new row of this generation crossed since the one before it."""
    found = (
        newly_at_risk(before, after, currency, today),
        broke_even(before, after, currency),
        cost_edited(before, after, currency, generation),
    )
    yield from (one for one in found if one)


def newly_at_risk(before: Standing, after: Standing, currency: str, today: date) -> Crossing | None:
    """The badge became At risk; once for each day on which the contract time ran out on them."""
    if after.recovery != Recovery.AT_RISK or before.recovery == Recovery.AT_RISK:
        return None
    day = min(after.at_risk_on or today, today)
    reason = (
        f"Has paid back {_whole(after)}; {_money(after.still_open, currency)} is still open, with "
        f"more than half of the contract time gone since {say_long_day(day)}."
    )
    return Crossing(Kind.NEWLY_AT_RISK, day.isoformat(), after.still_open, reason)


def broke_even(before: Standing, after: Standing, currency: str) -> Crossing | None:
    """What was spent is paid back, and was not before; once for each cost that was reached.

    A customer of whom nothing was known before has not reached anything now.
    """
    if after.recovery != Recovery.PROFITABLE or before.recovery not in _NOT_YET:
        return None
    reason = (
        f"Has paid back {_whole(after)}: {_amount(after.collected)} collected against a cost of "
        f"{_money(after.acquisition_cost, currency)}."
    )
    return Crossing(Kind.BROKE_EVEN, str(after.acquisition_cost), after.profit, reason)


def cost_edited(
    before: Standing, after: Standing, currency: str, generation: int
) -> Crossing | None:
    """The cost is another, though no device came; a cost that was unknown was not edited."""
    old, new, devices = before.acquisition_cost, after.acquisition_cost, after.devices_ever
    if old is None or new is None or old == new:
        return None
    if devices is None or devices != before.devices_ever:
        return None
    reason = (
        f"The acquisition cost went from {_amount(old)} to {_money(new, currency)}, with "
        f"{say_count(Decimal(devices), 'device')} given out before and after. "
        f"Recovery went from {_percent(before)} to {_percent(after)}."
    )
    return Crossing(Kind.COST_EDITED, f"picture {generation}", abs(new - old), reason)


def went_silent(after: Standing, currency: str, today: date) -> Crossing | None:
    """Devices are out and due to bring in money, and for 45 days nothing was collected.

    Only where the day is known from which `collected` stands; once for each such day.
    """
    since, devices = after.collected_since, after.active_devices
    if since is None or today - since < SILENT_AFTER or not devices or devices < 0:
        return None
    if after.monthly_revenue is not None and after.monthly_revenue <= 0:
        return None
    due = after.monthly_revenue
    at = "" if due is None else f" at {_money(due, currency)} a month"
    reason = (
        f"Nothing has been collected since {say_long_day(since)}, "
        f"with {say_count(Decimal(devices), 'active device')}{at}."
    )
    return Crossing(Kind.WENT_SILENT, since.isoformat(), due, reason)


def ending_unrecovered(after: Standing, currency: str, today: date) -> Crossing | None:
    """A contract ends within 30 days and part of the cost is still open; once for each end."""
    ends, still_open = after.contract_ends_on, after.still_open
    if ends is None or not today <= ends <= today + ENDING_WITHIN:
        return None
    if after.recovery not in _NOT_YET or not still_open or still_open < 0:
        return None
    reason = (
        f"A contract ends on {say_long_day(ends)}; {_amount(still_open)} of "
        f"{_money(after.acquisition_cost, currency)} is still open."
    )
    return Crossing(Kind.ENDING_UNRECOVERED, ends.isoformat(), still_open, reason)


def _money(minor: int | None, currency: str) -> str:
    return format_money(from_minor(minor), currency)


def _amount(minor: int | None) -> str:
    return format_amount(from_minor(minor))


def _whole(standing: Standing) -> str:
    percent = from_minor(standing.recovery_percent)
    return "an unknown share" if percent is None else format_whole_percent(percent)


def _percent(standing: Standing) -> str:
    return format_percent(from_minor(standing.recovery_percent))
