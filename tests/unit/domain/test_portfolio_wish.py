"""A list's address: read, written back one way, and never an error."""

from datetime import date
from decimal import Decimal
from urllib.parse import parse_qs

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from customers.domain.portfolio_columns import COLUMNS, DEFAULT_COLUMNS, DEFAULT_SORT
from customers.domain.portfolio_wish import (
    CHOICES,
    COST,
    RANGES,
    ListWish,
    Range,
    columns_of,
    read_wish,
    write_wish,
)
from customers.models import AttentionKind

bounds = st.none() | st.decimals(-(10**9), 10**9, places=2).map(lambda one: one + 0)
texts = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=30).map(str.strip)
months = st.dates(date(1990, 1, 1), date(2999, 1, 1)).map(lambda day: day.replace(day=1))


def a_range(name: str) -> st.SearchStrategy[Range]:
    whole = st.none() | st.integers(0, 10**6).map(Decimal)
    ends = whole if name == "devices" else bounds
    return st.builds(Range, st.just(name), ends, ends)


def some_of(values: tuple[str, ...]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.sets(st.sampled_from(values)).map(
        lambda chosen: tuple(v for v in values if v in chosen)
    )


@st.composite
def wishes(draw: st.DrawFn) -> ListWish:
    """Any wish that an address can say."""
    choices = ((name, draw(some_of(values))) for name, values in CHOICES.items())
    ranges = (draw(a_range(name)) for name in RANGES)
    field = draw(texts)
    column, turn = draw(st.sampled_from(list(COLUMNS))), draw(st.sampled_from(["", "-"]))
    columns = draw(
        st.lists(st.sampled_from([name for name in COLUMNS if name != "name"]), unique=True)
    )
    return ListWish(
        q=draw(texts),
        choices=tuple((name, chosen) for name, chosen in choices if chosen),
        cost=draw(st.sampled_from(["", *COST])),
        ranges=tuple(one for one in ranges if one[1:] != (None, None)),
        ends_within=draw(st.none() | st.integers(0, 3650)),
        cohorts=tuple(sorted(draw(st.sets(months, max_size=3)))),
        product=draw(texts),
        decile=draw(st.none() | st.integers(1, 10)),
        field=field,
        value=draw(texts) if field else "",
        sort=f"{turn}{column}",
        columns=tuple(columns) or DEFAULT_COLUMNS,
        cursor=draw(st.sampled_from(["", "WyJrIl0"])),
    )


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(wishes())
def test_an_address_says_the_whole_wish(wish: ListWish) -> None:
    query = write_wish(wish)
    assert read_wish(parse_qs(query)) == wish
    assert write_wish(read_wish(parse_qs(query))) == query


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.dictionaries(
        st.sampled_from(["q", "sort", "profit_min", "columns", "x"]) | texts, st.lists(texts)
    )
)
def test_no_address_is_an_error(words: dict[str, list[str]]) -> None:
    wish = read_wish(words)
    assert read_wish(parse_qs(write_wish(wish))).filters == wish.filters


@pytest.mark.parametrize(
    "query",
    [
        "recovery=happy",
        "profit_min=abc",
        "profit_min=1e9",
        "devices_min=1.5",
        "ends_within=-1",
        "cohort=2026-13",
        "decile=11",
        "cost=maybe",
        "sort=colour",
        "columns=colour",
        "value=without",
        "utm_source=mail",
    ],
)
def test_what_cannot_be_meant_is_named_and_left_out(query: str) -> None:
    wish = read_wish(parse_qs(query))
    assert wish.ignored == (query if "utm" not in query else "utm_source",)
    assert wish.filters == ListWish()
    assert (wish.sort, wish.columns) == (DEFAULT_SORT, DEFAULT_COLUMNS)


def test_empty_fields_of_a_form_ask_for_nothing() -> None:
    query = "q=&profit_min=&cost=&cohort=&sort=-profit"
    assert read_wish(parse_qs(query, keep_blank_values=True)) == ListWish(sort="-profit")


def test_a_minus_may_be_typed_as_it_is_shown() -> None:
    (one,) = read_wish({"profit_min": ["−12.50"]}).ranges
    assert one.low == Decimal("-12.5")
    assert write_wish(ListWish(ranges=(one,))) == "profit_min=-12.5"


def test_the_column_that_is_sorted_by_is_shown() -> None:
    names = [column.name for column in columns_of(ListWish(sort="-profit"))]
    assert names == ["name", *DEFAULT_COLUMNS, "profit"]


def test_every_crossing_can_be_asked_for() -> None:
    assert set(CHOICES["attention"]) == set(AttentionKind.values)
