"""Customers ranked by profit, worked out by hand, and the curve's laws on anything.

Five customers: 500, 200, 0, −100 and −250 ahead. Added up: 500, 700, 700, 600, 350. The peak is 700
with the best two; the other three give back 350.
"""

from itertools import accumulate

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from customers.domain.minor import LARGEST
from customers.domain.ranking import NOBODY, TENTHS, Place, Point, kept_ranks, rank, tenth_of

FIVE = (500, 200, 0, -100, -250)
profits = st.lists(st.integers(-LARGEST, LARGEST), max_size=400).map(
    lambda found: sorted(found, reverse=True)
)


def places(found: list[int] | tuple[int, ...]) -> list[Place]:
    """Ranked customers; keys fall, as those of equal profit do."""
    return [Place(profit, len(found) - here) for here, profit in enumerate(found)]


def test_the_curve_rises_to_its_peak_and_gives_back() -> None:
    whale = rank(places(FIVE), 5).whale
    assert whale.points == ((0, 0), (1, 500), (2, 700), (3, 700), (4, 600), (5, 350))
    assert whale.peak == Point(2, 700)
    assert whale.end == Point(5, 350)
    assert whale.given_back == 350


def test_who_brings_nothing_is_not_needed_for_the_peak() -> None:
    assert rank(places((5, 0)), 2).whale.peak == Point(1, 5)


def test_nobody_ahead_is_a_peak_of_nobody() -> None:
    whale = rank(places((-3, -4)), 2).whale
    assert whale.peak == NOBODY
    assert whale.given_back == 7


def test_nobody_at_all_is_a_point() -> None:
    nobody = rank((), 0)
    assert nobody.whale.points == (NOBODY,)
    assert [one.customers for one in nobody.tenths] == [0] * TENTHS
    assert nobody.tenths[0].first is None


def test_tenths_hold_the_best_first_with_their_ends() -> None:
    """Of twenty customers each tenth has two."""
    tenths = rank(places(list(range(20, 0, -1))), 20).tenths
    assert [one.number for one in tenths] == list(range(1, 11))
    assert [one.profit for one in tenths] == [39, 35, 31, 27, 23, 19, 15, 11, 7, 3]
    assert (tenths[0].first, tenths[0].last) == (Place(20, 20), Place(19, 19))
    assert (tenths[9].first, tenths[9].last) == (Place(2, 2), Place(1, 1))


def test_fewer_than_ten_leave_tenths_empty() -> None:
    tenths = rank(places((9, 8, 7)), 3).tenths
    assert [one.customers for one in tenths] == [1, 0, 0, 1, 0, 0, 1, 0, 0, 0]


@pytest.mark.parametrize("count", [4, 6])
def test_a_wrong_count_is_refused(count: int) -> None:
    """A figure over part of the customers would be no figure."""
    with pytest.raises(ValueError, match="announced"):
        rank(places(FIVE), count)


@settings(deadline=None)
@given(profits)
def test_every_point_is_true_and_ends_and_peak_are_kept(found: list[int]) -> None:
    whale = rank(places(found), len(found)).whale
    sums = [0, *accumulate(found)]
    assert len(whale.points) <= 200
    assert all(sums[point.customers] == point.profit for point in whale.points)
    assert whale.points[0] == NOBODY
    assert whale.end == Point(len(found), sums[-1])
    assert whale.peak.profit == max(sums)
    assert whale.peak.customers == sums.index(max(sums))
    assert whale.peak in whale.points
    assert list(whale.points) == sorted(set(whale.points))


@settings(deadline=None)
@given(profits)
def test_tenths_hold_everybody_once_in_order(found: list[int]) -> None:
    tenths = rank(places(found), len(found)).tenths
    start = 0
    for tenth in tenths:
        mine = found[start : start + tenth.customers]
        assert tenth.profit == sum(mine)
        assert (tenth.first and tenth.first.profit) == (mine[0] if mine else None)
        assert (tenth.last and tenth.last.profit) == (mine[-1] if mine else None)
        start += tenth.customers
    assert start == len(found)
    assert max(one.customers for one in tenths) - min(one.customers for one in tenths) <= 1


@settings(deadline=None)
@given(st.integers(1, 2_000_000))
def test_the_points_are_few_and_hold_every_twentieth(count: int) -> None:
    kept = kept_ranks(count)
    assert len(kept) <= 198
    assert all(1 <= one <= count for one in kept)
    assert {1, count} <= kept
    assert {count * step // 20 for step in range(1, 21)} - {0} <= kept


@settings(deadline=None)
@given(st.integers(1, 10_000), st.data())
def test_a_tenth_follows_from_the_place(count: int, data: st.DataObject) -> None:
    place = data.draw(st.integers(1, count))
    assert 1 <= tenth_of(place, count) <= TENTHS
    assert tenth_of(1, count) == 1


def test_the_curve_of_a_thousand_million_customers_has_no_more_points() -> None:
    assert len(kept_ranks(10**9)) <= 200
    assert {1, 10**9 - 1, 10**9} <= kept_ranks(10**9)
