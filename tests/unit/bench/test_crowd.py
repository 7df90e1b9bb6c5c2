"""The made-up crowd: whole rows, figures that fit together, words that are found."""

from collections import Counter
from itertools import islice

import pytest

from customers.domain.search import holds, search_words
from tests.bench.portfolio.crowd import (
    COMMON_NAME,
    CUSTOMER_COLUMNS,
    SUBSCRIPTION_COLUMNS,
    Member,
    crowd,
)

ALIVE = 9
COUNT = 5_000


@pytest.fixture(scope="module")
def members() -> tuple[Member, ...]:
    return tuple(crowd(1, COUNT, 2, ALIVE))


def test_rows_are_whole_and_the_same_every_time(members: tuple[Member, ...]) -> None:
    for member in members:
        assert len(member.customer) == len(CUSTOMER_COLUMNS)
        assert all(len(row) == len(SUBSCRIPTION_COLUMNS) for row in member.subscriptions)
    assert list(islice(crowd(1, COUNT, 2, ALIVE), 20)) == list(members[:20])


def test_one_in_a_hundred_is_gone(members: tuple[Member, ...]) -> None:
    died = Counter(member.customer[CUSTOMER_COLUMNS.index("died")] for member in members)
    assert died == {ALIVE: COUNT, 2: COUNT // 100}


def test_figures_fit_together(members: tuple[Member, ...]) -> None:
    for member in members:
        row = dict(zip(CUSTOMER_COLUMNS, member.customer, strict=True))
        collected, cost, profit = (
            row[name] for name in ("collected", "acquisition_cost", "profit")
        )
        assert (cost is None) == (row["recovery"] == "no_data")
        if isinstance(collected, int) and isinstance(cost, int):
            assert profit == collected - cost


def test_shares_are_as_in_life(members: tuple[Member, ...]) -> None:
    rows = [dict(zip(CUSTOMER_COLUMNS, member.customer, strict=True)) for member in members]
    share = Counter(row["recovery"] for row in rows)
    assert 0.05 < share["at_risk"] / len(rows) < 0.25
    assert 0.01 < Counter(row["status"] for row in rows)["inactive"] / len(rows) < 0.03
    common = sum(COMMON_NAME in str(row["sort_name"]) for row in rows)
    assert 0.01 < common / len(rows) < 0.05


@pytest.mark.parametrize("column", ["name", "email", "customer_id", "company", "phone"])
def test_everybody_is_found_as_in_the_product(members: tuple[Member, ...], column: str) -> None:
    for member in members[:300]:
        row = dict(zip(CUSTOMER_COLUMNS, member.customer, strict=True))
        assert holds(str(row["search_text"]), search_words(str(row[column]))), row
