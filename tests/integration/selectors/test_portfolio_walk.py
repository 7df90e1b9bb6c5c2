"""Every order gives every row exactly once, in both directions, however it is read."""

from dataclasses import replace
from decimal import Decimal

import pytest

from customers.domain.portfolio_columns import COLUMNS, Column
from customers.domain.portfolio_wish import ListWish, Range
from customers.models import Portfolio, portfolio_rows
from customers.models.portfolio_rows import Found, find_rows
from tests.integration.selectors.portfolio_rows import (
    NOW,
    a_random_portfolio,
    all_ids,
    in_order,
    seen,
)

pytestmark = pytest.mark.django_db
ORDERS = [f"{sign}{name}" for name in COLUMNS for sign in ("", "-")]
IDS = ("customer_id",)


@pytest.fixture
def portfolio(monkeypatch: pytest.MonkeyPatch) -> Portfolio:
    monkeypatch.setattr(portfolio_rows, "PAGE_ROWS", 7)
    return a_random_portfolio(120)


def expected(portfolio: Portfolio, sort: str) -> list[int]:
    column: Column = COLUMNS[sort.removeprefix("-")]
    rows = in_order(seen(portfolio), column, descending=sort.startswith("-"))
    return [row.pk for row in rows]


def keys(found: Found) -> list[int]:
    return [row[1] for row in found.rows]


def forward(portfolio: Portfolio, wish: ListWish) -> list[Found]:
    pages = [find_rows(portfolio, wish, IDS, NOW)]
    while pages[-1].next:
        wish = replace(wish, cursor=pages[-1].next)
        pages.append(find_rows(portfolio, wish, IDS, NOW))
    return pages


def backward(portfolio: Portfolio, wish: ListWish, cursor: str) -> list[Found]:
    pages: list[Found] = []
    while cursor:
        pages.insert(0, find_rows(portfolio, replace(wish, cursor=cursor), IDS, NOW))
        cursor = pages[0].previous
    return pages


@pytest.mark.parametrize("sort", ORDERS)
def test_walking_gives_every_row_once_in_both_directions(portfolio: Portfolio, sort: str) -> None:
    wish = ListWish(sort=sort)
    pages = forward(portfolio, wish)
    walked = [key for page in pages for key in keys(page)]
    assert walked == expected(portfolio, sort)
    back = backward(portfolio, wish, pages[-1].previous)
    assert [keys(page) for page in back] == [keys(page) for page in pages[:-1]]
    assert [page.start for page in back] == [page.start for page in pages[:-1]]
    assert pages[0].previous == ""


@pytest.mark.parametrize("sort", ORDERS)
def test_reading_all_of_it_gives_the_same(
    portfolio: Portfolio, monkeypatch: pytest.MonkeyPatch, sort: str
) -> None:
    monkeypatch.setattr(portfolio_rows, "_AT_ONCE", 11)
    by_id = {row.customer_id: row.pk for row in seen(portfolio)}
    walked = [by_id[one] for one in all_ids(portfolio, ListWish(sort=sort))]
    assert walked == expected(portfolio, sort)


@pytest.mark.parametrize("sort", ["-profit", "name", "status", "-recovery"])
def test_without_figures_that_can_be_read_the_order_is_the_same(
    portfolio: Portfolio, sort: str
) -> None:
    portfolio.figures = ""
    walked = [key for page in forward(portfolio, ListWish(sort=sort)) for key in keys(page)]
    assert walked == expected(portfolio, sort)


@pytest.mark.parametrize(
    ("sort", "name", "low"), [("-still_open", "profit", "0.5"), ("-profit", "open", "0.5")]
)
def test_what_is_open_and_what_is_earned_are_walked_as_one(
    monkeypatch: pytest.MonkeyPatch, sort: str, name: str, low: str
) -> None:
    portfolio = a_random_portfolio(400)
    monkeypatch.setattr(portfolio_rows, "FEW", 0)
    monkeypatch.setattr(portfolio_rows, "PAGE_ROWS", 7)
    monkeypatch.setattr(portfolio_rows, "few_of", lambda _: 20)
    monkeypatch.delattr(portfolio_rows, "all_rows")  # nobody need walk past all the others
    wish = ListWish(sort=sort, ranges=(Range(name, low=Decimal(low)),))
    found = find_rows(portfolio, wish, IDS, NOW)
    assert len(found.rows) == portfolio_rows.PAGE_ROWS
