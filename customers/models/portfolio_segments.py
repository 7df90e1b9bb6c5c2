"""Which segments a list is made of: what somebody chose of badge, status, type and known cost."""

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache

from customers.domain.minor import SCALE
from customers.domain.portfolio_wish import RANGES, ListWish
from customers.domain.profitability import Recovery, possible_badges
from customers.domain.segments import SEGMENTS, Segment, number_of

from .picture_figures import figures_of
from .portfolio import Portfolio
from .portfolio_search import Sql

_KEPT = 256
SEGMENT_CHOICES = {"recovery": "recovery", "status": "status", "type": "customer_type"}
"""Words of the address that choose segments, as `cost` does, and the column each is about."""


def chosen_segments(wish: ListWish) -> tuple[int, ...]:
    """The segments that match the wish, whether a picture has anybody in them or not."""
    return _chosen(ListWish(choices=wish.choices, ranges=wish.ranges, cost=wish.cost))


@lru_cache(_KEPT)
def _chosen(wish: ListWish) -> tuple[int, ...]:
    badges = _badges(wish)
    matching = (number for number, one in SEGMENTS.items() if _matches(one, wish))
    return tuple(number for number in matching if SEGMENTS[number].recovery in badges)


def held_segments(portfolio: Portfolio, wish: ListWish) -> tuple[int, ...]:
    """Those of them that somebody stands in, as far as the picture's kept counts can be read."""
    chosen, held = chosen_segments(wish), _held(portfolio)
    return chosen if held is None else tuple(number for number in chosen if held[number])


def count_held(portfolio: Portfolio, segments: Sequence[int]) -> int:
    """How many customers stand in these; all, as far as the picture's counts cannot be read."""
    held = _held(portfolio)
    return portfolio.customer_count if held is None else sum(held[one] for one in segments)


def _held(portfolio: Portfolio) -> Counter[int] | None:
    """The customers of each segment, as the picture's kept counts tell."""
    figures = figures_of(portfolio.figures)
    if figures is None:
        return None
    held: Counter[int] = Counter()
    for key, sums in figures.cube.items():
        held[number_of(Segment(*key[:4]))] += sums.customers
    return held


def in_segments(numbers: Sequence[int]) -> Sql:
    """The row stands in one of them."""
    if not numbers:
        return Sql("1 = 0")
    return Sql(f"c.segment IN ({', '.join(['%s'] * len(numbers))})", tuple(numbers))


def _matches(segment: Segment, wish: ListWish) -> bool:
    chosen = all(
        not (words := wish.chosen(name)) or getattr(segment, column) in words
        for name, column in SEGMENT_CHOICES.items()
    )
    return chosen and wish.cost in {"", "known" if segment.cost_known else "unknown"}


def _badges(wish: ListWish) -> frozenset[Recovery]:
    """Those that the wish's bounds of recovery leave: the others need not be walked past."""
    left = frozenset(Recovery)
    for one in wish.ranges:
        if RANGES[one.name] == "recovery_percent":
            # as the row is tested, which keeps four digits of a percentage and drops the rest
            low, high = (None if end is None else Decimal(end) / SCALE for end in one.bounds)
            left &= possible_badges(low, high)
    return left
