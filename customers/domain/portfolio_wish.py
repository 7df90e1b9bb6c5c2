"""What somebody wants to see of a tenant's list: read from an address, and written back into one.

What an address cannot mean is left out and named in `ignored`; it is never an error.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from urllib.parse import urlencode

from customers.domain.portfolio_address import Reader, Words
from customers.domain.portfolio_columns import (
    DEFAULT_COLUMNS,
    DEFAULT_SORT,
    Column,
    shown_columns,
)
from customers.domain.portfolio_filters import CHOICES, COST, DECILES, RANGES, Range

__all__ = [
    "CHOICES",
    "COST",
    "DECILES",
    "RANGES",
    "ListWish",
    "Range",
    "columns_of",
    "read_wish",
    "wish_pairs",
    "write_number",
    "write_wish",
]

LONGEST_CURSOR = 1_000
MOST_DAYS = 3_650


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
    reader = Reader(words)
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
