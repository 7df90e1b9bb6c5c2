"""A picture's figures as text and back, exactly; anything else is outdated, never a crash."""

import json
from datetime import date

import pytest

from customers.domain.cohorts import Cell, payback_map
from customers.domain.document import OutdatedDocument
from customers.domain.minor import LARGEST
from customers.domain.portfolio import Row, Sums, cube_of, sums_of
from customers.domain.portfolio_figures import (
    VERSION,
    Before,
    Figures,
    from_text,
    from_totals,
    to_text,
    to_totals,
)
from customers.domain.products import Product, ProductList, largest
from customers.domain.ranking import Place, rank

MARCH = date(2026, 3, 1)
ROWS = (
    Row("active", "business", "profitable", None, LARGEST, 1, LARGEST - 1, 0, 5),
    Row("inactive", "unknown", "no_data", None),
)
FULL = Figures(
    day=date(2026, 11, 23),
    cube=cube_of(ROWS),
    ranking=rank([Place(7, 2), Place(-9, 1)], 2),
    payback=payback_map([Cell(MARCH, 2, 1, 5, 10), Cell(MARCH, 8, 1, 10**30, 10**30)]),
    products=largest([Product("Ü", 3, 2, 1, 9), Product("", 1, 0, 0, 0)], 1),
    attention={"went_silent": 3},
    before=Before(date(2026, 10, 24), sums_of(ROWS[0])),
)
BARE = Figures(FULL.day, {}, rank((), 0), payback_map(()), ProductList())


@pytest.mark.parametrize("figures", [FULL, BARE], ids=["full", "bare"])
def test_figures_come_back_as_they_went(figures: Figures) -> None:
    assert from_text(to_text(figures)) == figures
    assert to_text(figures).isascii()


def test_a_day_keeps_its_sums_and_badges() -> None:
    text = to_totals(FULL.cube)
    assert from_totals(text) == FULL.sums
    assert json.loads(text)["recovery"] == {
        "profitable": 1,
        "recovering": 0,
        "at_risk": 0,
        "no_data": 1,
    }


def changed(text: str, **members: object) -> str:
    """The same text with other members."""
    return json.dumps({**json.loads(text), **members})


@pytest.mark.parametrize(
    "text",
    [
        "",
        "null",
        "[]",
        "{}",
        '{"customers": 3}',
        changed(to_text(FULL), v=VERSION + 1),
        changed(to_text(FULL), cube=[["active", "business", "profitable", True, [1, 2]]]),
        changed(to_text(FULL), cube=None),
        changed(to_text(FULL), whale=[]),
        changed(to_text(FULL), day="yesterday"),
    ],
)
def test_another_text_is_outdated(text: str) -> None:
    with pytest.raises(OutdatedDocument):
        from_text(text)


@pytest.mark.parametrize("sums", [[], ["1"] * 15, [1] * 14, None])
def test_other_totals_are_outdated(sums: object) -> None:
    with pytest.raises(OutdatedDocument):
        from_totals(changed(to_totals(FULL.cube), sums=sums))


def test_no_sums_are_sums_of_nobody() -> None:
    assert BARE.sums == Sums()
