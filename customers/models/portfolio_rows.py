"""One page of a tenant's list, or all of it, read in the way that costs least.

Where few rows can pass a condition, those are read and sorted. Where many do, one walks along the
order and takes what passes. Where many do and none lies near, their keys are gathered by index.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from math import isqrt

from django.db import connection

from customers.domain.portfolio_columns import COLUMNS
from customers.domain.portfolio_wish import ListWish

from .portfolio import Portfolio
from .portfolio_arms import all_rows, near_rows, rows_by_steps, rows_of
from .portfolio_conditions import Condition, conditions_of, mirrored, visible
from .portfolio_search import Sql
from .portfolio_segments import held_segments
from .portfolio_walk import Row, Walk, place_at, read_place, write_place

PAGE_ROWS = 50
FEW = 1_000
"""So many rows are read and sorted without a thought."""
_AT_ONCE = 2_000


@dataclass(frozen=True, slots=True)
class Found:
    """A page's rows, each its leg, key and `fields`; and where the pages beside it begin.

    `start` is how many rows come before, `few` that those that pass are few and quickly
    counted, by the condition `driver` where there is one.
    """

    rows: tuple[Row, ...]
    fields: tuple[str, ...]
    previous: str
    next: str
    start: int
    few: bool = False
    driver: Condition | None = None

    @property
    def whole(self) -> bool:
        """These are all rows that there are."""
        return not self.previous and not self.next


def find_rows(
    portfolio: Portfolio, wish: ListWish, fields: tuple[str, ...], now: datetime
) -> Found:
    """The page that the wish's cursor names, else the first; at most three queries."""
    walk = walk_of(portfolio, wish, fields, now)
    few, driver, rows = _rows(portfolio, walk, PAGE_ROWS + 1)
    return replace(_found(walk, rows), few=few, driver=driver)


def walk_of(portfolio: Portfolio, wish: ListWish, fields: tuple[str, ...], now: datetime) -> Walk:
    """The walk that answers a wish; the sorted column's field is read first."""
    column = COLUMNS[wish.sort.removeprefix("-")]
    implied = (one for one in mirrored(portfolio, wish) if one.reads == column.field)
    return Walk(
        tenant=portfolio.tenant_id,
        segments=held_segments(portfolio, wish),
        column=column,
        descending=wish.sort.startswith("-"),
        fields=tuple(dict.fromkeys((column.field, *fields))),
        seen=visible(portfolio),
        conditions=(*conditions_of(portfolio, wish, now), *implied),
        place=read_place(wish.cursor, column) if wish.cursor else None,
    )


def all_found(portfolio: Portfolio, walk: Walk) -> Iterator[Row]:
    """Every row of the walk in its order: a million in flat memory."""
    for piece in pieces_found(portfolio, walk):
        yield from piece


def pieces_found(portfolio: Portfolio, walk: Walk) -> Iterator[list[Row]]:
    """The same, as many at a time as are read at a time."""
    driver = narrowest(portfolio, walk.conditions)
    if driver is None or driver.hits is None:
        yield from rows_by_steps(walk, _AT_ONCE)
        return
    while True:
        rows = rows_of(walk, _AT_ONCE, driver.hits)
        if rows:
            yield rows
        if len(rows) < _AT_ONCE:
            return
        walk = replace(walk, place=place_at(*rows[-1][:3]))


def narrowest(portfolio: Portfolio, conditions: tuple[Condition, ...]) -> Condition | None:
    """The condition that few rows can pass, if there is one; at most one query."""
    counted = _count_hits(conditions, few_of(portfolio))
    small = [(count, place) for place, count in counted.items() if count <= few_of(portfolio)]
    return conditions[min(small)[1]] if small else None


def few_of(portfolio: Portfolio) -> int:
    """From here on reading the hits costs as much as walking until a page of them is met."""
    return max(FEW, isqrt(PAGE_ROWS * portfolio.customer_count))


def _rows(portfolio: Portfolio, walk: Walk, count: int) -> tuple[bool, Condition | None, list[Row]]:
    """Whether all that pass are few, by which condition, and the rows."""
    if not walk.elsewhere or portfolio.customer_count <= FEW:
        return portfolio.customer_count <= FEW, None, all_rows(walk, count)
    driver = narrowest(portfolio, walk.conditions)
    if driver and driver.hits:
        return True, driver, rows_of(walk, count, driver.hits)
    rows = near_rows(walk, count, 2 * few_of(portfolio))
    if len(rows) == count:
        return False, None, rows
    sets = [one.hits for one in walk.elsewhere if one.hits]
    return False, None, all_rows(walk, count, sets)


def _count_hits(conditions: tuple[Condition, ...], limit: int) -> dict[int, int]:
    """How many rows may pass each condition that has an index, at most one more than `limit`."""
    asked = {place: one for place, one in enumerate(conditions) if one.hits}
    parts = [_count(one, limit) for one in asked.values()]
    if not parts:
        return {}
    text = f"SELECT {', '.join(part.text for part in parts)}"
    with connection.cursor() as cursor:
        cursor.execute(text, tuple(value for part in parts for value in part.values))
        return dict(zip(asked, cursor.fetchone(), strict=True))


def _count(condition: Condition, limit: int) -> Sql:
    hits, sure = (_capped(one, limit) for one in (condition.hits, condition.sure))
    if not sure.text:
        return hits
    text = f"CASE WHEN {sure.text} > %s THEN %s ELSE {hits.text} END"
    return Sql(text, (*sure.values, limit, limit + 1, *hits.values))


def _capped(hits: Sql | None, limit: int) -> Sql:
    if hits is None:
        return Sql("")
    text = f"(SELECT count(*) FROM ({hits.text} LIMIT %s) AS hits)"  # noqa: S608
    return Sql(text, (*hits.values, limit + 1))


def _found(walk: Walk, rows: list[Row]) -> Found:
    """The page of what was read, one row too many telling that there is more."""
    more = len(rows) > PAGE_ROWS
    back, place = walk.back, walk.place
    shown = (rows[-PAGE_ROWS:] if back else rows[:PAGE_ROWS]) if more else rows
    before = place.start if place else 0
    start = max(before - len(shown), 0) if back else before
    first = write_place(place_at(*shown[0][:3], back=True, start=start)) if shown else ""
    last = write_place(place_at(*shown[-1][:3], start=start + len(shown))) if shown else ""
    return Found(
        rows=tuple(shown),
        fields=walk.fields,
        previous=first if (more if back else place is not None) else "",
        next=last if (more or back) else "",
        start=start,
    )
