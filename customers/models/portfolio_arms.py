"""Reads the rows of a walk: the arms of a leg, one for each segment, merged as far as one looks.

Within a segment an index has the rows in order, so that the next row of the whole leg is the first
of those that its arms have come to. Both databases merge without reading ahead: SQLite arms that
are bare, PostgreSQL arms that are ordered and limited.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from django.db import connection

from customers.domain.portfolio_columns import COLUMNS, Kind

from .portfolio_conditions import ROWS, Condition, rows_by
from .portfolio_search import Sql, joined
from .portfolio_segments import in_segments
from .portfolio_walk import ANY, Leg, Row, Walk, legs_ahead, place_at

_EVERY = 2**62
_DAYS = {column.field for column in COLUMNS.values() if column.kind is Kind.DAY}


def all_rows(walk: Walk, count: int, sets: Sequence[Sql] | None = None) -> list[Row]:
    """Up to `count` rows from the place on, however far one has to walk for them.

    Their keys are in every one of `sets`, so that rows between are passed by without being read;
    then one statement reads all legs. Else the first leg, mostly enough, has one for itself.
    """
    legs, tested = legs_ahead(walk), bool(walk.elsewhere or sets)
    rows: list[Row] = []
    for group in (legs[:1], legs[1:]) if sets is None else (legs,):
        if group and (wanted := count - len(rows)):
            parts = [
                _tested(walk, leg, wanted, _EVERY, sets or ())
                if tested
                else _seen(walk, leg, wanted)
                for leg in group
            ]
            rows += _run(_chained(parts, wanted))
    return rows[::-1] if walk.back else rows


def _chained(legs: Sequence[Sql], count: int) -> Sql:
    """One leg after the other; a later one is not begun where those before it are enough."""
    if len(legs) == 1:
        return legs[0]
    parts = (f"SELECT * FROM ({leg.text}) AS leg_{place}" for place, leg in enumerate(legs))  # noqa: S608
    values = (value for leg in legs for value in leg.values)
    return Sql(f"{' UNION ALL '.join(parts)} LIMIT %s", (*values, count))


def near_rows(walk: Walk, count: int, steps: int) -> list[Row]:
    """Those among the next `steps` rows of one leg; a full `count` of them are the next there are.

    Fewer say nothing: there may be more behind the last step.
    """
    rows = [row for leg in legs_ahead(walk)[:1] for row in _run(_tested(walk, leg, count, steps))]
    return rows[::-1] if walk.back else rows


def rows_by_steps(walk: Walk, steps: int) -> Iterator[list[Row]]:
    """Every row from the place on, forward; each statement takes so many steps and no more."""
    for leg in legs_ahead(walk):
        there: Walk | None = walk
        while there:
            if rows := _run(_tested(there, leg, steps, steps)):
                yield rows
            there = _further(there, leg, steps)


def rows_of(walk: Walk, count: int, few: Sql) -> list[Row]:
    """Those of a few keys, read and then sorted."""
    legs = []
    for leg in legs_ahead(walk):
        place = [_tenant(walk), in_segments(leg.segments), _start(walk, leg)]
        where = joined([*place, walk.seen, *(one.sql for one in walk.conditions)])
        legs.append(
            Sql(
                f"SELECT * FROM (SELECT {_told(walk, leg)} FROM few CROSS JOIN {ROWS} AS c"  # noqa: S608
                f" WHERE c.id = few.id AND {where.text}"
                f" ORDER BY {_order(walk, leg, 'c')} LIMIT %s) AS leg_{leg.name}",
                (*where.values, count),
            )
        )
    if not legs:
        return []
    text = f"WITH few AS MATERIALIZED ({few.text}) {' UNION ALL '.join(leg.text for leg in legs)}"
    values = (*few.values, *(value for leg in legs for value in leg.values))
    rows = _run(Sql(f"{text} LIMIT %s", (*values, count)))
    return rows[::-1] if walk.back else rows


def _seen(walk: Walk, leg: Leg, count: int) -> Sql:
    """The next rows of a leg where belonging to the picture is all that is asked of a row."""
    merged = _merged(walk, leg, walk.seen, count)
    return _read(walk, leg, merged, [], count)


def _tested(walk: Walk, leg: Leg, count: int, steps: int, sets: Sequence[Sql] = ()) -> Sql:
    """Those of the next `steps` rows of a leg that pass all tests, at most `count`."""
    merged = _merged(walk, leg, ANY, steps)
    inside = [Sql(f"m.id IN ({one.text})", one.values) for one in sets]
    tests = [*inside, walk.seen, *(one.sql for one in walk.elsewhere)]
    return _read(walk, leg, merged, tests, count)


def _further(walk: Walk, leg: Leg, steps: int) -> Walk | None:
    """The same walk so many steps later; None where the leg is at its end."""
    merged = _merged(walk, leg, ANY, steps)
    rows = _run(Sql(f"{merged.text} OFFSET %s", (*merged.values, steps - 1)))
    if not rows:
        return None
    value = None if leg.one else rows[0][0]
    return replace(walk, place=place_at(leg.name, rows[0][-1], value))


def _read(walk: Walk, leg: Leg, merged: Sql, tests: Sequence[Sql], count: int) -> Sql:
    """Follow the order of `merged`; SQLite does so by itself, and would sort if it was told to."""
    where = joined([Sql("c.id = m.id"), *tests])
    order = "" if _sqlite() else f" ORDER BY {_order(walk, leg, 'm')}"
    text = (
        f"SELECT {_told(walk, leg)} FROM ({merged.text}) AS m CROSS JOIN {ROWS} AS c"  # noqa: S608
        f" WHERE {where.text}{order} LIMIT %s"
    )
    return Sql(text, (*merged.values, *where.values, count))


def _merged(walk: Walk, leg: Leg, more: Sql, limit: int) -> Sql:
    """Value and key of the next rows of a leg, in order; keys alone where the value is one."""
    order = _order(walk, leg, "")
    arms = [
        _arm(walk, leg, segment, start, more)
        for segment in leg.segments
        for start in _starts(walk, leg)
    ]
    if len(arms) > 1 and not _sqlite():
        arms = [
            Sql(f"({one.text} ORDER BY {order} LIMIT %s)", (*one.values, limit)) for one in arms
        ]
    text = f"{' UNION ALL '.join(one.text for one in arms)} ORDER BY {order} LIMIT %s"
    return Sql(text, (*(value for one in arms for value in one.values), limit))


def _arm(walk: Walk, leg: Leg, segment: int, start: Sql, more: Sql) -> Sql:
    """The part of a leg that lies in one segment."""
    field = walk.column.field
    told = "c.id" if leg.one else f"c.{field}, c.id"
    index = "segment" if walk.column.order else field
    inside = _is_placed(walk, leg) and not leg.one
    bounds = [_ahead(one, falls=walk.falls) if inside else one.sql for one in walk.about]
    here = Sql("c.segment = %s", (segment,))
    where = joined([_tenant(walk), here, start, *bounds, more])
    return Sql(f"SELECT {told} FROM {rows_by(index)} WHERE {where.text}", where.values)  # noqa: S608


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


def _order(walk: Walk, leg: Leg, table: str) -> str:
    """The order of a leg, in which every row has a place of its own."""
    turn, prefix = "DESC" if walk.falls else "ASC", f"{table}." if table else ""
    fields = ["id"] if leg.one else [walk.column.field, "id"]
    return ", ".join(f"{prefix}{name} {turn}" for name in fields)


def _told(walk: Walk, leg: Leg) -> str:
    """SQLite tells days as the texts it keeps: making days of them takes longer than reading."""
    days = _DAYS if _sqlite() else set()
    fields = (f"+c.{name} AS {name}" if name in days else f"c.{name}" for name in walk.fields)
    return ", ".join([f"'{leg.name}' AS leg", "c.id", *fields])


def _tenant(walk: Walk) -> Sql:
    return Sql("c.tenant_id = %s", (walk.tenant,))


def _sqlite() -> bool:
    return connection.vendor == "sqlite"


def _run(sql: Sql) -> list[Row]:
    with connection.cursor() as cursor:
        cursor.execute(sql.text, sql.values)
        rows: list[Row] = cursor.fetchall()
    return rows
