"""Which lines are crossed, what is said of each, and that the same one carries the same mark."""

from datetime import date, timedelta
from typing import Any

import pytest

from customers.domain.attention import (
    Crossing,
    Kind,
    Standing,
    broke_even,
    cost_edited,
    crossings,
    ending_unrecovered,
    newly_at_risk,
    went_silent,
)
from customers.domain.minor import SCALE
from customers.models import AttentionKind

TODAY = date(2026, 11, 23)


def a_standing(collected: int = 1000, cost: int = 2500, **what_matters: Any) -> Standing:
    """40 % paid back, two of three devices active at 100.00 a month."""
    sample = Standing(
        customer_id="cust_1",
        name="Anna",
        recovery="recovering",
        collected=collected * SCALE,
        acquisition_cost=cost * SCALE,
        profit=(collected - cost) * SCALE,
        still_open=max(cost - collected, 0) * SCALE,
        recovery_percent=collected * 100 * SCALE // cost,
        monthly_revenue=100 * SCALE,
        active_devices=2,
        devices_ever=3,
        contract_ends_on=None,
        at_risk_on=None,
        collected_since=None,
    )
    return sample._replace(**what_matters)


def text(crossing: Crossing | None) -> str:
    """The sentence with plain spaces."""
    assert crossing is not None
    return crossing.reason.replace("\u00a0", " ")


def test_the_kinds_are_those_that_are_kept() -> None:
    assert {kind.value for kind in Kind} == set(AttentionKind.values)
    assert all(kind.label for kind in Kind)


def test_newly_at_risk_says_ratio_money_and_since_when() -> None:
    after = a_standing(recovery="at_risk", at_risk_on=date(2026, 11, 20))
    found = newly_at_risk(a_standing(), after, "EUR", TODAY)
    assert text(found) == (
        "Has paid back 40 %; 1,500.00 EUR is still open, with more than half of the contract time "
        "gone since 20 November 2026."
    )
    assert found is not None
    assert (found.mark, found.amount) == ("2026-11-20", 1500 * SCALE)


@pytest.mark.parametrize(("before", "after"), [("at_risk", "at_risk"), ("at_risk", "recovering")])
def test_who_was_at_risk_is_not_newly_so(before: str, after: str) -> None:
    was, now = a_standing(recovery=before), a_standing(recovery=after)
    assert newly_at_risk(was, now, "EUR", TODAY) is None


def test_without_a_day_the_risk_begins_today() -> None:
    found = newly_at_risk(a_standing(), a_standing(recovery="at_risk"), "", TODAY)
    assert found is not None
    assert found.mark == "2026-11-23"


def test_break_even_says_what_came_against_what_was_spent() -> None:
    after = a_standing(2600, recovery="profitable")
    found = broke_even(a_standing(), after, "EUR")
    assert text(found) == "Has paid back 104 %: 2,600.00 collected against a cost of 2,500.00 EUR."
    assert found is not None
    assert (found.mark, found.amount) == (str(2500 * SCALE), 100 * SCALE)


@pytest.mark.parametrize("before", ["profitable", "no_data"])
def test_break_even_is_reached_from_below_alone(before: str) -> None:
    """Of whom nothing was known before, nothing was reached now."""
    after = a_standing(2600, recovery="profitable")
    assert broke_even(a_standing(recovery=before), after, "EUR") is None
    assert broke_even(a_standing(), a_standing(), "EUR") is None


