"""What one may choose of a list: every filter and column, with what is chosen now."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

from customers.domain.portfolio_columns import COLUMNS, DEFAULT_COLUMNS, NAME
from customers.domain.portfolio_wish import (
    CHOICES,
    COST,
    DECILES,
    RANGES,
    ListWish,
    Range,
    wish_pairs,
    write_number,
)

from .portfolio_chips import CHOICE_LABELS, RANGE_LABELS, label_of

KEPT = 256
_UNITS: Mapping[str, str] = {"recovery": "%", "devices": ""}


class Option(NamedTuple):
    """One thing to choose."""

    value: str
    label: str
    chosen: bool


class Choice(NamedTuple):
    """Several things of which any may be chosen."""

    name: str
    label: str
    options: tuple[Option, ...]


class Bounds(NamedTuple):
    """A figure's lowest and highest value, as typed; `whole` for what is counted."""

    name: str
    label: str
    unit: str
    low: str
    high: str
    whole: bool


@dataclass(frozen=True, slots=True)
class FilterControls:
    """Every filter, as it is set; the last ones as they are typed."""

    choices: tuple[Choice, ...]
    costs: tuple[Option, ...]
    tenths: tuple[Option, ...]
    bounds: tuple[Bounds, ...]
    months: tuple[str, ...]
    ends_within: str
    product: str
    field: str
    value: str


@dataclass(frozen=True, slots=True)
class Controls:
    """The form of all filters and that of the columns.

    The pairs of names and values are what the other forms keep of the address.
    """

    filters: FilterControls
    columns: tuple[Option, ...]
    kept_by_search: tuple[tuple[str, str], ...]
    kept_by_filters: tuple[tuple[str, str], ...]
    kept_by_columns: tuple[tuple[str, str], ...]


def controls_of(wish: ListWish, currency: str) -> Controls:
    """The forms of a wish."""
    first = replace(wish, cursor="", ignored=())
    bare = ListWish(q=wish.q, sort=wish.sort, columns=wish.columns)
    return Controls(
        filters=_filter_controls(replace(wish.filters, q=""), currency),
        columns=tuple(
            Option(one.name, one.label, one.name in wish.columns)
            for one in COLUMNS.values()
            if one is not NAME
        ),
        kept_by_search=tuple(wish_pairs(replace(first, q=""))),
        kept_by_filters=tuple(wish_pairs(bare)),
        kept_by_columns=tuple(wish_pairs(replace(first, columns=DEFAULT_COLUMNS))),
    )


@lru_cache(KEPT)
def _filter_controls(wish: ListWish, currency: str) -> FilterControls:
    return FilterControls(
        choices=tuple(_choice(wish, name) for name in CHOICES),
        costs=tuple(Option(one, one.capitalize(), one == wish.cost) for one in COST),
        tenths=tuple(_tenth(number, wish) for number in range(1, DECILES + 1)),
        bounds=tuple(_bounds(wish, name, currency) for name in RANGES),
        months=tuple(f"{cohort:%Y-%m}" for cohort in wish.cohorts),
        ends_within="" if wish.ends_within is None else str(wish.ends_within),
        product=wish.product,
        field=wish.field,
        value=wish.value,
    )


def _choice(wish: ListWish, name: str) -> Choice:
    chosen = wish.chosen(name)
    options = (Option(one, label_of(one), one in chosen) for one in CHOICES[name])
    return Choice(name, CHOICE_LABELS[name], tuple(options))


def _tenth(number: int, wish: ListWish) -> Option:
    ends = {1: "1, the best", DECILES: f"{DECILES}, the last"}
    return Option(str(number), ends.get(number, str(number)), number == wish.decile)


def _bounds(wish: ListWish, name: str, currency: str) -> Bounds:
    chosen = next((one for one in wish.ranges if one.name == name), Range(name))
    low, high = write_number(chosen.low), write_number(chosen.high)
    unit = _UNITS.get(name, currency)
    return Bounds(name, RANGE_LABELS[name], unit, low, high, name == "devices")
