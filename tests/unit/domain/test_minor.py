"""Amounts as whole ten-thousandths."""

from decimal import Decimal

import pytest

from customers.domain.minor import LARGEST, SCALE, floor_minor, from_minor, to_minor


@pytest.mark.parametrize(
    ("amount", "minor"),
    [
        ("178.98000000000002", 1_789_800),
        ("-406.08", -4_060_800),
        ("0.00005", 1),
        ("0", 0),
        (str(LARGEST // SCALE), LARGEST),
    ],
)
def test_an_amount_is_kept_to_the_ten_thousandth(amount: str, minor: int) -> None:
    assert to_minor(Decimal(amount)) == minor
    assert from_minor(minor) == Decimal(minor) / SCALE


def test_what_no_customer_can_owe_is_unknown() -> None:
    assert to_minor(Decimal("1e30")) is None
    assert floor_minor(Decimal("-1e30")) is None


def test_unknown_stays_unknown() -> None:
    assert (to_minor(None), floor_minor(None), from_minor(None)) == (None, None, None)


def test_a_percentage_loses_what_would_be_rounded_twice() -> None:
    """118.04999999 is 118.0 %, and was 118.1 if it had become 118.0500 on the way."""
    assert floor_minor(Decimal("118.04999999")) == 1_180_499
