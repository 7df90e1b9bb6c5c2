"""The working behind every figure."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from functools import reduce

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from customers.domain.customer import Customer, Delivered
from customers.domain.metric import Metric, Unit, figure_of, why_unknown
from customers.domain.receipt import Part, receipt
from customers.flexportal.records import CustomerRecord
from customers.normalise import normalise_customer
from tests.builders import a_customer, a_figure, a_flat_record, a_nested_record, an_archived_record

OPERATORS: dict[str, Callable[[Decimal, Decimal], Decimal]] = {
    "−": lambda one, other: one - other,
    "÷": lambda one, other: one / other,
    "×": lambda one, other: one * other,
}
SHAPES = [a_flat_record(), a_nested_record(), an_archived_record()]


def worked_out(parts: tuple[Part, ...]) -> Decimal:
    """Do the sum of a receipt by hand."""
    values = [part.value for part in parts if part.value is not None]
    terms = zip((part.operator for part in parts[1:]), values[1:], strict=True)
    return reduce(lambda total, term: OPERATORS[term[0]](total, term[1]), terms, values[0])


@pytest.mark.parametrize("metric", Metric)
@pytest.mark.parametrize("record", SHAPES, ids=["flat", "nested", "archived"])
def test_every_figure_of_every_shape_has_a_receipt(record: CustomerRecord, metric: Metric) -> None:
    """Its parts give its result, or it says why there is none."""
    customer = normalise_customer(record)
    slip = receipt(customer, metric)
    assert (slip.title, slip.result) == (metric.label, figure_of(customer, metric).value)
    if slip.result is None:
        assert f"Unknown: {why_unknown(customer, metric)}." in slip.notes
    else:
        assert abs(worked_out(slip.parts) - slip.result) < Decimal("1e-20")


@given(st.decimals(0, 10**9, places=2), st.decimals("0.01", 10**9, places=2))
@settings(max_examples=100)
def test_the_parts_of_any_receipt_give_its_result(collected: Decimal, cost: Decimal) -> None:
    """Profit exactly, the percentage to the last digit but rounding of the division."""
    customer = a_customer(collected=collected, cost=cost)
    gain, recovery = (
        receipt(customer, Metric(name)) for name in ("profit", "cost_recovery_percent")
    )
    assert worked_out(gain.parts) == gain.result == collected - cost
    assert recovery.result is not None
    assert worked_out(recovery.parts) == pytest.approx(recovery.result, abs=Decimal("1e-12"))


def test_the_flat_sample_reads_as_in_the_design() -> None:
    """4,250.00 ÷ 3,600.00 × 100 = 118.0556, shown as 118.06 to scripts."""
    slip = receipt(normalise_customer(a_flat_record()), Metric.COST_RECOVERY_PERCENT)
    assert slip.parts == (
        Part("", "Collected", Decimal(4250), Unit.MONEY),
        Part("÷", "Acquisition cost", Decimal(3600), Unit.MONEY),
        Part("×", "", Decimal(100), Unit.COUNT),
    )
    assert [(field.path, field.unit) for field in slip.fields] == [
        ("lifetimeCollected", Unit.MONEY),
        ("totalAcquisitionCost", Unit.MONEY),
    ]
    assert slip.shown == Decimal("118.06")
    assert slip.comparison is None


def test_the_nested_sample_shows_both_percentages_and_why_they_differ() -> None:
    """118.05 as delivered beside 118.06 computed (D24)."""
    slip = receipt(normalise_customer(a_nested_record()), Metric.COST_RECOVERY_PERCENT)
    assert slip.shown == Decimal("118.05")
    assert [field.unit for field in slip.fields] == [Unit.MONEY, Unit.MONEY, Unit.PERCENT]
    assert "not computed" in slip.notes[0]
    assert slip.comparison
    assert (slip.comparison.own, slip.comparison.ours) == (Decimal("118.05"), Decimal("118.06"))
    assert slip.comparison.difference == Decimal("0.01")
    assert slip.comparison.explanation.startswith("The difference is rounding: FlexPortal cuts off")


def with_percent(own: str, **sums: str) -> Customer:
    """A customer with a delivered percentage beside two sums."""
    values = {name: Decimal(value) for name, value in sums.items()}
    return Customer(
        "bu", "cust", delivered=Delivered(nested_cost_recovery_percent=Decimal(own), **values)
    )


@pytest.mark.parametrize(
    ("own", "explained"),
    [
        ("118.06", ""),
        ("118.05", "FlexPortal cuts off"),
        ("118.07", "The difference is rounding."),
        ("90", "Recoup shows the percentage as delivered"),
    ],
)
def test_a_delivered_percentage_is_held_against_its_sums(own: str, explained: str) -> None:
    """Same, cut off, a cent of a percent, or contradicting."""
    customer = with_percent(
        own, nested_lifetime_collected="4250", nested_total_acquisition_cost="3600"
    )
    comparison = receipt(customer, Metric.COST_RECOVERY_PERCENT).comparison
    assert comparison
    assert explained in comparison.explanation
    assert bool(comparison.explanation) == (comparison.difference != 0)


def test_flat_sums_win_over_a_contradicting_percentage() -> None:
    """And the receipt says which is shown."""
    customer = with_percent("90", lifetime_collected="4250", total_acquisition_cost="3600")
    slip = receipt(customer, Metric.COST_RECOVERY_PERCENT)
    assert slip.shown == Decimal("118.06")
    assert slip.comparison
    assert "Recoup shows what the two sums give" in slip.comparison.explanation


def test_a_figure_delivered_once_has_nothing_to_be_held_against() -> None:
    """Not even itself; nor has a profit without a delivered margin."""
    assert receipt(a_customer(), Metric.LIFETIME_COLLECTED).comparison is None
    nested = a_nested_record().profitability
    record = a_flat_record(profitability=nested, customer_margin=None)
    assert receipt(normalise_customer(record), Metric.PROFIT).comparison is None
    assert receipt(a_customer(cost=None), Metric.PROFIT).comparison is None


def test_a_lone_percentage_has_nothing_to_be_held_against() -> None:
    """It stands as delivered."""
    slip = receipt(with_percent("90.123"), Metric.COST_RECOVERY_PERCENT)
    assert (slip.comparison, slip.shown) == (None, Decimal("90.123"))


def test_nested_sums_are_the_parts_where_they_are_the_source() -> None:
    """Although a flat sum stands beside them."""
    customer = replace(
        a_customer(cost=None),
        delivered=Delivered(
            lifetime_collected=Decimal(1),
            nested_lifetime_collected=Decimal(50),
            nested_total_acquisition_cost=Decimal(100),
        ),
    )
    slip = receipt(customer, Metric.COST_RECOVERY_PERCENT)
    assert [part.value for part in slip.parts] == [50, 100, 100]
    assert slip.result == Decimal(50)


def test_profit_stands_beside_the_delivered_margin() -> None:
    """FlexPortal does not say what it is made of."""
    record = a_flat_record(customer_margin=Decimal(600))
    comparison = receipt(normalise_customer(record), Metric.PROFIT).comparison
    assert comparison
    assert (comparison.path, comparison.difference) == ("customerMargin", Decimal(50))
    assert "does not say" in comparison.explanation


def test_two_shapes_that_disagree_are_shown_both() -> None:
    """The flat one counts."""
    nested = a_nested_record().profitability
    record = a_flat_record(profitability=nested, lifetime_collected=Decimal(4251))
    comparison = receipt(normalise_customer(record), Metric.LIFETIME_COLLECTED).comparison
    assert comparison
    assert (comparison.path, comparison.difference) == (
        "profitability.lifetimeCollected",
        Decimal(1),
    )
    assert "lifetimeCollected counts before" in comparison.explanation


@pytest.mark.parametrize(
    ("metric", "path"),
    [
        (Metric.ACTIVE_DEVICES, "totalDevicesRented"),
        (Metric.DEVICES_EVER, "rentalIds"),
        (Metric.ORDERS, "orderIds"),
    ],
)
def test_counts_are_held_against_the_second_place_they_stand_in(metric: Metric, path: str) -> None:
    """The sample agrees with itself."""
    comparison = receipt(normalise_customer(a_nested_record()), metric).comparison
    assert comparison
    assert (comparison.path, comparison.difference, comparison.explanation) == (
        path,
        Decimal(0),
        "",
    )


def test_notes_say_what_one_should_know_before_quoting() -> None:
    """Partial figures, VAT, the undocumented average, counted devices."""
    partial = a_customer(subscriptions_tracked=a_figure(2))
    assert "Covers 2 of 3 subscriptions." in receipt(partial, Metric.ACQUISITION_COST).notes
    assert "Covers 2 of 3 subscriptions." not in receipt(partial, Metric.ORDERS).notes
    assert "VAT" in receipt(partial, Metric.PROFIT).notes[-1]
    assert "averages" in receipt(partial, Metric.AVERAGE_MONTHLY_REVENUE).notes[-1]
    assert "each is one device" in receipt(partial, Metric.DEVICES_EVER).notes[-1]
    delivered = normalise_customer(a_nested_record())
    assert receipt(delivered, Metric.DEVICES_EVER).notes == ()
