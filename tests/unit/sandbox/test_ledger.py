"""What becomes of a charge follows from its date, the payer and today."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from customers.sandbox.catalogue import IPHONE
from customers.sandbox.ledger import list_charges, settle
from customers.sandbox.months import add_months, months_begun
from customers.sandbox.plan import Ending, Payer, Person
from customers.sandbox.recipes import begun, cast_member, rented

TODAY = date(2026, 11, 23)
DAYS = st.dates(date(2020, 1, 1), date(2032, 12, 31))


@pytest.mark.parametrize(
    ("payer", "days_ago", "status"),
    [
        (Payer(1), -1, "pending"),
        (Payer(1), 0, "processing"),
        (Payer(1), 1, "paid"),
        (Payer(30), 29, "pending"),
        (Payer(30), 30, "paid"),
        (Payer(1, TODAY - timedelta(days=40)), 39, "failed"),
        (Payer(1, TODAY - timedelta(days=40)), 3, "pending"),
        (Payer(1, TODAY - timedelta(days=40)), 41, "paid"),
    ],
)
def test_a_charge_settles(payer: Payer, days_ago: int, status: str) -> None:
    """On the day, around the grace of a capture, and for those who stopped paying."""
    assert settle(payer, TODAY - timedelta(days=days_ago), TODAY)[0] == status


def test_charges_after_an_ending_are_void_and_the_ending_itself_is_charged() -> None:
    """As for a buyout."""
    start = begun(TODAY, 10)
    contract = rented(IPHONE, start, term=12, monthly=4_400, cost=72_000)
    ending = Ending("ended_buyout", add_months(start, 6), 20_000)
    bought = type(contract)(**{**vars(contract), "ending": ending})
    plan = cast_member("cust_x", Person("A", "B", "a@b.example"), start, bought)
    statuses = [charge.status for charge in list_charges(plan, TODAY)]
    assert statuses == ["paid"] * 6 + ["cancelled"] * 6 + ["paid"]


@given(DAYS, st.integers(-60, 60))
def test_adding_months_keeps_the_day_or_takes_the_last(day: date, months: int) -> None:
    """Whichever way the months go."""
    moved = add_months(day, months)
    assert (moved.year * 12 + moved.month) - (day.year * 12 + day.month) == months
    assert moved.day == day.day or (moved + timedelta(days=1)).day == 1


@given(DAYS, st.integers(1, 60), st.integers(3, 20))
def test_a_story_has_begun_as_many_months_as_it_says(today: date, months: int, ago: int) -> None:
    """On any day, so that the cast's figures never change."""
    start = begun(today, months, ago)
    assert months_begun(start, today) == months