def test_an_edited_cost_says_both_and_what_became_of_the_ratio() -> None:
    found = cost_edited(a_standing(), a_standing(cost=2000), "EUR", 7)
    assert text(found) == (
        "The acquisition cost went from 2,500.00 to 2,000.00 EUR, with three devices given out "
        "before and after. Recovery went from 40.0 % to 50.0 %."
    )
    assert found is not None
    assert (found.mark, found.amount) == ("picture 7", 500 * SCALE)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (a_standing(), a_standing()),
        (a_standing(), a_standing(cost=2000, devices_ever=4)),
        (a_standing(devices_ever=None), a_standing(cost=2000, devices_ever=None)),
        (a_standing(acquisition_cost=None), a_standing()),
        (a_standing(), a_standing(acquisition_cost=None)),
    ],
    ids=["same cost", "a device came", "devices unknown", "became known", "became unknown"],
)
def test_a_cost_that_has_a_reason_was_not_edited(before: Standing, after: Standing) -> None:
    assert cost_edited(before, after, "EUR", 7) is None


@pytest.mark.parametrize(("days", "silent"), [(44, False), (45, True), (400, True)])
def test_silence_begins_after_45_days(days: int, silent: bool) -> None:
    since = TODAY - timedelta(days=days)
    found = went_silent(a_standing(collected_since=since), "EUR", TODAY)
    assert (found is not None) is silent
    assert found is None or (found.mark, found.amount) == (since.isoformat(), 100 * SCALE)


@pytest.mark.parametrize(
    ("revenue", "said"),
    [
        (100 * SCALE, "with two active devices at 100.00 EUR a month."),
        (None, "with two active devices."),
    ],
)
def test_silence_says_since_when_and_what_is_due(revenue: int | None, said: str) -> None:
    silent = a_standing(collected_since=date(2026, 10, 9), monthly_revenue=revenue)
    assert text(went_silent(silent, "EUR", TODAY)) == (
        f"Nothing has been collected since 9 October 2026, {said}"
    )


@pytest.mark.parametrize(
    "what",
    [
        {"collected_since": None},
        {"active_devices": 0},
        {"active_devices": None},
        {"active_devices": -1},
        {"monthly_revenue": 0},
    ],
    ids=str,
)
def test_nothing_is_missed_where_nothing_is_due(what: dict[str, Any]) -> None:
    silent = a_standing(collected_since=date(2026, 1, 1))._replace(**what)
    assert went_silent(silent, "EUR", TODAY) is None


@pytest.mark.parametrize(("days", "told"), [(-1, False), (0, True), (30, True), (31, False)])
def test_a_contract_is_told_within_30_days_of_its_end(days: int, told: bool) -> None:
    ends = TODAY + timedelta(days=days)
    found = ending_unrecovered(a_standing(contract_ends_on=ends), "EUR", TODAY)
    assert (found is not None) is told
    assert found is None or (found.mark, found.amount) == (ends.isoformat(), 1500 * SCALE)


def test_an_ending_contract_says_when_and_how_much_is_open() -> None:
    ending = a_standing(contract_ends_on=date(2026, 12, 15))
    assert text(ending_unrecovered(ending, "EUR", TODAY)) == (
        "A contract ends on 15 December 2026; 1,500.00 of 2,500.00 EUR is still open."
    )


@pytest.mark.parametrize(
    "what",
    [{"recovery": "profitable"}, {"recovery": "no_data"}, {"still_open": 0}, {"still_open": None}],
    ids=str,
)
def test_an_end_with_nothing_open_is_no_news(what: dict[str, Any]) -> None:
    ending = a_standing(contract_ends_on=TODAY, **what)
    assert ending_unrecovered(ending, "EUR", TODAY) is None


def test_several_lines_may_be_crossed_at_once() -> None:
    """A lowered cost brings break-even: both are told."""
    after = a_standing(2000, 2000, recovery="profitable")
    found = crossings(a_standing(2000), after, "EUR", TODAY, 7)
    assert [one.kind for one in found] == [Kind.BROKE_EVEN, Kind.COST_EDITED]


def test_a_sentence_has_room() -> None:
    """The longest amounts in all places."""
    after = a_standing(recovery="at_risk", still_open=10**15, acquisition_cost=10**15)
    edited = cost_edited(a_standing(acquisition_cost=-(10**15)), after, "EUR", 7)
    assert edited is not None
    assert len(edited.reason) < 400
