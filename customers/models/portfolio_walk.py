"""Walks a tenant's rows in the order of any column, from any place, by that column's index.

An order is made of legs, each one stretch of the index: the known, then the unknown; of a badge,
one leg for each word. Unknown stands last both ways; rows of the same value follow by key.
"""

import base64
import binascii
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from django.db import connection

from customers.domain.portfolio_columns import Column, Kind

from .portfolio_conditions import ROWS, Condition, rows_by
from .portfolio_search import Sql, joined

_LARGEST = 2**63
NOTHING = Sql("")
Row = tuple[Any, ...]


class Place(NamedTuple):
    """A row that one goes on from: its leg, value and key; `back` is towards the beginning.

    `start` says how many rows come before those that are asked for, for the eye alone.
    """

    leg: str
    value: str | int | None
    key: int
    back: bool
    start: int


class Leg(NamedTuple):
    """A stretch of an index; of `one` value all through, or in the order of its values."""

    name: str
    sql: Sql
    one: bool


@dataclass(frozen=True, slots=True)
class Walk:
    """Where to walk, which rows to take, and what to read of each (after leg and key)."""

    tenant: int
    column: Column
    descending: bool
    fields: tuple[str, ...]
    seen: Sql
    conditions: tuple[Condition, ...]
    place: Place | None = None

    @property
    def back(self) -> bool:
        """Towards the beginning."""
        return self.place is not None and self.place.back


def write_place(place: Place) -> str:
    """As an address carries it."""
    text = json.dumps(place, separators=(",", ":"), ensure_ascii=False)
    return base64.urlsafe_b64encode(text.encode("utf-8", "replace")).decode().rstrip("=")


def read_place(text: str, column: Column) -> Place | None:
    """The place again; None for what is none in this column's order."""
    try:
        told = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
        place = Place(*told)
    except (ValueError, TypeError, binascii.Error, RecursionError):
        return None
    number = column.kind in {Kind.MONEY, Kind.PERCENT, Kind.COUNT}
    fits = isinstance(place.value, (int if number else str) | None)
    whole = all(type(one) is int and abs(one) < _LARGEST for one in (place.key, place.start))
    small = not isinstance(place.value, int) or abs(place.value) < _LARGEST
    known = place.leg in {leg.name for leg in _legs(column, descending=False)}
    sane = "\x00" not in str(place.value) and isinstance(place.back, bool)
    return place if fits and whole and small and known and sane else None


def _legs(column: Column, *, descending: bool) -> tuple[Leg, ...]:
    field = f"c.{column.field}"
    if column.order:
        *known, unknown = column.order
        words = [*(reversed(known) if descending else known), unknown]
        return tuple(Leg(word, Sql(f"{field} = %s", (str(word),)), one=True) for word in words)
    if column.kind is Kind.TEXT:
        return (
            Leg("known", Sql(f"{field} > ''"), one=False),
            Leg("unknown", Sql(f"{field} = ''"), one=True),
        )
    return (
        Leg("known", Sql(f"{field} IS NOT NULL"), one=False),
        Leg("unknown", Sql(f"{field} IS NULL"), one=True),
    )


def _legs_ahead(walk: Walk) -> tuple[Leg, ...]:
    """The legs that are still to be walked, in the order in which they are."""
    legs = _legs(walk.column, descending=walk.descending)
    if walk.back:
        legs = legs[::-1]
    if walk.place is None:
        return legs
    names = [leg.name for leg in legs]
    return legs[names.index(walk.place.leg) :]


def all_rows(walk: Walk, count: int) -> list[Row]:
    """Up to `count` rows from the place on, however far one has to walk for them."""
    legs = [_leg(walk, leg, _wanted(walk, leg), count) for leg in _legs_ahead(walk)]
    return _run(walk, count, legs)


def near_rows(walk: Walk, count: int, steps: int) -> list[Row]:
    """Those among the next `steps` rows of one leg; a full `count` of them are the next there are.

    Fewer say nothing: there may be more behind the last step.
    """
    about = [one for one in walk.conditions if one.reads == walk.column.field]
    others = joined([walk.seen, *(one.sql for one in walk.conditions if one not in about)])
    within = replace(walk, conditions=tuple(about), seen=Sql("1 = 1"))
    reads = {"id", "born", "died", *walk.fields, *(one.reads for one in walk.conditions)}
    told = ", ".join(f"c.{name}" for name in sorted(reads))
    leg = _legs_ahead(walk)[0]
    select = f"SELECT {told} FROM {rows_by(walk.column.field)}"  # noqa: S608
    stretch = _leg(within, leg, _wanted(within, leg), steps, select)
    near = _select(walk, leg, f"({stretch.text}) AS c")
    text = f"{near} WHERE {others.text} LIMIT %s"
    return _run(walk, count, [Sql(text, (*stretch.values, *others.values, count))])


