"""What somebody wants to see of a tenant's list: read from an address, and written back into one.

What an address cannot mean is left out and named in `ignored`; it is never an error.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import NamedTuple
from urllib.parse import urlencode

from customers.domain.attention import Kind
from customers.domain.customer import CustomerType, Status
from customers.domain.minor import SCALE
from customers.domain.portfolio_columns import (
    DEFAULT_COLUMNS,
    DEFAULT_SORT,
    Column,
    column_named,
    shown_columns,
)
from customers.domain.profitability import Recovery

Words = Mapping[str, Sequence[str]]
LONGEST_TEXT = 300
LONGEST_CURSOR = 1_000
MOST_DAYS = 3_650
MOST_MONTHS = 60
DECILES = 10
_SHOWN_OF_IGNORED = 40
_NUMBER = re.compile(r"[-−]?\d{1,11}(\.\d{1,4})?", re.ASCII)
_WHOLE = re.compile(r"\d{1,7}", re.ASCII)
_MONTH = re.compile(r"[12]\d{3}-(0[1-9]|1[0-2])", re.ASCII)

CHOICES: Mapping[str, tuple[str, ...]] = {
    "recovery": tuple(Recovery),
    "status": tuple(Status),
    "type": tuple(CustomerType),
    "attention": tuple(Kind),
}
"""What may be chosen several times: any of them."""
COST = ("known", "unknown")
RANGES: Mapping[str, str] = {
    "profit": "profit",
    "open": "still_open",
    "revenue": "monthly_revenue",
    "recovery": "recovery_percent",
    "devices": "active_devices",
}
"""Between two bounds, both included: the word in the address, and the column."""
_LIMITS = {f"{name}_{end}": name for name in RANGES for end in ("min", "max")}
_TEXTS = ("q", "product", "field", "value")
_KNOWN = {*CHOICES, *_LIMITS, *_TEXTS, "cost", "ends_within", "cohort", "decile"}
_KNOWN |= {"sort", "columns", "after"}


class Range(NamedTuple):
    """Bounds of one column as the address names it, in units of what people type; None is open."""

    name: str
    low: Decimal | None = None
    high: Decimal | None = None

    @property
    def scale(self) -> int:
        """How many of what the row keeps make one of what people type."""
        return 1 if self.name == "devices" else SCALE


@dataclass(frozen=True, slots=True)
class ListWish:
    """Everything that an address says of the list; '' and () ask for nothing.

    `choices` holds pairs of a word of `CHOICES` and what was chosen, in the order of that table.
    """

    q: str = ""
    choices: tuple[tuple[str, tuple[str, ...]], ...] = ()
    cost: str = ""
    ranges: tuple[Range, ...] = ()
    ends_within: int | None = None
    cohorts: tuple[date, ...] = ()
    product: str = ""
    decile: int | None = None
    field: str = ""
    value: str = ""
    sort: str = DEFAULT_SORT
    columns: tuple[str, ...] = DEFAULT_COLUMNS
    cursor: str = ""
    ignored: tuple[str, ...] = ()

    def chosen(self, name: str) -> tuple[str, ...]:
        """What was chosen of one of `CHOICES`."""
        return dict(self.choices).get(name, ())

    @property
    def filters(self) -> "ListWish":
        """What decides whether a row is in the list, and nothing else."""
        bare = ListWish()
        return replace(
            self, sort=bare.sort, columns=bare.columns, cursor=bare.cursor, ignored=bare.ignored
        )

    @property
    def filtered(self) -> bool:
        """Some rows may be left out."""
        return self.filters != ListWish()


def columns_of(wish: ListWish) -> tuple[Column, ...]:
    """The columns of the list, the name first; the one it is sorted by is always there."""
    sorted_by = wish.sort.removeprefix("-")
    return shown_columns(tuple(dict.fromkeys((*wish.columns, sorted_by))))


def read_wish(words: Words) -> ListWish:
    """The wish of an address's words."""
    reader = _Reader(words)
    return ListWish(
        q=reader.text("q"),
        choices=tuple(reader.choices()),
        cost=reader.one_of("cost", COST),
        ranges=tuple(reader.ranges()),
        ends_within=reader.whole("ends_within", 0, MOST_DAYS),
        cohorts=reader.months("cohort"),
        product=reader.text("product"),
        decile=reader.whole("decile", 1, DECILES),
        sort=reader.sort(),
        columns=reader.columns(),
        cursor=reader.last("after")[:LONGEST_CURSOR],
        **reader.field(),
        ignored=reader.ignored(),
    )


