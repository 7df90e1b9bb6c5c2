"""Sums over many customers, each defined here once; what the database adds up is held against it.

Amounts are whole ten-thousandths (`customers.domain.minor`), None is unknown. A sum is made of the
customers that have the figure, and says how many have not.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from customers.domain.minor import SCALE
from customers.domain.profitability import Recovery


class Measure(StrEnum):
    """What is added up. The last two take only customers of whom both sums are known."""

    COLLECTED = "collected"
    ACQUISITION_COST = "acquisition_cost"
    PROFIT = "profit"
    STILL_OPEN = "still_open"
    MONTHLY_REVENUE = "monthly_revenue"
    PAID_BACK = "paid_back"
    SPENT = "spent"


MEASURES = tuple(Measure)
_BOTH = {Measure.PAID_BACK: "collected", Measure.SPENT: "acquisition_cost"}


class Row(NamedTuple):
    """What the sums need of one customer."""

    status: str
    customer_type: str
    recovery: str
    cohort: date | None = None
    collected: int | None = None
    acquisition_cost: int | None = None
    profit: int | None = None
    still_open: int | None = None
    monthly_revenue: int | None = None

    def value(self, measure: Measure) -> int | None:
        """The amount that the row adds to a sum; None where it is left out."""
        if measure in _BOTH and None in {self.collected, self.acquisition_cost}:
            return None
        value: int | None = getattr(self, _BOTH.get(measure, measure.value))
        return value


class Key(NamedTuple):
    """What rows have in common that are counted together."""

    status: str
    customer_type: str
    recovery: str
    cost_known: bool
    cohort: date | None = None


@dataclass(frozen=True, slots=True)
class Total:
    """One sum: of how many customers it is made, and how many it leaves out."""

    amount: int
    counted: int
    left_out: int

    @property
    def value(self) -> Decimal | None:
        """The amount in units; None where nobody's is known."""
        return Decimal(self.amount) / SCALE if self.counted else None


@dataclass(frozen=True, slots=True)
class Sums:
    """The sums over some customers, and how many each is made of, both in order of `MEASURES`."""

    customers: int = 0
    amounts: tuple[int, ...] = (0,) * len(MEASURES)
    counts: tuple[int, ...] = (0,) * len(MEASURES)

    def __add__(self, other: "Sums") -> "Sums":
        """The sums over both; nobody may be in both."""
        return Sums(
            self.customers + other.customers,
            tuple(map(int.__add__, self.amounts, other.amounts)),
            tuple(map(int.__add__, self.counts, other.counts)),
        )

    def total(self, measure: Measure) -> Total:
        """One of the sums."""
        place = MEASURES.index(measure)
        counted = self.counts[place]
        return Total(self.amounts[place], counted, self.customers - counted)

    @property
    def recovery_percent(self) -> Decimal | None:
        """Σ collected ÷ Σ cost of those of whom both are known, never a mean (rule 3).

        Unrounded; None unless the cost adds up to more than 0.
        """
        spent = self.total(Measure.SPENT).amount
        paid_back = self.total(Measure.PAID_BACK).amount
        return Decimal(paid_back) * 100 / spent if spent > 0 else None


Cube = Mapping[Key, Sums]


def sums_of(row: Row) -> Sums:
    """One customer as sums."""
    values = [row.value(measure) for measure in MEASURES]
    return Sums(
        1,
        tuple(value or 0 for value in values),
        tuple(int(value is not None) for value in values),
    )


def key_of(row: Row) -> Key:
    """Whom the customer is counted with."""
    known = row.acquisition_cost is not None
    return Key(row.status, row.customer_type, row.recovery, known, row.cohort)


def cube_of(rows: Iterable[Row]) -> dict[Key, Sums]:
    """Customers counted and added up by all that they have in common."""
    return merged((key_of(row), sums_of(row)) for row in rows)


def merged(cells: Iterable[tuple[Key, Sums]]) -> dict[Key, Sums]:
    """Cells of the same key become one."""
    cube: dict[Key, Sums] = {}
    for key, sums in cells:
        cube[key] = cube[key] + sums if key in cube else sums
    return cube


def without_cohorts(cube: Cube) -> dict[Key, Sums]:
    """The small cube: what is left when the month of the first subscription does not matter."""
    return merged((key._replace(cohort=None), sums) for key, sums in cube.items())


def by_cohort(cube: Cube) -> dict[date, Sums]:
    """The sums of each month of first subscription, where it is known."""
    found: dict[date, Sums] = {}
    for key, sums in cube.items():
        if key.cohort is not None:
            found[key.cohort] = found.get(key.cohort, Sums()) + sums
    return found


def add_up(cells: Iterable[Sums]) -> Sums:
    """The sums over all of them."""
    return sum(cells, Sums())


@dataclass(frozen=True, slots=True)
class Segment:
    """The customers with one badge: how many, which share of all (in percent), and their sums."""

    recovery: Recovery
    sums: Sums
    share: Decimal


def health(cube: Cube) -> tuple[Segment, ...]:
    """Profitable, recovering, at risk and no data, in this order, empty ones too."""
    everybody = sum(sums.customers for sums in cube.values())
    segments = []
    for badge in Recovery:
        sums = add_up(cell for key, cell in cube.items() if key.recovery == badge)
        share = Decimal(sums.customers) * 100 / everybody if everybody else Decimal(0)
        segments.append(Segment(badge, sums, share))
    return tuple(segments)
