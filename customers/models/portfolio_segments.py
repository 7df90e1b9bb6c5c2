"""Which segments a list is made of: what somebody chose of badge, status, type and known cost."""

from collections.abc import Sequence
from decimal import Decimal

from customers.domain.minor import SCALE
from customers.domain.portfolio_wish import RANGES, ListWish
from customers.domain.profitability import Recovery, possible_badges
from customers.domain.segments import SEGMENTS, Segment, number_of

from .picture_figures import figures_of
from .portfolio import Portfolio
from .portfolio_search import Sql

SEGMENT_CHOICES = {"recovery": "recovery", "status": "status", "type": "customer_type"}
"""Words of the address that choose segments, as `cost` does, and the column each is about."""


def chosen_segments(wish: ListWish) -> tuple[int, ...]:
    """The segments that match the wish, whether a picture has anybody in them or not."""
    badges = _badges(wish)
    matching = (number for number, one in SEGMENTS.items() if _matches(one, wish))
    return tuple(number for number in matching if SEGMENTS[number].recovery in badges)


def held_segments(portfolio: Portfolio, wish: ListWish) -> tuple[int, ...]:
    """Those of them that somebody stands in, as far as the picture's kept counts can be read."""
    chosen, figures = chosen_segments(wish), figures_of(portfolio.figures)
    if figures is None:
        return chosen
    held = {number_of(Segment(*key[:4])) for key, sums in figures.cube.items() if sums.customers}
    return tuple(number for number in chosen if number in held)


def count_held(portfolio: Portfolio, segments: Sequence[int]) -> int:
    """How many customers stand in these; all, as far as the picture's counts cannot be read."""
    figures, wanted = figures_of(portfolio.figures), set(segments)
    if figures is None:
        return portfolio.customer_count
    told = ((number_of(Segment(*key[:4])), sums) for key, sums in figures.cube.items())
    return sum(sums.customers for number, sums in told if number in wanted)


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
            # a row keeps its percentage cut off: nobody is above a bound who is not at it
            low, high = (None if end is None else Decimal(end) / SCALE for end in one.bounds)
            left &= possible_badges(low, high)
    return left