class _Reader:
    """Reads the words of one address and notes what cannot be meant."""

    def __init__(self, words: Words) -> None:
        self._words = {name: [one for one in values if one] for name, values in words.items()}
        self._bad = [name for name, values in self._words.items() if values and name not in _KNOWN]

    def ignored(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(one[:_SHOWN_OF_IGNORED] for one in self._bad))

    def last(self, name: str) -> str:
        return (self._words.get(name) or [""])[-1]

    def _refuse(self, name: str, value: str) -> None:
        self._bad.append(f"{name}={value}")

    def text(self, name: str) -> str:
        return self.last(name).replace("\x00", "").strip()[:LONGEST_TEXT].strip()

    def field(self) -> dict[str, str]:
        name, value = self.text("field"), self.text("value")
        if value and not name:
            self._refuse("value", value)
        return {"field": name, "value": value} if name else {}

    def choices(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        for name, allowed in CHOICES.items():
            asked = self._words.get(name, [])
            for value in asked:
                if value not in allowed:
                    self._refuse(name, value)
            if chosen := tuple(one for one in allowed if one in asked):
                yield name, chosen

    def one_of(self, name: str, allowed: Sequence[str]) -> str:
        value = self.last(name)
        if value and value not in allowed:
            self._refuse(name, value)
            return ""
        return value

    def ranges(self) -> Iterator[Range]:
        for name in RANGES:
            low, high = self._number(f"{name}_min"), self._number(f"{name}_max")
            if low is not None or high is not None:
                yield Range(name, low, high)

    def _number(self, name: str) -> Decimal | None:
        value = self.last(name).strip()
        whole = _LIMITS[name] == "devices"
        if not value:
            return None
        if not (_WHOLE if whole else _NUMBER).fullmatch(value):
            self._refuse(name, value)
            return None
        return abs(number) if not (number := Decimal(value.replace("−", "-"))) else number

    def whole(self, name: str, low: int, high: int) -> int | None:
        value = self.last(name).strip()
        if not value:
            return None
        if not _WHOLE.fullmatch(value) or not low <= int(value) <= high:
            self._refuse(name, value)
            return None
        return int(value)

    def months(self, name: str) -> tuple[date, ...]:
        found = set()
        for value in self._words.get(name, []):
            if _MONTH.fullmatch(value):
                found.add(date(int(value[:4]), int(value[5:]), 1))
            else:
                self._refuse(name, value)
        return tuple(sorted(found))[:MOST_MONTHS]

    def sort(self) -> str:
        value = self.last("sort")
        column = column_named(value.removeprefix("-"))
        if column is None:
            if value:
                self._refuse("sort", value)
            return DEFAULT_SORT
        return f"-{column.name}" if value.startswith("-") else column.name

    def columns(self) -> tuple[str, ...]:
        asked = [name for value in self._words.get("columns", []) for name in value.split(",")]
        found = {name: column_named(name) for name in asked if name}
        for name, column in found.items():
            if column is None:
                self._refuse("columns", name)
        chosen = dict.fromkeys(one.name for one in found.values() if one and one.name != "name")
        return tuple(chosen) or DEFAULT_COLUMNS


def write_wish(wish: ListWish) -> str:
    """The address's query that says the same, each thing one way; what is as usual is left out."""
    return urlencode(list(wish_pairs(wish)))


def wish_pairs(wish: ListWish) -> Iterator[tuple[str, str]]:
    """The same as names and values, for a form that keeps them."""
    return ((name, value) for name, value in _pairs(wish) if value)


def _pairs(wish: ListWish) -> Iterator[tuple[str, str]]:
    yield "q", wish.q
    yield from ((name, value) for name, values in wish.choices for value in values)
    yield "cost", wish.cost
    for one in wish.ranges:
        yield f"{one.name}_min", write_number(one.low)
        yield f"{one.name}_max", write_number(one.high)
    yield "ends_within", "" if wish.ends_within is None else str(wish.ends_within)
    yield from (("cohort", f"{cohort:%Y-%m}") for cohort in wish.cohorts)
    yield "product", wish.product
    yield "decile", str(wish.decile or "")
    yield "field", wish.field
    yield "value", wish.value
    yield "sort", "" if wish.sort == DEFAULT_SORT else wish.sort
    yield "columns", "" if wish.columns == DEFAULT_COLUMNS else ",".join(wish.columns)
    yield "after", wish.cursor


def write_number(number: Decimal | None) -> str:
    """A bound as an address says it: no zeros that mean nothing."""
    if number is None:
        return ""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
