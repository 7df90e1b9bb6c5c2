"""The filters of a list in words, each with the address of the list without it."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from customers.domain.attention import Kind
from customers.domain.moment import say_month
from customers.domain.money import format_count
from customers.domain.portfolio_wish import CHOICES, ListWish, Range
from customers.domain.profitability import Recovery
from customers.domain.words import join_words

CHOICE_LABELS: Mapping[str, str] = {
    "recovery": "Badge",
    "status": "Status",
    "type": "Type",
    "attention": "Attention",
}
RANGE_LABELS: Mapping[str, str] = {
    "profit": "Profit",
    "open": "Still open",
    "revenue": "Revenue a month",
    "recovery": "Recovery",
    "devices": "Active devices",
}
_WORDS = {one.value: one.label for one in (*Recovery, *Kind)}
_NAMED = 3
"""More months than these are told as their year."""


class Filter(NamedTuple):
    """A filter that is set: what it is about, its condition in words, and the wish without it."""

    name: str
    label: str
    words: str
    without: ListWish


def label_of(word: str) -> str:
    """A chosen word as people read it."""
    return _WORDS.get(word) or word.capitalize()


def filters_of(wish: ListWish) -> Iterator[Filter]:
    """Every filter of the wish but the words looked for, which stand in their own box."""
    first = replace(wish, cursor="")
    for name in CHOICES:
        if chosen := wish.chosen(name):
            words = join_words([label_of(one) for one in chosen], last=" or ")
            rest = tuple(pair for pair in wish.choices if pair[0] != name)
            yield Filter(name, CHOICE_LABELS[name], f"is {words}", replace(first, choices=rest))
    if wish.cost:
        yield Filter("cost", "Cost", f"is {wish.cost}", replace(first, cost=""))
    for one in wish.ranges:
        others = tuple(other for other in wish.ranges if other != one)
        yield Filter(one.name, RANGE_LABELS[one.name], _say(one), replace(first, ranges=others))
    yield from _others(wish, first)


def _others(wish: ListWish, first: ListWish) -> Iterator[Filter]:
    if wish.ends_within is not None:
        days = f"within {wish.ends_within} day{'' if wish.ends_within == 1 else 's'}"
        yield Filter("ends_within", "Contract ends", days, replace(first, ends_within=None))
    if wish.cohorts:
        yield Filter("cohort", "First subscription", _months(wish), replace(first, cohorts=()))
    if wish.product:
        yield Filter("product", "Product", f"is {wish.product}", replace(first, product=""))
    if wish.decile:
        tenth = f"is {wish.decile} of 10, 1 the best"
        yield Filter("decile", "Tenth by profit", tenth, replace(first, decile=None))
    if wish.field:
        words = f"is {wish.value}" if wish.value else "is empty"
        yield Filter("field", wish.field, words, replace(first, field="", value=""))


def _months(wish: ListWish) -> str:
    """Each month, or the year that they are."""
    first, last = wish.cohorts[0], wish.cohorts[-1]
    if len(wish.cohorts) > _NAMED and first.year == last.year:
        return f"in {first.year}"
    return f"in {join_words([say_month(one) for one in wish.cohorts], last=' or ')}"


def _say(one: Range) -> str:
    unit = "\u00a0%" if one.name == "recovery" else ""
    low, high = (None if end is None else f"{format_count(end)}{unit}" for end in one[1:])
    if low and high:
        return f"from {low} to {high}"
    return f"at least {low}" if low else f"at most {high}"
