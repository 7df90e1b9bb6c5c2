"""What the database finds is what a plain look at every row finds, whichever way it reads them."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from itertools import pairwise
from random import Random

import pytest

from customers.domain.portfolio_columns import COLUMNS
from customers.domain.portfolio_wish import CHOICES, RANGES, ListWish, Range, read_wish, write_wish
from customers.domain.search import holds
from customers.models import PortfolioCustomer, portfolio_rows
from customers.models.portfolio_conditions import words_asked
from customers.models.portfolio_rows import find_rows
from customers.selectors.portfolio_count import Tally, count_found
from tests.integration.selectors.portfolio_rows import (
    NOW,
    PRODUCTS,
    SECTORS,
    TODAY,
    a_random_portfolio,
    all_ids,
    in_order,
    seen,
)

pytestmark = pytest.mark.django_db
FIELDS = {"recovery": "recovery", "status": "status", "type": "customer_type"}
WAYS = {"few": 1_000, "near": 3, "among": 0}
QUESTIONS = (
    *("", "jan", "JAN", "Müller", "asa zoe", "noord", "cust_0000", "020 00000", "b", "zzz"),
    *("brouw janse", "jan brouwerij", "zuid cust", "jans 31200", "noo b", "brouwerij zzz"),
)


def naive(row: PortfolioCustomer, wish: ListWish) -> bool:
    """The filters as a person would read them."""
    choices = all(
        getattr(row, FIELDS[name]) in chosen for name, chosen in wish.choices if name in FIELDS
    )
    known = {"": True, "known": row.acquisition_cost is not None}
    cost = known.get(wish.cost, row.acquisition_cost is None)
    ends = wish.ends_within is None or (
        row.contract_ends_on is not None
        and TODAY <= row.contract_ends_on <= TODAY + timedelta(days=wish.ends_within)
    )
    cohort = not wish.cohorts or row.cohort in wish.cohorts
    words = holds(row.search_text, words_asked(wish))
    return choices and cost and ends and cohort and words and all(map(_within(row), wish.ranges))


def _within(row: PortfolioCustomer):  # type: ignore[no-untyped-def]
    def within(one: Range) -> bool:
        value = getattr(row, RANGES[one.name])
        low = one.low if one.low is not None else Decimal(-(10**9))
        high = one.high if one.high is not None else Decimal(10**9)
        return value is not None and low * one.scale <= value <= high * one.scale

    return within


def a_random_wish(chance: Random) -> ListWish:
    """One to three filters, any order."""
    words: dict[str, list[str]] = {"sort": [chance.choice(["", "-"]) + chance.choice([*COLUMNS])]}
    offers = [{name: chance.sample(CHOICES[name], 2)} for name in ("recovery", "status", "type")]
    low = chance.randrange(-3, 3)
    offers += [
        {f"{name}_min": [str(max(low, 0) if name == "devices" else low)], f"{name}_max": ["2"]}
        for name in ("profit", "open", "revenue", "devices")
    ]
    offers += [{"recovery_min": [chance.choice(["50", "75", "100"])]}, {"recovery_max": ["99"]}]
    offers += [{"cost": [chance.choice(["known", "unknown"])]}, {"ends_within": ["30"]}]
    offers += [{"cohort": ["2026-02", "2026-03"]}, {"product": [chance.choice(PRODUCTS)]}]
    offers += [{"field": ["sector"], "value": [chance.choice(SECTORS)]}]
    offers += [{"q": [chance.choice(QUESTIONS)]} for _ in range(3)]
    for offer in chance.sample(offers, chance.randrange(1, 4)):
        words |= offer
    return read_wish(words)


@pytest.mark.parametrize("way", WAYS)
def test_filters_find_what_a_plain_look_finds(way: str, monkeypatch: pytest.MonkeyPatch) -> None:
    portfolio, chance = a_random_portfolio(200), Random(way)  # noqa: S311
    monkeypatch.setattr(portfolio_rows, "PAGE_ROWS", 300 if way != "near" else 2)
    monkeypatch.setattr(portfolio_rows, "FEW", 0)
    monkeypatch.setattr(portfolio_rows, "LOOK", 8)
    monkeypatch.setattr(portfolio_rows, "few_of", lambda _: WAYS[way])
    rows = seen(portfolio)
    met = 0
    for _ in range(150):
        wish = a_random_wish(chance)
        wanted = [row for row in rows if naive(row, wish)]
        column, descending = COLUMNS[wish.sort.removeprefix("-")], wish.sort.startswith("-")
        ordered = [row.pk for row in in_order(wanted, column, descending=descending)]
        found = find_rows(portfolio, wish, ("customer_id",), NOW)
        keys = [row[1] for row in found.rows]
        assert keys == ordered[: len(keys)], write_wish(wish)
        assert len(keys) == min(len(ordered), portfolio_rows.PAGE_ROWS), write_wish(wish)
        open_amounts = [row.still_open for row in wanted if row.still_open is not None]
        tally = Tally(len(wanted), len(open_amounts), sum(open_amounts))
        assert count_found(portfolio, wish, NOW) == tally, write_wish(wish)
        assert found.counts is None or Tally(*found.counts) == tally, write_wish(wish)
        met += bool(wanted)
    assert met > 50


@pytest.mark.parametrize("few", [0, 1_000])
def test_all_of_a_filtered_list_is_read_once(few: int, monkeypatch: pytest.MonkeyPatch) -> None:
    portfolio, chance = a_random_portfolio(200), Random(few)  # noqa: S311
    monkeypatch.setattr(portfolio_rows, "_AT_ONCE", 9)
    monkeypatch.setattr(portfolio_rows, "few_of", lambda _: few)
    rows = seen(portfolio)
    for _ in range(40):
        wish = a_random_wish(chance)
        wanted = [row for row in rows if naive(row, wish)]
        column, descending = COLUMNS[wish.sort.removeprefix("-")], wish.sort.startswith("-")
        ordered = [row.customer_id for row in in_order(wanted, column, descending=descending)]
        assert all_ids(portfolio, wish) == ordered, write_wish(wish)


def test_categories_alone_are_walked_page_by_page(monkeypatch: pytest.MonkeyPatch) -> None:
    portfolio, chance = a_random_portfolio(200), Random(3)  # noqa: S311
    monkeypatch.setattr(portfolio_rows, "PAGE_ROWS", 4)
    rows = seen(portfolio)
    for _ in range(25):
        sort = chance.choice(["", "-"]) + chance.choice([*COLUMNS])
        words = {name: chance.sample(CHOICES[name], 2) for name in FIELDS}
        wish = read_wish({**words, "cost": [chance.choice(["", "known"])], "sort": [sort]})
        wanted = [row for row in rows if naive(row, wish)]
        column = COLUMNS[sort.removeprefix("-")]
        ordered = [row.pk for row in in_order(wanted, column, descending=sort.startswith("-"))]
        pages = [find_rows(portfolio, wish, ("customer_id",), NOW)]
        while pages[-1].next:
            further = replace(wish, cursor=pages[-1].next)
            pages.append(find_rows(portfolio, further, ("customer_id",), NOW))
        assert [row[1] for page in pages for row in page.rows] == ordered, write_wish(wish)
        for before, after in pairwise(pages):
            back = replace(wish, cursor=after.previous)
            assert find_rows(portfolio, back, ("customer_id",), NOW).rows == before.rows
