"""Why figures changed: the lines always add up to the change."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from customers.domain.change_lines import Line, Reason
from customers.domain.metric import Metric
from customers.domain.payment import Payment, PaymentStatus
from customers.domain.snapshot import KEPT, DeviceFigures, Snapshot
from customers.domain.why_changed import EXPLAINED, Explanation, why_changed
from tests.builders import FETCHED_AT, a_payment

COLLECTED, COST, PROFIT = EXPLAINED[:3]
RECOVERY, MONTHLY, ACTIVE = EXPLAINED[3:]
LATER = FETCHED_AT + timedelta(days=30)
PHONE = DeviceFigures("rental_1", "iPhone 16", True, Decimal(450), monthly=Decimal(37))
LAPTOP = DeviceFigures("rental_2", "MacBook Air", True, Decimal(1050), monthly=Decimal(62))


def a_day(
    at: datetime, collected: str, cost: str, *devices: DeviceFigures, **figures: str
) -> Snapshot:
    """A day whose figures follow from two sums and the devices given."""
    money, spent = Decimal(collected), Decimal(cost)
    running = [device for device in devices if device.active]
    known = {
        COLLECTED: money,
        COST: spent,
        PROFIT: money - spent,
        RECOVERY: money * 100 / spent,
        MONTHLY: sum((device.monthly or Decimal(0) for device in running), Decimal(0)),
        ACTIVE: Decimal(len(running)),
    }
    told = {Metric(name): Decimal(value) for name, value in figures.items()}
    return Snapshot(at, {**known, **told}, devices)


def paid(value: str | None, at: datetime, **what_matters: Any) -> Payment:
    """A payment received at that moment."""
    return replace(a_payment(value, status=PaymentStatus.PAID, paid_at=at), **what_matters)


def assert_adds_up(explanation: Explanation) -> None:
    """The lines of every figure are its change."""
    for metric, change in explanation.change.items():
        effects = (line.effects.get(metric, Decimal(0)) for line in explanation.lines)
        assert sum(effects, Decimal(0)) == change


def lines(before: Snapshot, after: Snapshot, *payments: Payment) -> dict[Reason, Line]:
    """The lines by their reason, which add up."""
    explanation = why_changed(before, after, payments)
    assert_adds_up(explanation)
    return {line.reason: line for line in explanation.lines}


def only(found: Mapping[Reason, Line], reason: Reason) -> dict[str, str]:
    """What the only line there is did, as text."""
    assert list(found) == [reason]
    return {metric.value: str(effect) for metric, effect in found[reason].effects.items()}


def test_payments_received_explain_what_was_collected() -> None:
    """After the one answer and by the other; each effect is told, recovery in points."""
    found = lines(
        a_day(FETCHED_AT, "400", "450", PHONE),
        a_day(LATER, "474", "450", PHONE),
        paid("37", FETCHED_AT),
        paid("37", FETCHED_AT + timedelta(seconds=1)),
        paid("37", LATER),
        paid("37", LATER + timedelta(seconds=1)),
    )
    assert found[Reason.PAYMENTS].payment_count == 2
    assert only(found, Reason.PAYMENTS) == {
        "lifetime_collected": "74",
        "profit": "74",
        "cost_recovery_percent": "16.44",
    }


def test_what_was_not_received_explains_nothing() -> None:
    """Neither pending, nor of an unknown value, nor of an unknown moment."""
    between = FETCHED_AT + timedelta(days=1)
    found = lines(
        a_day(FETCHED_AT, "400", "450", PHONE),
        a_day(LATER, "437", "450", PHONE),
        paid("37", between, status=PaymentStatus.PROCESSING),
        paid(None, between),
        paid("37", between, paid_at=None),
    )
    assert only(found, Reason.REST)["lifetime_collected"] == "37"


def test_a_device_added_costs_and_brings_in() -> None:
    found = lines(
        a_day(FETCHED_AT, "450", "450", PHONE), a_day(LATER, "450", "1500", PHONE, LAPTOP)
    )
    assert found[Reason.ADDED].device == LAPTOP
    assert only(found, Reason.ADDED) == {
        "acquisition_cost": "1050",
        "profit": "-1050",
        "monthly_revenue": "62",
        "active_devices": "1",
        "cost_recovery_percent": "-70.00",
    }


def test_a_device_that_ended_keeps_its_cost() -> None:
    ended = replace(PHONE, active=False)
    found = lines(a_day(FETCHED_AT, "450", "450", PHONE), a_day(LATER, "450", "450", ended))
    assert only(found, Reason.ENDED) == {"monthly_revenue": "-37", "active_devices": "-1"}
    back = lines(a_day(FETCHED_AT, "450", "450", ended), a_day(LATER, "450", "450", PHONE))
    assert only(back, Reason.RESUMED) == {"monthly_revenue": "37", "active_devices": "1"}


def test_a_device_gone_from_the_list_takes_all_with_it() -> None:
    found = lines(
        a_day(FETCHED_AT, "450", "1500", PHONE, LAPTOP), a_day(LATER, "450", "450", PHONE)
    )
    assert found[Reason.GONE].device == LAPTOP
    assert only(found, Reason.GONE)["acquisition_cost"] == "-1050"


def test_a_cost_edited_afterwards_is_told_with_both_costs() -> None:
    dearer = replace(PHONE, cost=Decimal(500))
    found = lines(a_day(FETCHED_AT, "450", "450", PHONE), a_day(LATER, "450", "500", dearer))
    line = found[Reason.COST_EDITED]
    assert (line.before, line.after) == (Decimal(450), Decimal(500))
    assert only(found, Reason.COST_EDITED) == {
        "acquisition_cost": "50",
        "profit": "-50",
        "cost_recovery_percent": "-10.00",
    }


def test_a_cost_filled_in_was_in_no_sum_before() -> None:
    unknown = replace(PHONE, cost=None)
    before = a_day(FETCHED_AT, "450", "1050", unknown, LAPTOP)
    found = lines(before, a_day(LATER, "450", "1500", PHONE, LAPTOP))
    assert found[Reason.COST_EDITED].before is None
    assert only(found, Reason.COST_EDITED)["acquisition_cost"] == "450"


def test_a_price_changed_moves_revenue_alone() -> None:
    cheaper = replace(PHONE, monthly=Decimal(30))
    found = lines(a_day(FETCHED_AT, "450", "450", PHONE), a_day(LATER, "450", "450", cheaper))
    assert only(found, Reason.PRICE_CHANGED) == {"monthly_revenue": "-7"}


def test_nothing_changed_has_no_lines() -> None:
    before = a_day(FETCHED_AT, "450", "450", PHONE)
    assert lines(before, replace(before, taken_at=LATER)) == {}


@pytest.mark.parametrize(
    ("delivered", "reason"), [("118.05", Reason.ROUNDING), ("118.04", Reason.REST)]
)
def test_a_percentage_cut_off_is_rounding(delivered: str, reason: Reason) -> None:
    """118.0555… delivered as 118.05: a hundredth point, and no more."""
    before = a_day(FETCHED_AT, "425", "360", PHONE)
    after = a_day(LATER, "425", "360", PHONE, cost_recovery_percent=delivered)
    assert list(lines(before, after)) == [reason]


def test_what_was_never_read_stays_in_the_rest() -> None:
    """And the explanation says that it was not read."""
    before = replace(a_day(FETCHED_AT, "450", "450", PHONE), devices=None)
    explanation = why_changed(before, a_day(LATER, "487", "1500", PHONE, LAPTOP), None)
    assert not explanation.devices_known
    assert not explanation.payments_known
    assert [line.reason for line in explanation.lines] == [Reason.REST]
    assert_adds_up(explanation)


def test_a_figure_unknown_on_one_day_has_no_change() -> None:
    """No line tells of it, and recovery is not computed from half of it."""
    before, after = a_day(FETCHED_AT, "450", "450", PHONE), a_day(LATER, "487", "450", PHONE)
    known = {metric: after.figures[metric] for metric in (COLLECTED, RECOVERY)}
    explanation = why_changed(before, Snapshot(LATER, known, after.devices), [paid("37", LATER)])
    assert set(explanation.change) == {COLLECTED, RECOVERY}
    assert {metric for line in explanation.lines for metric in line.effects} == {
        COLLECTED,
        RECOVERY,
    }
    assert_adds_up(explanation)


AMOUNTS = st.decimals("-9999999999.99", "9999999999.99", places=2)
COSTS = st.none() | st.decimals(0, 100_000, places=2)
DEVICES = st.lists(
    st.builds(
        DeviceFigures,
        st.sampled_from("abcd"),
        st.just("device"),
        st.booleans(),
        cost=COSTS,
        monthly=COSTS,
    ),
    max_size=4,
    unique_by=lambda device: device.subscription_id,
).map(tuple)
DAYS = st.builds(
    Snapshot,
    st.integers(-40, 40).map(lambda day: FETCHED_AT + timedelta(days=day)),
    st.dictionaries(st.sampled_from(KEPT), AMOUNTS),
    st.none() | DEVICES,
)
PAYMENTS = st.none() | st.lists(
    st.builds(
        paid,
        COSTS,
        st.integers(-40, 40).map(lambda day: FETCHED_AT + timedelta(days=day)),
        status=st.sampled_from(PaymentStatus),
    ),
    max_size=6,
)


@given(DAYS, DAYS, PAYMENTS)
@settings(max_examples=200, deadline=None)
def test_the_lines_always_add_up(
    before: Snapshot, after: Snapshot, payments: list[Payment] | None
) -> None:
    """Whatever the two days say, and however badly the lists fit to them."""
    assert_adds_up(why_changed(before, after, payments))
