"""Customers ranked by profit: tenths, and the curve of profit added up, the best first.

Whoever's profit is unknown has no rank. Of two with the same profit, the higher key comes first.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

TENTHS = 10
_EVEN = 100
_NEAR_THE_ENDS = 40


class Place(NamedTuple):
    """Where one row stands: its profit in ten-thousandths, and its key."""

    profit: int
    key: int


@dataclass(frozen=True, slots=True)
class Tenth:
    """A tenth of the ranked customers; of 1 to 10 the first holds the best.

    The rows from `first` to `last` in order of rank, both included; None for an empty one.
    """

    number: int
    customers: int
    profit: int
    first: Place | None = None
    last: Place | None = None


class Point(NamedTuple):
    """The profit of so many best customers, added up."""

    customers: int
    profit: int


NOBODY = Point(0, 0)


@dataclass(frozen=True, slots=True)
class Whale:
    """The curve of profit added up: at most 200 points, with its ends and its peak.

    `peak` is reached with the fewest customers that reach it; what follows gives profit back.
    """

    points: tuple[Point, ...] = (NOBODY,)
    peak: Point = NOBODY

    @property
    def end(self) -> Point:
        """All of them."""
        return self.points[-1]

    @property
    def given_back(self) -> int:
        """What the customers after the peak take away again."""
        return self.peak.profit - self.end.profit


@dataclass(frozen=True, slots=True)
class Ranking:
    """Both views of one order."""

    tenths: tuple[Tenth, ...]
    whale: Whale


def tenth_of(place: int, count: int) -> int:
    """Which tenth the customer of this place (from 1) is in; sizes differ by one at most."""
    return (place - 1) * TENTHS // count + 1


def rank(places: Iterable[tuple[int, int]], count: int) -> Ranking:
    """Read `count` places once, the best first, and keep next to nothing of them.

    Each is (profit, key), as `Place` names them.
    """
    ends = [-(-number * count // TENTHS) for number in range(TENTHS + 1)]
    kept = kept_ranks(count)
    wanted = kept.union(ends, (end + 1 for end in ends))
    seen: dict[int, tuple[Place, int]] = {}
    added = here = 0
    peak: tuple[int, int] = NOBODY
    for here, (profit, key) in enumerate(places, 1):
        added += profit
        if profit > 0:
            peak = here, added
        if here in wanted:
            seen[here] = (Place(profit, key), added)
    if here != count:
        message = f"{count} places were announced, {here} came"
        raise ValueError(message)
    points = {Point(one, seen[one][1]) for one in kept} | {NOBODY, Point(*peak)}
    return Ranking(tuple(_tenths(ends, seen)), Whale(tuple(sorted(points)), Point(*peak)))


def _tenths(ends: Sequence[int], seen: Mapping[int, tuple[Place, int]]) -> Iterator[Tenth]:
    before = 0
    for number, (start, end) in enumerate(pairwise(ends), 1):
        if start == end:
            yield Tenth(number, 0, 0)
            continue
        last, added = seen[end]
        yield Tenth(number, end - start, added - before, seen[start + 1][0], last)
        before = added


def kept_ranks(count: int) -> frozenset[int]:
    """How many customers the points of the curve stand for: even steps, closer towards both ends.

    The curve bends most at its ends, where few customers bring or take much.
    """
    even = {count * step // _EVEN for step in range(1, _EVEN + 1)}
    near = set(_doubling(count))
    return frozenset((even | near | {count - one for one in near} | {count}) - {0})


def _doubling(count: int) -> Iterator[int]:
    """1, 2, 3, 4, 6, 8, 11, …: each half as much again, up to a hundredth of all or so."""
    one = 1.0
    for _ in range(_NEAR_THE_ENDS):
        if one * _EVEN > count * 2:
            return
        yield int(one)
        one *= 1.4
