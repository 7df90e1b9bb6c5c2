"""When a device pays for itself: the worked examples of FlexPortal's documents."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from customers.domain.break_even import (
    BreakEven,
    Projection,
    break_even,
    break_even_month,
    break_even_months,
    broke_even_on,
    first_profitable_month,
    projection,
)
from tests.builders import a_subscription

DAYS = st.dates(date(2025, 1, 1), date(2025, 3, 1))
EVENTS = st.lists(st.tuples(DAYS, st.integers(1, 9).map(Decimal)), max_size=12)


def test_89_a_month_against_1000_breaks_even_in_month_12() -> None:
    """11.2 months; month 12 reaches 100 %, "month 13+" is profit (D52)."""
    months = break_even_months(Decimal(1000), Decimal(89))
    assert months is not None
    assert round(months, 1) == Decimal("11.2")
    assert break_even_month(months) == 12
    assert first_profitable_month(months) == 13


def test_15_months_against_a_contract_of_12_is_a_warning() -> None:
    """Break-even lies beyond the contract."""
    found = break_even(a_subscription(cost="1335"))
    assert found == BreakEven(Decimal(15), 15, 12, too_late=True)


@pytest.mark.parametrize(("months", "month"), [("13.95", 14), ("12", 12), ("0.1", 1)])
def test_the_break_even_month_is_the_ceiling(months: str, month: int) -> None:
    """The other sample: 13.95 falls into month 14."""
    assert break_even_month(Decimal(months)) == month


def test_exactly_at_the_end_of_the_contract_is_not_too_late() -> None:
    """The warning is for more than the contract."""
    found = break_even(a_subscription(cost="1068"))
    assert found
    assert (found.month, found.too_late) == (12, False)


@pytest.mark.parametrize(("cost", "monthly"), [("0", "1"), ("1", "0"), ("-1", "1"), ("1", "-1")])
def test_months_need_a_cost_and_a_price_above_zero(cost: str, monthly: str) -> None:
    """However small."""
    assert break_even_months(Decimal(cost), Decimal(monthly)) is None
    assert break_even_months(Decimal("0.5"), Decimal("0.5")) == 1
    small = projection(a_subscription(cost="0.5"))
    assert small
    assert small.margin == Decimal("1067.5")


@pytest.mark.parametrize("cost", [None, "0", "-5"])
def test_without_a_cost_there_is_no_break_even(cost: str | None) -> None:
    """Undefined, not at once."""
    assert break_even(a_subscription(cost=cost)) is None
    assert projection(a_subscription(cost=cost)) is None


@pytest.mark.parametrize(
    ("what", "month", "too_late"),
    [
        ({"monthly_amount": None, "delivered_break_even_months": Decimal("13.95")}, 14, True),
        ({"monthly_amount": Decimal(0), "delivered_break_even_months": Decimal(3)}, 3, False),
        ({"contract_length": None}, 12, None),
    ],
)
def test_delivered_months_stand_in_and_an_unknown_length_warns_of_nothing(
    what: dict[str, Any], month: int, too_late: bool | None
) -> None:
    """Where the price is not known."""
    found = break_even(a_subscription(**what))
    assert found
    assert (found.month, found.too_late) == (month, too_late)


def test_the_projected_margin_is_over_the_cost() -> None:
    """24 × 129 = 3,096; less 1,800 is 1,296, which is 72.0 % of 1,800 (D51)."""
    subscription = a_subscription(cost="1800", monthly_amount=Decimal(129), contract_length=24)
    assert projection(subscription) == Projection(Decimal(3096), Decimal(1296), Decimal(72))


@pytest.mark.parametrize("unknown", ["monthly_amount", "contract_length"])
def test_a_projection_needs_price_and_term(unknown: str) -> None:
    """Else it is unknown."""
    assert projection(a_subscription(**{unknown: None})) is None


def day(number: int) -> date:
    """A day of May."""
    return date(2026, 5, number)


@pytest.mark.parametrize(
    ("receipts", "costs", "reached"),
    [
        ([], [], None),
        ([(1, 5)], [(1, 10)], None),
        ([(1, 5), (3, 5)], [(1, 10)], 3),
        ([(1, 5), (3, 9), (9, 1)], [(1, 10)], 3),
        ([(1, 20), (9, 5)], [(1, 10), (5, 15)], 9),
        ([(1, 20)], [(1, 10), (5, 15)], None),
        ([(5, 10)], [(5, 10)], 5),
        ([(1, 10), (4, -2), (8, 2)], [(1, 10)], 8),
    ],
)
def test_broke_even_is_the_last_crossing(
    receipts: list[tuple[int, int]], costs: list[tuple[int, int]], reached: int | None
) -> None:
    """A device bought later, or a refund, puts them back below."""
    found = broke_even_on(
        [(day(number), Decimal(amount)) for number, amount in receipts],
        [(day(number), Decimal(amount)) for number, amount in costs],
    )
    assert found == (None if reached is None else day(reached))


@given(EVENTS, EVENTS)
@settings(max_examples=200)
def test_from_that_day_on_nothing_was_open_and_the_day_before_something_was(
    receipts: list[tuple[date, Decimal]], costs: list[tuple[date, Decimal]]
) -> None:
    """Held against the plain sums of every day."""

    def balance(upto: date) -> Decimal:
        came = sum((amount for on, amount in receipts if on <= upto), Decimal(0))
        return came - sum((amount for on, amount in costs if on <= upto), Decimal(0))

    reached = broke_even_on(receipts, costs)
    last = max((on for on, _ in receipts + costs), default=date(2025, 1, 1))
    assert (reached is not None) == (bool(receipts + costs) and balance(last) >= 0)
    if reached:
        later = range((last - reached).days + 1)
        assert all(balance(reached + timedelta(days=days)) >= 0 for days in later)
        before = [on for on, _ in receipts + costs if on < reached]
        assert not before or balance(max(before)) < 0
