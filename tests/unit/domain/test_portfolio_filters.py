"""What is open and what is earned are two sides of one difference."""

from hypothesis import assume, given
from hypothesis.strategies import integers, none

from customers.domain.portfolio_filters import (
    Bounds,
    open_where_profit,
    profit_where_open,
)

AMOUNTS = integers(-100, 100)
ENDS = none() | AMOUNTS


def lies(value: int, bounds: Bounds) -> bool:
    low, high = bounds
    return (low is None or low <= value) and (high is None or value <= high)


@given(AMOUNTS, ENDS, ENDS)
def test_bounds_of_profit_hold_of_what_is_open(
    profit: int, low: int | None, high: int | None
) -> None:
    assume(lies(profit, (low, high)))
    assert lies(max(-profit, 0), open_where_profit(low, high))


@given(AMOUNTS, ENDS, ENDS)
def test_bounds_of_what_is_open_hold_of_profit(
    profit: int, low: int | None, high: int | None
) -> None:
    assume(lies(max(-profit, 0), (low, high)))
    assert lies(profit, profit_where_open(low, high))


def test_whoever_has_earned_something_has_nothing_open() -> None:
    assert open_where_profit(1, None) == (None, 0)
    assert open_where_profit(None, -5) == (5, None)
    assert profit_where_open(5, None) == (None, -5)
    assert profit_where_open(0, 0) == (0, None)
