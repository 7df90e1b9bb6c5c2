"""A walk through a tenant's rows in the order of any column, from any place.

An order is made of legs: the known, then the unknown; of a badge, one leg for each word. Unknown
stands last both ways; rows of the same value follow by key.
"""

import base64
import binascii
import json
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from customers.domain.portfolio_columns import Column, Kind
from customers.domain.segments import SEGMENTS

from .portfolio_conditions import Condition
from .portfolio_customer import CARRIED
from .portfolio_search import Sql

_LARGEST = 2**63
_KNOWN = ("known", "unknown")
ANY = Sql("1 = 1")
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
    """A stretch of every one of its segments; of `one` value all through, or ordered by value."""

    name: str
    sql: Sql
    one: bool
    segments: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Walk:
    """Where to walk, which rows to take, and what to read of each (after leg and key).

    `seen` is that a row belongs to the picture.
    """

    tenant: int
    segments: tuple[int, ...]
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

    @property
    def falls(self) -> bool:
        """Values get smaller on the way."""
        return self.descending != self.back

    @property
    def about(self) -> tuple[Condition, ...]:
        """The conditions on the column that the order is of."""
        return tuple(one for one in self.conditions if one.reads == self.column.field)

    @property
    def elsewhere(self) -> tuple[Condition, ...]:
        """Those that a row must be read for: neither of that column nor of the segments."""
        known = {self.column.field, "segment", *self._carried}
        return tuple(one for one in self.conditions if one.reads not in known)

    @property
    def on_the_way(self) -> tuple[Condition, ...]:
        """Those that the index of the column answers, though it is not in order of them."""
        return tuple(one for one in self.conditions if one.reads in self._carried)

    @property
    def _carried(self) -> tuple[str, ...]:
        return CARRIED.get(self.column.field, ())


def legs_ahead(walk: Walk) -> tuple[Leg, ...]:
    """The legs that are still to be walked, in the order in which they are."""
    legs = _legs(walk)
    if walk.back:
        legs = legs[::-1]
    names = [leg.name for leg in legs]
    ahead = legs[names.index(walk.place.leg) :] if walk.place else legs
    return tuple(leg for leg in ahead if leg.segments)


def _legs(walk: Walk) -> tuple[Leg, ...]:
    column = walk.column
    if column.order:
        *known, unknown = column.order
        words = [*(reversed(known) if walk.descending else known), unknown]
        return tuple(Leg(word, ANY, one=True, segments=_of(walk, word)) for word in words)
    tests = ("> ''", "= ''") if column.kind is Kind.TEXT else ("IS NOT NULL", "IS NULL")
    known_rows, unknown_rows = (Sql(f"c.{column.field} {test}") for test in tests)
    return (
        Leg(_KNOWN[0], known_rows, one=False, segments=walk.segments),
        Leg(_KNOWN[1], unknown_rows, one=True, segments=walk.segments),
    )


def _of(walk: Walk, word: str) -> tuple[int, ...]:
    """The segments whose rows have this word in the walk's column."""
    field = walk.column.field
    return tuple(one for one in walk.segments if getattr(SEGMENTS[one], field) == word)


def place_at(leg: str, key: int, value: Any, *, back: bool = False, start: int = 0) -> Place:
    """The place of a row, as it was read."""
    told = value if isinstance(value, int | str | None) else value.isoformat()
    return Place(leg, told, key, back, start)


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
    whole = all(type(one) is int and abs(one) < _LARGEST for one in (place.key, place.start))
    known = place.leg in (column.order or _KNOWN) and isinstance(place.back, bool)
    return place if whole and known and _fits(place.value, column.kind) else None


def _fits(value: Any, kind: Kind) -> bool:
    """Whether a column of this kind can be compared with it."""
    if value is None:
        return True
    if kind in {Kind.MONEY, Kind.PERCENT, Kind.COUNT}:
        return type(value) is int and abs(value) < _LARGEST
    if not isinstance(value, str):
        return False
    try:
        text = date.fromisoformat(value).isoformat() if kind is Kind.DAY else value
        return text == value and b"\x00" not in value.encode()
    except ValueError:
        return False
