"""One page of a tenant's list, or all of it, read in the way that costs least.

Where few rows can pass a condition, those are read and sorted. Where many do, one walks along the
order and takes what passes. Where many do and none lies near, their keys are gathered by index.
How many they are is counted beforehand, but of words on SQLite: to gather what begins with some
letters takes its index longer than to read the first rows, which tell it too.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from math import isqrt

from django.db import connection

from customers.domain.portfolio_columns import COLUMNS
from customers.domain.portfolio_wish import ListWish

from .portfolio import Portfolio
from .portfolio_conditions import Condition, conditions_of, mirrored, visible
from .portfolio_readers import Counts, all_rows, near_rows, rows_by_steps, rows_of
from .portfolio_search import Sql, expected
from .portfolio_segments import count_held, held_segments
from .portfolio_walk import Row, Walk, place_at, read_place, write_place

PAGE_ROWS = 50
FEW = 500
NEAR = 2
"""How many times the few are walked past before the keys of all hits are gathered."""
LOOK = 200
"""So many rows are read to learn how common words are."""
_STEPS_A_ROW = 9
"""So many steps along an index cost as much as to read a row."""
_AT_ONCE = 2_000
_MAPPED = 2**31 - 2**16
"""The most that SQLite maps of a file, in bytes."""


@dataclass(frozen=True, slots=True)
class Found:
    """A page's rows, each its leg, key and `fields`; and where the pages beside it begin.

    `start` is how many rows come before, `counts` of all that pass where it costs nothing to know.
    """

    rows: tuple[Row, ...]
    fields: tuple[str, ...]
    previous: str
    next: str
    start: int
    counts: Counts | None = None

    @property
    def whole(self) -> bool:
        """These are all rows that there are, and not what is left behind an old place."""
        return not (self.previous or self.next or self.start)


def find_rows(
    portfolio: Portfolio, wish: ListWish, fields: tuple[str, ...], now: datetime
) -> Found:
    """The page that the wish's cursor names, else the first; at most three queries."""
    _map_the_file()
    walk = walk_of(portfolio, wish, fields, now)
    rows, counts = _rows(portfolio, walk, PAGE_ROWS + 1)
    return replace(_found(walk, rows), counts=counts)


def _map_the_file() -> None:
    """A page's rows lie all over SQLite's file: mapped, none of them costs a call to the system.

    For a page only: a run or an export reads so much of it that the map would count as its memory.
    """
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        connection.connection.execute(f"PRAGMA mmap_size={_MAPPED}")


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


def pieces_found(portfolio: Portfolio, walk: Walk) -> Iterator[list[Row]]:
    """Every row of the walk in its order, so many at a time: a million in flat memory."""
    few = few_of(portfolio.customer_count)
    driver = narrowest(walk.conditions, few)
    while driver and (found := rows_of(walk, _AT_ONCE, driver, few)):
        rows, _ = found
        if rows:
            yield rows
        if len(rows) < _AT_ONCE:
            return
        walk = replace(walk, place=place_at(*rows[-1][:3]))
    yield from rows_by_steps(walk, _AT_ONCE)


def narrowest(conditions: Sequence[Condition], few: int) -> Condition | None:
    """The condition that at most so few rows can pass, if there is one; at most one query."""
    asked = [one for one in conditions if one.hits]
    if not asked:
        return None
    parts = [_capped(one.hits, few) for one in asked if one.hits]
    text = f"SELECT {', '.join(part.text for part in parts)}"
    with connection.cursor() as cursor:
        cursor.execute(text, tuple(value for part in parts for value in part.values))
        counts: tuple[int, ...] = cursor.fetchone()
    small = [(count, place) for place, count in enumerate(counts) if count <= few]
    return asked[min(small)[1]] if small else None


def are_few(rows: int) -> bool:
    """So many rows are read, counted and sorted without a thought."""
    return rows <= FEW


def few_of(rows: int) -> int:
    """As many hits among so many rows cost as much to read as to walk to a page of them."""
    return max(FEW, isqrt(PAGE_ROWS * rows))


def _rows(portfolio: Portfolio, walk: Walk, count: int) -> tuple[list[Row], Counts | None]:
    held = count_held(portfolio, walk.segments)
    if not (walk.elsewhere or walk.on_the_way) or are_few(held):
        return all_rows(walk, count), None
    asked = [one for one in walk.conditions if one.reads != "segment"]
    few = few_of(held if walk.elsewhere else held // _STEPS_A_ROW)
    looks = connection.vendor == "sqlite" and any(one.of_words for one in asked)
    first = near_rows(walk, count, LOOK) if looks else []
    if len(first) == count:
        return first, None
    often = len(first) * held > few * LOOK
    driver = None if often else _driver(asked, few)
    if driver and (found := rows_of(walk, count, driver, few)):
        return found
    if held <= NEAR * few:  # all of a small tenant lies near; of words an index holds others' too
        return all_rows(walk, count), None
    if not driver and walk.elsewhere and (often or not looks):
        near = near_rows(walk, count, NEAR * few)
        if len(near) == count:
            return near, None
    sets = [one.hits for one in walk.elsewhere if one.hits]
    return all_rows(walk, count, sets), None


def _driver(conditions: Sequence[Condition], few: int) -> Condition | None:
    """The one that at most a few rows can pass, if there is one."""
    (first, *others) = conditions
    if others or not (first.of_words and first.hits):
        return narrowest(conditions, few)
    return first if connection.vendor == "sqlite" or expected(first.hits) <= few else None


def _capped(hits: Sql, limit: int) -> Sql:
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
