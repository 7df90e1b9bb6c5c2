"""Quotes show how they come about, where their parts say so."""

from dataclasses import replace
from decimal import Decimal

import pytest

from customers.domain.quote import BuyoutQuote, EarlyReturnQuote

BUYOUT = BuyoutQuote(Decimal(658), Decimal(4), Decimal(129), Decimal(142))
RETURN = EarlyReturnQuote(Decimal(258), Decimal(4), Decimal(129), Decimal(50))


def test_the_documented_quotes_show_their_working() -> None:
    """Contract §10.1: 4 × 129 + 142 = 658, 4 × 129 × 50 % = 258."""
    assert BUYOUT.working == "4 × 129.00 + 142.00"
    assert RETURN.working == "4 × 129.00 × 50\u00a0%"


@pytest.mark.parametrize("lost", ["price", "months_left", "monthly_amount", "residual"])
def test_a_buyout_without_a_part_shows_none(lost: str) -> None:
    assert replace(BUYOUT, **{lost: None}).working == ""


@pytest.mark.parametrize("lost", ["fee", "months_left", "monthly_amount", "percent"])
def test_a_fee_without_a_part_shows_none(lost: str) -> None:
    assert replace(RETURN, **{lost: None}).working == ""


def test_parts_that_do_not_make_the_price_are_not_shown() -> None:
    """The price is quoted, never computed anew (D104)."""
    assert replace(BUYOUT, price=Decimal("658.01")).working == ""
    assert replace(RETURN, fee=Decimal("258.01")).working == ""
