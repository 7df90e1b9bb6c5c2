"""Payback by age, worked out by hand: what a picture shows, and the map that months leave behind.

The March cohort cost 4,000.00 and has paid back 1,000.00 in November, at eight months: 25 %.
"""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from customers.domain.cohorts import (
    MOST_COLUMNS,
    MOST_ROWS,
    Cell,
    PaybackMap,
    Square,
    diagonal,
    month_of,
    payback_map,
)
from customers.domain.contract_time import add_months
from customers.domain.portfolio import Row, by_cohort, cube_of

TODAY = date(2026, 11, 23)
MARCH = date(2026, 3, 1)


def a_cell(cohort: date, months_since: int, collected: int = 10, cost: int = 100) -> Cell:
    """Ten percent, if nothing else is said."""
    return Cell(cohort, months_since, 1, collected, cost)


def shown(payback: PaybackMap) -> list[list[Decimal | None]]:
    """The percentages, row by row."""
    return [
        [square.recovery_percent if square else None for square in line.squares]
        for line in payback.lines
    ]


def cells_of(*rows: Row) -> tuple[Cell, ...]:
    return diagonal(by_cohort(cube_of(rows)), TODAY)


def a_row(cohort: date | None, collected: int | None, cost: int | None) -> Row:
    return Row("active", "business", "recovering", cohort, collected, cost)


def test_a_picture_shows_each_cohort_at_its_age() -> None:
    """Of the customers of whom both sums are known."""
    found = cells_of(a_row(MARCH, 600, 3000), a_row(MARCH, 400, 1000), a_row(MARCH, 99, None))
    assert found == (Cell(MARCH, 8, 2, 1000, 4000),)
    assert month_of(found[0]) == date(2026, 11, 1)


@pytest.mark.parametrize(
    "row",
    [a_row(None, 1, 1), a_row(date(2026, 12, 1), 1, 1), a_row(MARCH, 1, None)],
    ids=["no cohort", "not begun", "no cost known"],
)
def test_what_has_no_age_or_no_ratio_has_no_cell(row: Row) -> None:
    assert cells_of(row) == ()


def test_this_month_s_cohort_is_of_age_0() -> None:
    assert cells_of(a_row(date(2026, 11, 1), 0, 5)) == (Cell(date(2026, 11, 1), 0, 1, 0, 5),)


def test_without_a_cell_there_is_no_map() -> None:
    assert payback_map(()) == PaybackMap()


def test_a_first_picture_fills_the_diagonal() -> None:
    """Rows of months, columns at every third; the last cell says what the cohort cost."""
    cells = [a_cell(date(2026, 9, 1), 2), a_cell(date(2026, 3, 1), 8, 25)]
    payback = payback_map(cells)
    assert (payback.months, payback.step, payback.columns) == (1, 3, (0, 3, 6))
    assert [line.start for line in payback.lines] == [date(2026, 3, 1), date(2026, 9, 1)]
    assert shown(payback) == [[None, None, 25], [10, None, None]]
    assert payback.lines[0].latest == Square(1, 25, 100)
    assert payback.since == date(2026, 11, 1)


def test_a_column_shows_the_first_month_it_stands_for() -> None:
    """Three, four and five months are one column: once three is there, it stays."""
    cells = [a_cell(MARCH, age, collected) for age, collected in ((5, 30), (3, 12), (4, 20))]
    assert shown(payback_map(cells)) == [[None, 12]]
    assert payback_map(cells).lines[0].latest.collected == 30


def test_many_months_become_quarters_with_ratios_from_totals() -> None:
    """10 of 100 and 90 of 300 are 25 %, not the mean of 10 % and 30 %."""
    later = [a_cell(add_months(date(2025, 1, 1), month), 0) for month in range(3, 20)]
    cells = [a_cell(date(2025, 1, 1), 3), a_cell(date(2025, 2, 1), 3, 90, 300), *later]
    payback = payback_map(cells)
    assert payback.months == 3
    assert payback.lines[0].cohorts == (date(2025, 1, 1), date(2025, 2, 1))
    assert shown(payback)[0] == [None, Decimal(25)]


def test_many_quarters_become_years() -> None:
    cells = [a_cell(date(year, month, 1), 0) for year in range(2019, 2027) for month in (1, 7)]
    payback = payback_map(cells)
    assert payback.months == 12
    assert [line.start.year for line in payback.lines] == list(range(2019, 2027))


def test_one_odd_month_long_ago_does_not_crowd_out_the_others() -> None:
    """A contract that began in the year 1 is counted, not drawn."""
    cells = [a_cell(add_months(MARCH, month), 0) for month in range(10)]
    payback = payback_map([a_cell(date(1, 1, 1), 24_302), *cells])
    assert payback.months == 1
    assert payback.earlier == 1
    assert payback.columns == (0,)


def test_nothing_but_odd_months_is_drawn_as_well_as_it_can_be() -> None:
    payback = payback_map([a_cell(date(1, 1, 1), 24_302)])
    assert len(payback.columns) <= MOST_COLUMNS
    assert shown(payback)[0][-1] == 10


months = st.dates(date(1, 1, 1), TODAY).map(lambda day: day.replace(day=1))


@settings(deadline=None)
@given(st.dictionaries(st.tuples(months, st.integers(0, 400)), st.integers(0, 10**15)))
def test_a_map_has_room_for_any_history(history: dict[tuple[date, int], int]) -> None:
    cells = [Cell(cohort, age, 1, got, 100) for (cohort, age), got in history.items()]
    payback = payback_map(cells)
    assert len(payback.lines) <= MOST_ROWS
    assert len(payback.columns) <= MOST_COLUMNS
    assert all(len(line.squares) == len(payback.columns) for line in payback.lines)
    drawn = {cohort for line in payback.lines for cohort in line.cohorts}
    assert len(drawn) + payback.earlier == len({cell.cohort for cell in cells})
    for line in payback.lines:
        assert any(line.squares)
        assert line.latest.customers == len(line.cohorts)
