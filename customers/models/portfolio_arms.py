"""The statements that read a leg: its arms, one for each segment, merged as far as one looks.

Within a segment an index has the rows in order, so that the next row of the whole leg is the first
of those that its arms have come to. Both databases merge without reading ahead: SQLite arms that
are bare, PostgreSQL arms that are ordered and limited.
"""

from collections.abc import Iterator, Sequence

from django.db import connection

from customers.domain.portfolio_columns import COLUMNS, Kind

from .portfolio_conditions import ROWS, Condition, rows_by
from .portfolio_search import Sql, joined
from .portfolio_walk import ANY, Leg, Walk

_DAYS = {column.field for column in COLUMNS.values() if column.kind is Kind.DAY}


def merge(walk: Walk, leg: Leg, fields: Sequence[str], more: Sql, limit: int) -> Sql:
    """These fields of the next rows of a leg, in order."""
    order, told = order_of(walk), ", ".join(f"c.{name}" for name in fields)
    arms = list(_arms(walk, leg, told, more))
    if len(arms) > 1 and not _sqlite():
        ordered = [Sql(f"{one.text} ORDER BY {order}", one.values) for one in arms]
        arms = [Sql(f"({one.text})", one.values) for one in (first_of(o, limit) for o in ordered)]
    text = f"{' UNION ALL '.join(one.text for one in arms)} ORDER BY {order}"
    return first_of(Sql(text, tuple(value for one in arms for value in one.values)), limit)


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
            where = joined([of_tenant(walk), here, start, *tests])
            text = f"SELECT {told} FROM {rows_by(index)} WHERE {where.text}"  # noqa: S608
            yield Sql(text, where.values)


def _starts(walk: Walk, leg: Leg) -> tuple[Sql, ...]:
    """Where an arm begins. SQLite would walk all ties of the place if value and key were one test:

    there, an arm for the ties and one for what follows them.
    """
    place, field, sign = walk.place, walk.column.field, _sign(walk)
    if not _sqlite() or not place or not _is_placed(walk, leg) or leg.one:
        return (starting(walk, leg),)
    ties = Sql(f"c.{field} = %s AND c.id {sign} %s", (place.value, place.key))
    behind = Sql(f"c.{field} {sign} %s", (place.value,))
    return ties, joined([behind, leg.sql]) if walk.falls else behind


def read_along(walk: Walk, leg: Leg, merged: Sql, inside: Sql = ANY, passes: Sql = ANY) -> Sql:
    """Read row by row in the order of `merged`, for as long as rows are asked for.

    SQLite's CROSS JOIN does so, but would sort if an order was asked for. PostgreSQL is asked, and
    kept by OFFSET from joining the whole table instead.
    """
    told, row = told_of(walk, leg), f"{ROWS} AS c WHERE c.id = m.id AND {passes.text}"
    if _sqlite():
        joint, end = f"CROSS JOIN {row} AND {inside.text}", ""
    else:
        fields = ", ".join(f"c.{name}" for name in ("id", *walk.fields))
        joint = f"CROSS JOIN LATERAL (SELECT {fields} FROM {row} OFFSET 0) AS c WHERE {inside.text}"  # noqa: S608
        end = f" ORDER BY {order_of(walk, 'm')}"
    text = f"SELECT {told} FROM ({merged.text}) AS m {joint}{end}"  # noqa: S608
    return Sql(text, (*merged.values, *passes.values, *inside.values))


def told_of(walk: Walk, leg: Leg, table: str = "c") -> str:
    """What is told of a row: leg, key and fields.

    SQLite tells days as the texts it keeps: making days of them takes longer than reading.
    """
    days = _DAYS if _sqlite() else set()
    named = [(name, f"{table}.{name}") for name in ("id", *walk.fields)]
    fields = (f"+{field} AS {name}" if name in days else field for name, field in named)
    return ", ".join([f"'{leg.name}' AS leg", *fields])


def starting(walk: Walk, leg: Leg) -> Sql:
    """Where a leg begins: with itself, or behind the place."""
    place, field, sign = walk.place, walk.column.field, _sign(walk)
    if not place or not _is_placed(walk, leg):
        return leg.sql
    if leg.one:
        return joined([leg.sql, Sql(f"c.id {sign} %s", (place.key,))])
    behind = Sql(f"(c.{field}, c.id) {sign} (%s, %s)", (place.value, place.key))
    return joined([behind, leg.sql]) if walk.falls else behind


def first_of(rows: Sql, count: int) -> Sql:
    """So many of the rows that a statement selects."""
    return Sql(f"{rows.text} LIMIT %s", (*rows.values, count))


def key_of(walk: Walk) -> tuple[str, ...]:
    """What rows are in order by, within a leg: the segments of a badge have one value each."""
    return ("id",) if walk.column.order else (walk.column.field, "id")


def order_of(walk: Walk, table: str = "") -> str:
    """The order of a leg, in which every row has a place of its own.

    Of unknown values too: an index of PostgreSQL is in that order, and in no other.
    """
    turn, prefix = "DESC" if walk.falls else "ASC", f"{table}." if table else ""
    return ", ".join(f"{prefix}{name} {turn}" for name in key_of(walk))


def of_tenant(walk: Walk) -> Sql:
    """Whose rows are walked."""
    return Sql("c.tenant_id = %s", (walk.tenant,))


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


def _sqlite() -> bool:
    return connection.vendor == "sqlite"
