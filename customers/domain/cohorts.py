"""How far customers have paid back, by the month of their first subscription and months since.

Each month's last picture leaves one cell for each cohort; nothing is worked out backwards, so the
map grows by a cell a month from the first sync on.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import NamedTuple

from customers.domain.contract_time import add_months, months_between
from customers.domain.portfolio import Measure, Sums

MOST_COLUMNS = 13
MOST_ROWS = 12
_STEPS = (3, 6, 12, 24, 60, 120)
_PERIODS = (1, 3, 12)


class Cell(NamedTuple):
    """The sums of a cohort's customers of whom collected and cost are known."""

    cohort: date
    months_since: int
    customers: int
    collected: int
    cost: int


@dataclass(frozen=True, slots=True)
class Square:
    """One place of the map: sums over all cohorts of the row that have a cell there."""

    customers: int
    collected: int
    cost: int

    @property
    def recovery_percent(self) -> Decimal | None:
        """From the sums, unrounded; None unless the cost is above 0."""
        return Decimal(self.collected) * 100 / self.cost if self.cost > 0 else None


@dataclass(frozen=True, slots=True)
class Line:
    """The cohorts of one row, and what each column shows of them; None is empty.

    `latest` sums up the latest cell of each cohort.
    """

    start: date
    cohorts: tuple[date, ...]
    latest: Square
    squares: tuple[Square | None, ...]


@dataclass(frozen=True, slots=True)
class PaybackMap:
    """Rows of `months` each (1, 3 or 12), the oldest first; a column at every `step` months.

    `columns` are months since the first subscription; `earlier` counts the cohorts that are too old
    to have a row. `since` is the month of the first picture.
    """

    months: int = 1
    step: int = 3
    columns: tuple[int, ...] = ()
    lines: tuple[Line, ...] = ()
    earlier: int = 0
    since: date | None = None


def diagonal(cohorts: Mapping[date, Sums], today: date) -> tuple[Cell, ...]:
    """What a picture of today shows: each cohort at its age in whole calendar months.

    A cohort that has not begun has no age, one without a known cost no cell.
    """
    month = today.replace(day=1)
    cells = []
    for cohort, sums in sorted(cohorts.items()):
        spent = sums.total(Measure.SPENT)
        if cohort <= month and spent.counted:
            paid_back = sums.total(Measure.PAID_BACK).amount
            age = months_between(cohort.replace(day=1), month)
            cells.append(Cell(cohort, age, spent.counted, paid_back, spent.amount))
    return tuple(cells)


def month_of(cell: Cell) -> date:
    """The month whose last picture left the cell."""
    return add_months(cell.cohort, cell.months_since)


def payback_map(cells: Iterable[Cell]) -> PaybackMap:
    """Months, or quarters or years once there are too many; columns as far apart as they must be.

    A column stands for the months up to the next; each cohort shows the first it has of them.
    """
    found = sorted(cells)
    if not found:
        return PaybackMap()
    cohorts = {cell.cohort for cell in found}
    months = next(one for one in _PERIODS if one == _PERIODS[-1] or _suffice(one, cohorts))
    first = _first_start(cohorts, months)
    shown = [cell for cell in found if cell.cohort >= first]
    oldest = max(cell.months_since for cell in shown)
    step = next((one for one in _STEPS if oldest // one < MOST_COLUMNS), _STEPS[-1])
    columns = range(0, oldest + 1, step)[:MOST_COLUMNS]
    lines = tuple(
        _line(start, tuple(cells), columns)
        for start, cells in groupby(shown, lambda cell: _start(cell.cohort, months))
    )
    earlier = sum(cohort < first for cohort in cohorts)
    since = min(month_of(cell) for cell in found)
    return PaybackMap(months, step, tuple(columns), lines, earlier, since)


def _start(cohort: date, months: int) -> date:
    return cohort.replace(month=(cohort.month - 1) // months * months + 1, day=1)


def _first_start(cohorts: Collection[date], months: int) -> date:
    """Where the first of the rows begins that there is room for."""
    last = _start(max(cohorts), months)
    return date.min if last.year <= MOST_ROWS else add_months(last, -months * (MOST_ROWS - 1))


def _suffice(months: int, cohorts: Collection[date]) -> bool:
    """Rows of so many months leave out next to nothing."""
    first = _first_start(cohorts, months)
    return sum(cohort < first for cohort in cohorts) * 10 <= len(cohorts)


def _line(start: date, cells: Sequence[Cell], columns: range) -> Line:
    """`cells` are in order of cohort and age."""
    columns_of: dict[int, dict[date, Cell]] = {column: {} for column in columns}
    for cell in cells:
        column = min(cell.months_since // columns.step * columns.step, columns[-1])
        columns_of[column].setdefault(cell.cohort, cell)
    squares = (_square(tuple(first.values())) for first in columns_of.values())
    latest = {cell.cohort: cell for cell in cells}
    return Line(start, tuple(latest), _together(tuple(latest.values())), tuple(squares))


def _square(cells: Sequence[Cell]) -> Square | None:
    return _together(cells) if cells else None


def _together(cells: Sequence[Cell]) -> Square:
    return Square(
        sum(cell.customers for cell in cells),
        sum(cell.collected for cell in cells),
        sum(cell.cost for cell in cells),
    )
