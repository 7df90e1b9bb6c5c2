"""Reads the rows of a walk: the next of them, those that lie near, all of them, or the few."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from django.db import connection

from .portfolio_arms import (
    first_of,
    key_of,
    merge,
    of_tenant,
    order_of,
    read_along,
    starting,
    told_of,
)
from .portfolio_conditions import ROWS, Condition
from .portfolio_search import Sql, joined
from .portfolio_segments import in_segments
from .portfolio_walk import ANY, Leg, Row, Walk, legs_ahead, place_at

_EVERY = 2**62


def all_rows(walk: Walk, count: int, sets: Sequence[Sql] = ()) -> list[Row]:
    """Up to `count` rows from the place on, however far one has to walk for them.

    Their keys are in every one of `sets`, so that rows between are passed by without being read.
    """
    legs = legs_ahead(walk)
    if walk.elsewhere or sets:
        tested = [_tested(walk, leg, count, _EVERY, sets) for leg in legs]
        return _turned(walk, _one_after_another(tested, count))
    rows: list[Row] = []
    for group in (legs[:1], legs[1:]):  # the first is mostly enough
        if wanted := count - len(rows):
            rows += _one_after_another([_seen(walk, leg, wanted) for leg in group], wanted)
    return _turned(walk, rows)


def near_rows(walk: Walk, count: int, steps: int) -> list[Row]:
    """Those among the next `steps` rows of one leg; a full `count` of them are the next there are.

    Fewer say nothing: there may be more behind the last step.
    """
    first = legs_ahead(walk)[:1]
    return _turned(walk, [row for leg in first for row in _run(_tested(walk, leg, count, steps))])


def rows_by_steps(walk: Walk, steps: int) -> Iterator[list[Row]]:
    """Every row from the place on, forward; each statement takes so many steps or rows."""
    for leg in legs_ahead(walk):
        there: Walk | None = walk
        while there:
            if walk.elsewhere:
                rows = _run(_tested(there, leg, steps, steps))
                there = _further(there, leg, steps)
            else:
                rows = _run(_many(there, leg, steps))
                there = _behind(there, leg, *rows[-1][1:3]) if len(rows) == steps else None
            if rows:
                yield rows


class Counts(NamedTuple):
    """How many there are, of how many it is known what is open, and the sum of that.

    The sum is in ten-thousandths.
    """

    customers: int
    known: int
    still_open: int


def rows_of(walk: Walk, count: int, driver: Condition, few: int) -> tuple[list[Row], Counts] | None:
    """Up to `count` of the few hits of a condition; None where they are not so few, or not known.

    One statement, so that nothing is gathered twice: the keys, then what an order and a count need
    of those that pass, then the rest of the rows that are shown.
    """
    if driver.hits is None:
        return None
    legs = _legs_of(
        [read_along(walk, leg, _met(walk, leg, count)) for leg in legs_ahead(walk)], count
    )
    gather, keys = _gather(walk, driver, driver.hits, few)
    text = (
        f"WITH {gather.text} SELECT * FROM (SELECT (SELECT count(*) FROM {keys}), count(*),"  # noqa: S608
        " count(still_open), coalesce(sum(still_open), 0) FROM met) AS sums"
        f" LEFT JOIN ({legs.text}) AS page ON 1 = 1"
    )
    found = _run(Sql(text, (*gather.values, *legs.values)))
    gathered, customers, known, still_open = found[0][:4]
    if gathered > few:
        return None
    rows = _turned(walk, [row[4:] for row in found if row[4] is not None])
    return rows, Counts(customers, known, int(still_open))


def _gather(walk: Walk, driver: Condition, hits: Sql, few: int) -> tuple[Sql, str]:
    """What passes, as a table called met, and the table that has more than `few` of too many hits.

    PostgreSQL reads rows in which its index finds words at once: by their keys it reads them twice.
    """
    tested = (one.sql for one in walk.conditions if one is not driver or not driver.sure)
    where = joined([of_tenant(walk), walk.seen, *tested])
    kept = ", ".join(
        f"c.{name}" for name in dict.fromkeys(("segment", "still_open", *key_of(walk)))
    )
    met = f"met AS MATERIALIZED (SELECT {kept} FROM"
    if driver.matches:
        passes = joined([driver.matches, where])
        text = f"{met} {ROWS} AS c WHERE {passes.text} LIMIT %s)"
        return Sql(text, (*passes.values, few + 1)), "met"
    text = (
        f"few AS MATERIALIZED ({hits.text} LIMIT %s), {met} few CROSS JOIN {ROWS} AS c"  # noqa: S608
        f" WHERE c.id = few.id AND (SELECT count(*) FROM few) <= %s AND {where.text})"
    )
    return Sql(text, (*hits.values, few + 1, few, *where.values)), "few"


def _met(walk: Walk, leg: Leg, count: int) -> Sql:
    """Value and key of the next rows of a leg among those that were met, in order."""
    where = joined([in_segments(leg.segments), starting(walk, leg)])
    told = ", ".join(f"c.{name}" for name in key_of(walk))
    text = f"SELECT {told} FROM met AS c WHERE {where.text} ORDER BY {order_of(walk)}"  # noqa: S608
    return first_of(Sql(text, where.values), count)


def _seen(walk: Walk, leg: Leg, count: int) -> Sql:
    """The next rows of a leg where belonging to the picture is all that is asked of a row."""
    return first_of(read_along(walk, leg, merge(walk, leg, key_of(walk), walk.seen, count)), count)


def _many(walk: Walk, leg: Leg, count: int) -> Sql:
    """The same; the arms, which read the rows for that, hand on the whole of them.

    PostgreSQL plans longer for it, which only many rows make good.
    """
    rows = merge(walk, leg, ("id", *walk.fields), walk.seen, count)
    return Sql(f"SELECT {told_of(walk, leg, 'm')} FROM ({rows.text}) AS m", rows.values)  # noqa: S608


def _tested(walk: Walk, leg: Leg, count: int, steps: int, sets: Sequence[Sql] = ()) -> Sql:
    """Those of the next `steps` rows of a leg that pass all tests, at most `count`."""
    inside = joined([Sql(f"m.id IN ({one.text})", one.values) for one in sets])
    passes = joined([walk.seen, *(one.sql for one in walk.elsewhere)])
    return first_of(
        read_along(walk, leg, merge(walk, leg, key_of(walk), ANY, steps), inside, passes), count
    )


def _further(walk: Walk, leg: Leg, steps: int) -> Walk | None:
    """The same walk so many steps later; None where the leg is at its end."""
    merged = merge(walk, leg, key_of(walk), ANY, steps)
    text = f"SELECT * FROM ({merged.text}) AS m LIMIT 1 OFFSET %s"  # noqa: S608
    last = _run(Sql(text, (*merged.values, steps - 1)))
    return _behind(walk, leg, last[0][-1], last[0][0]) if last else None


def _behind(walk: Walk, leg: Leg, key: int, value: Any) -> Walk:
    """The same walk behind a row."""
    return replace(walk, place=place_at(leg.name, key, None if leg.one else value))


def _one_after_another(legs: Sequence[Sql], count: int) -> list[Row]:
    """One statement for all legs; a later one is not begun where those before it are enough."""
    return _run(_legs_of(legs, count)) if legs else []


def _legs_of(legs: Sequence[Sql], count: int) -> Sql:
    if not legs:
        return Sql("SELECT NULL WHERE 1 = 0")
    selects = [f"SELECT * FROM ({leg.text}) AS leg_{place}" for place, leg in enumerate(legs)]  # noqa: S608
    values = tuple(value for leg in legs for value in leg.values)
    return first_of(Sql(" UNION ALL ".join(selects), values), count)


def _turned(walk: Walk, rows: list[Row]) -> list[Row]:
    """In the order of the list, whichever way they were walked."""
    return rows[::-1] if walk.back else rows


def _run(sql: Sql) -> list[Row]:
    with connection.cursor() as cursor:
        cursor.execute(sql.text, sql.values)
        rows: list[Row] = cursor.fetchall()
    return rows