def rows_among(walk: Walk, count: int, sets: Sequence[Sql]) -> list[Row]:
    """Those whose key is in every set, taken along the index without reading the rows between."""
    inside = joined([Sql(f"c.id IN ({one.text})", one.values) for one in sets])
    legs = [
        _leg(walk, leg, joined([inside, _wanted(walk, leg)]), count) for leg in _legs_ahead(walk)
    ]
    return _run(walk, count, legs)


def rows_of(walk: Walk, count: int, few: Sql) -> list[Row]:
    """Those of a few keys, read and then sorted."""
    source = f"few CROSS JOIN {ROWS} AS c"
    legs = []
    for leg in _legs_ahead(walk):
        wanted = joined([Sql("c.id = few.id"), _wanted(walk, leg)])
        legs.append(_leg(walk, leg, wanted, count, _select(walk, leg, source)))
    return _run(walk, count, legs, Sql(f"WITH few AS MATERIALIZED ({few.text}) ", few.values))


def _leg(walk: Walk, leg: Leg, wanted: Sql, count: int, select: str = "") -> Sql:
    """The rows of one leg, in order."""
    field, turn = walk.column.field, "DESC" if _falls(walk) else "ASC"
    order = f"c.id {turn}" if leg.one else f"c.{field} {turn}, c.id {turn}"
    where = joined([Sql("c.tenant_id = %s", (walk.tenant,)), _start(walk, leg), wanted])
    text = (
        f"{select or _select(walk, leg, rows_by(field))}"
        f" WHERE {where.text} ORDER BY {order} LIMIT %s"
    )
    return Sql(text, (*where.values, count))


def _select(walk: Walk, leg: Leg, source: str) -> str:
    return f"SELECT {_told(walk, leg)} FROM {source}"  # noqa: S608


def _falls(walk: Walk) -> bool:
    """Values get smaller on the way."""
    return walk.descending != walk.back


def _wanted(walk: Walk, leg: Leg) -> Sql:
    """All conditions; the end of a stretch that lies behind the place is left out.

    It holds there anyway, and SQLite would begin with it instead of with the place.
    """
    conditions = [
        _ahead(one, falls=_falls(walk))
        if one.reads == walk.column.field and _goes_on(walk, leg)
        else one.sql
        for one in walk.conditions
    ]
    return joined([*conditions, walk.seen])


def _ahead(condition: Condition, *, falls: bool) -> Sql:
    if not (condition.low or condition.high):
        return condition.sql
    return (condition.low if falls else condition.high) or Sql("1 = 1")


def _goes_on(walk: Walk, leg: Leg) -> bool:
    """The place lies in this leg, among different values."""
    return walk.place is not None and walk.place.leg == leg.name and not leg.one


def _start(walk: Walk, leg: Leg) -> Sql:
    """Where the leg begins: with itself, or behind the place."""
    place, field = walk.place, walk.column.field
    if place is None or place.leg != leg.name:
        return leg.sql
    sign = "<" if _falls(walk) else ">"
    if leg.one:
        return joined([leg.sql, Sql(f"c.id {sign} %s", (place.key,))])
    behind = Sql(f"(c.{field}, c.id) {sign} (%s, %s)", (place.value, place.key))
    return joined([behind, leg.sql]) if sign == "<" else behind


def _told(walk: Walk, leg: Leg) -> str:
    return ", ".join([f"'{leg.name}' AS leg", *(f"c.{name}" for name in ("id", *walk.fields))])


def _run(walk: Walk, count: int, legs: Sequence[Sql], first: Sql = NOTHING) -> list[Row]:
    """One statement for all legs; a later one is not begun where those before it are enough."""
    selects = [f"SELECT * FROM ({leg.text}) AS leg_{place}" for place, leg in enumerate(legs)]  # noqa: S608
    text = f"{first.text}{' UNION ALL '.join(selects)} LIMIT %s"
    values = (*first.values, *(value for leg in legs for value in leg.values), count)
    with connection.cursor() as cursor:
        cursor.execute(text, values)
        rows: list[Row] = cursor.fetchall()
    return rows[::-1] if walk.back else rows
