"""Reads the rows of a walk: the arms of a leg, one for each segment, merged as far as one looks.

Within a segment an index has the rows in order, so that the next row of the whole leg is the first
of those that its arms have come to. Both databases merge without reading ahead: SQLite arms that
are bare, PostgreSQL arms that are ordered and limited.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from django.db import connection

from customers.domain.portfolio_columns import COLUMNS, Kind

from .portfolio_conditions import ROWS, Condition, rows_by
from .portfolio_search import Sql, joined
from .portfolio_segments import in_segments
from .portfolio_walk import ANY, Leg, Row, Walk, legs_ahead, place_at

_EVERY = 2**62
_DAYS = {column.field for column in COLUMNS.values() if column.kind is Kind.DAY}


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
    legs = _legs_of([_read(walk, leg, _met(walk, leg, count)) for leg in legs_ahead(walk)], count)
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
    where = joined([_tenant(walk), walk.seen, *tested])
    kept = ", ".join(f"c.{name}" for name in dict.fromkeys(("segment", "still_open", *_key(walk))))
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
    where = joined([in_segments(leg.segments), _start(walk, leg)])
    told = ", ".join(f"c.{name}" for name in _key(walk))
    text = f"SELECT {told} FROM met AS c WHERE {where.text} ORDER BY {_order(walk)}"  # noqa: S608
    return _first(Sql(text, where.values), count)


def _seen(walk: Walk, leg: Leg, count: int) -> Sql:
    """The next rows of a leg where belonging to the picture is all that is asked of a row."""
    return _first(_read(walk, leg, _merged(walk, leg, _key(walk), walk.seen, count)), count)


def _many(walk: Walk, leg: Leg, count: int) -> Sql:
    """The same; the arms, which read the rows for that, hand on the whole of them.

    PostgreSQL plans longer for it, which only many rows make good.
    """
    rows = _merged(walk, leg, ("id", *walk.fields), walk.seen, count)
    return Sql(f"SELECT {_told(walk, leg, 'm')} FROM ({rows.text}) AS m", rows.values)  # noqa: S608


def _tested(walk: Walk, leg: Leg, count: int, steps: int, sets: Sequence[Sql] = ()) -> Sql:
    """Those of the next `steps` rows of a leg that pass all tests, at most `count`."""
    inside = joined([Sql(f"m.id IN ({one.text})", one.values) for one in sets])
    passes = joined([walk.seen, *(one.sql for one in walk.elsewhere)])
    return _first(
        _read(walk, leg, _merged(walk, leg, _key(walk), ANY, steps), inside, passes), count
    )


def _further(walk: Walk, leg: Leg, steps: int) -> Walk | None:
    """The same walk so many steps later; None where the leg is at its end."""
    merged = _merged(walk, leg, _key(walk), ANY, steps)
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
    return _first(Sql(" UNION ALL ".join(selects), values), count)


def _turned(walk: Walk, rows: list[Row]) -> list[Row]:
    """In the order of the list, whichever way they were walked."""
    return rows[::-1] if walk.back else rows


def _first(rows: Sql, count: int) -> Sql:
    return Sql(f"{rows.text} LIMIT %s", (*rows.values, count))


def _read(walk: Walk, leg: Leg, merged: Sql, inside: Sql = ANY, passes: Sql = ANY) -> Sql:
    """Read row by row in the order of `merged`, for as long as rows are asked for.

    SQLite's CROSS JOIN does so, but would sort if an order was asked for. PostgreSQL is asked, and
    kept by OFFSET from joining the whole table instead.
    """
    told, row = _told(walk, leg), f"{ROWS} AS c WHERE c.id = m.id AND {passes.text}"
    if _sqlite():
        joint, end = f"CROSS JOIN {row} AND {inside.text}", ""
    else:
        fields = ", ".join(f"c.{name}" for name in ("id", *walk.fields))
        joint = f"CROSS JOIN LATERAL (SELECT {fields} FROM {row} OFFSET 0) AS c WHERE {inside.text}"  # noqa: S608
        end = f" ORDER BY {_order(walk, 'm')}"
    text = f"SELECT {told} FROM ({merged.text}) AS m {joint}{end}"  # noqa: S608
    return Sql(text, (*merged.values, *passes.values, *inside.values))


def _merged(walk: Walk, leg: Leg, fields: Sequence[str], more: Sql, limit: int) -> Sql:
    """These fields of the next rows of a leg, in order."""
    order, told = _order(walk), ", ".join(f"c.{name}" for name in fields)
    arms = list(_arms(walk, leg, told, more))
    if len(arms) > 1 and not _sqlite():
        ordered = [Sql(f"{one.text} ORDER BY {order}", one.values) for one in arms]
        arms = [Sql(f"({one.text})", one.values) for one in (_first(o, limit) for o in ordered)]
    text = f"{' UNION ALL '.join(one.text for one in arms)} ORDER BY {order}"
    return _first(Sql(text, tuple(value for one in arms for value in one.values)), limit)


def _arms(walk: Walk, leg: Leg, told: str, more: Sql) -> Iterator[Sql]:
    """The parts of a leg, each of which lies in one segment."""
    field = walk.column.field
    index = "segment" if walk.column.order else field
    inside = _is_placed(walk, leg) and not leg.one
    bounds = [_ahead(one, falls=walk.falls) if inside else one.sql for one in walk.about]
    tests = [*bounds, *(one.sql for one in walk.on_the_way), more]
    for segment in leg.segments:
        here = Sql("c.segment = %s", (segment,))
        for start in _starts(walk, leg):
            where = joined([_tenant(walk), here, start, *tests])
            text = f"SELECT {told} FROM {rows_by(index)} WHERE {where.text}"  # noqa: S608
            yield Sql(text, where.values)


def _starts(walk: Walk, leg: Leg) -> tuple[Sql, ...]:
    """Where an arm begins. SQLite would walk all ties of the place if value and key were one test:

    there, an arm for the ties and one for what follows them.
    """
    place, field, sign = walk.place, walk.column.field, _sign(walk)
    if not _sqlite() or not place or not _is_placed(walk, leg) or leg.one:
        return (_start(walk, leg),)
    ties = Sql(f"c.{field} = %s AND c.id {sign} %s", (place.value, place.key))
    behind = Sql(f"c.{field} {sign} %s", (place.value,))
    return ties, joined([behind, leg.sql]) if walk.falls else behind


def _start(walk: Walk, leg: Leg) -> Sql:
    """Where a leg begins: with itself, or behind the place."""
    place, field, sign = walk.place, walk.column.field, _sign(walk)
    if not place or not _is_placed(walk, leg):
        return leg.sql
    if leg.one:
        return joined([leg.sql, Sql(f"c.id {sign} %s", (place.key,))])
    behind = Sql(f"(c.{field}, c.id) {sign} (%s, %s)", (place.value, place.key))
    return joined([behind, leg.sql]) if walk.falls else behind


def _is_placed(walk: Walk, leg: Leg) -> bool:
    """The place lies in this leg."""
    return walk.place is not None and walk.place.leg == leg.name


def _ahead(condition: Condition, *, falls: bool) -> Sql:
    """The end of a stretch that lies behind the place is left out.

    It holds there anyway, and SQLite would begin with it instead of with the place.
    """
    if not (condition.low or condition.high):
        return condition.sql
    return (condition.low if falls else condition.high) or ANY


def _sign(walk: Walk) -> str:
    return "<" if walk.falls else ">"


def _order(walk: Walk, table: str = "") -> str:
    """The order of a leg, in which every row has a place of its own.

    Of unknown values too: an index of PostgreSQL is in that order, and in no other.
    """
    turn, prefix = "DESC" if walk.falls else "ASC", f"{table}." if table else ""
    return ", ".join(f"{prefix}{name} {turn}" for name in _key(walk))


def _key(walk: Walk) -> tuple[str, ...]:
    """What rows are in order by, within a leg: the segments of a badge have one value each."""
    return ("id",) if walk.column.order else (walk.column.field, "id")


def _told(walk: Walk, leg: Leg, table: str = "c") -> str:
    """SQLite tells days as the texts it keeps: making days of them takes longer than reading."""
    days = _DAYS if _sqlite() else set()
    named = [(name, f"{table}.{name}") for name in ("id", *walk.fields)]
    fields = (f"+{field} AS {name}" if name in days else field for name, field in named)
    return ", ".join([f"'{leg.name}' AS leg", *fields])


def _tenant(walk: Walk) -> Sql:
    return Sql("c.tenant_id = %s", (walk.tenant,))


def _sqlite() -> bool:
    return connection.vendor == "sqlite"


def _run(sql: Sql) -> list[Row]:
    with connection.cursor() as cursor:
        cursor.execute(sql.text, sql.values)
        rows: list[Row] = cursor.fetchall()
    return rows
