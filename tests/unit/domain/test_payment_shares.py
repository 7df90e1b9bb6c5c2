"""Which subscription a payment pays for."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from customers.domain.payment import Payment
from customers.domain.payment_shares import paid_by_subscription, payment_shares, spread
from tests.builders import a_consolidated_payment, a_payment

CENTS = st.decimals("0.01", 10**9, places=2)


def shared(payment: Payment) -> dict[str | None, Decimal]:
    """What falls on whom."""
    return {share.subscription_id: share.amount for share in payment_shares(payment)}


def test_a_single_payment_is_for_its_subscription() -> None:
    """Whole."""
    assert shared(a_payment("89")) == {"rental_001": Decimal(89)}


def test_a_consolidated_payment_follows_its_line_items() -> None:
    """Two lines of one subscription are one share."""
    payment = a_consolidated_payment("90", ("a", "50"), ("b", "30"), ("a", "10"))
    assert shared(payment) == {"a": Decimal(60), "b": Decimal(30)}


def test_net_lines_are_scaled_to_the_gross_value() -> None:
    """121 for lines of 60 and 40: the tax goes along."""
    payment = a_consolidated_payment("121", ("a", "60"), ("b", "40"))
    assert shared(payment) == {"a": Decimal("72.60"), "b": Decimal("48.40")}


def test_the_smallest_lines_serve_as_well() -> None:
    """Only their proportion counts."""
    payment = a_consolidated_payment("100", ("a", "0.03"), ("b", "0.01"))
    assert shared(payment) == {"a": Decimal(75), "b": Decimal(25)}


def test_the_odd_cents_go_to_the_largest_fractions() -> None:
    """10.00 over three equal lines."""
    payment = a_consolidated_payment("10", ("a", "1"), ("b", "1"), ("c", "1"))
    assert list(shared(payment).values()) == [Decimal("3.34"), Decimal("3.33"), Decimal("3.33")]
    assert spread(Decimal("0.04"), (Decimal(2), Decimal(1))) == (Decimal("0.03"), Decimal("0.01"))
    assert spread(Decimal("0.05"), (Decimal(2), Decimal(1))) == (Decimal("0.03"), Decimal("0.02"))


@pytest.mark.parametrize(
    "items",
    [(), (("a", "60"), ("b", None)), (("a", "0"),), (("a", "5"), ("b", "-5"))],
)
def test_nothing_is_guessed_without_usable_lines(items: tuple[tuple[str, str | None], ...]) -> None:
    """The whole stays on no subscription."""
    assert shared(a_consolidated_payment("100", *items)) == {None: Decimal(100)}


def test_a_line_of_no_subscription_stays_apart() -> None:
    """And the rest is not blown up to fill it."""
    payment = a_consolidated_payment("100", ("a", "60"), (None, "40"))
    assert shared(payment) == {"a": Decimal(60), None: Decimal(40)}


def test_an_unknown_value_has_no_shares() -> None:
    """Not shares of zero."""
    assert payment_shares(a_payment(None)) == ()


def test_sums_by_subscription_keep_what_belongs_to_none() -> None:
    """Under None, so that the total stays whole."""
    payments = [
        a_payment("10"),
        a_payment("20"),
        a_payment("5", subscription_id=None),
        a_consolidated_payment("9", ("rental_001", "3"), ("b", "6")),
    ]
    assert paid_by_subscription(payments) == {
        "rental_001": Decimal(33),
        None: Decimal(5),
        "b": Decimal(6),
    }


@given(CENTS, st.lists(CENTS, min_size=1, max_size=9))
@settings(max_examples=200)
def test_any_spread_adds_up_and_stays_within_a_cent(value: Decimal, weights: list[Decimal]) -> None:
    """Exactly to the cent."""
    parts = spread(value, tuple(weights))
    assert sum(parts) == value
    for part, weight in zip(parts, weights, strict=True):
        assert part == part.quantize(Decimal("0.01"))
        assert abs(part - value * weight / sum(weights)) <= Decimal("0.01") + Decimal("1e-9")


@given(st.decimals("0.000001", 10**12, places=6), st.lists(CENTS, min_size=1, max_size=5))
@settings(max_examples=100)
def test_parts_of_a_cent_are_not_lost(value: Decimal, weights: list[Decimal]) -> None:
    """They fall on the largest part."""
    parts = spread(value, tuple(weights))
    assert sum(parts) == value
    assert sum(part != part.quantize(Decimal("0.01")) for part in parts) <= 1
