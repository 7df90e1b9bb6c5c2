"""Whether a customer has paid back what was spent."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from customers.domain.customer import Customer, Delivered, Figure
from customers.domain.profitability import (
    DELIVERED_PERCENT,
    FLAT_SUMS,
    NESTED_SUMS,
    Bar,
    Recovery,
    cost_recovery_percent,
    coverage,
    exact_recovery,
    has_broken_even,
    possible_badges,
    profit,
    recovery_badge,
    recovery_bar,
)
from customers.normalise import normalise_customer
from tests.builders import a_customer, a_figure, a_flat_record, a_nested_record

SUMS = st.none() | st.decimals(-10, 10_000, places=2)
PERCENTS = st.none() | st.decimals(0, 300, places=2)


def delivering(**what: Decimal | None) -> Customer:
    """A customer of whom only these profitability fields are delivered."""
    return Customer("bu", "cust", delivered=Delivered(**what))


def test_the_documented_sample_in_the_flat_shape() -> None:
    """Computed, and rounded half up for scripts (D24)."""
    figure = cost_recovery_percent(normalise_customer(a_flat_record()))
    assert (figure.source, exact_recovery(figure)) == (FLAT_SUMS, "118.06")


def test_the_documented_sample_in_the_nested_shape() -> None:
    """As delivered."""
    figure = cost_recovery_percent(normalise_customer(a_nested_record()))
    assert figure == Figure(Decimal("118.05"), DELIVERED_PERCENT)
    assert exact_recovery(figure) == "118.05"


@given(SUMS, SUMS, PERCENTS, SUMS, SUMS)
@settings(max_examples=200)
def test_the_order_of_precedence_holds(
    flat: Decimal | None,
    flat_cost: Decimal | None,
    percent: Decimal | None,
    nested: Decimal | None,
    nested_cost: Decimal | None,
) -> None:
    """Flat sums, then the delivered percentage, then nested sums, then unknown."""
    figure = cost_recovery_percent(
        delivering(
            lifetime_collected=flat,
            total_acquisition_cost=flat_cost,
            nested_cost_recovery_percent=percent,
            nested_lifetime_collected=nested,
            nested_total_acquisition_cost=nested_cost,
        )
    )
    if flat is not None and flat_cost is not None and flat_cost > 0:
        assert figure == Figure(flat * 100 / flat_cost, FLAT_SUMS)
    elif percent is not None:
        assert figure == Figure(percent, DELIVERED_PERCENT)
    elif nested is not None and nested_cost is not None and nested_cost > 0:
        assert figure == Figure(nested * 100 / nested_cost, NESTED_SUMS)
    else:
        assert figure == Figure()


def test_a_ratio_never_mixes_the_two_shapes() -> None:
    """A flat sum over a nested cost is a ratio of nothing."""
    mixed = delivering(lifetime_collected=Decimal(100), nested_total_acquisition_cost=Decimal(100))
    assert cost_recovery_percent(mixed).value is None


@pytest.mark.parametrize(("collected", "cost"), [(None, "1"), ("1", None), (None, None)])
def test_unknown_is_never_zero(collected: str | None, cost: str | None) -> None:
    """Nothing is computed from what is not there."""
    customer = a_customer(collected=collected, cost=cost)
    assert cost_recovery_percent(customer) == profit(customer) == Figure()
    assert recovery_badge(customer) is Recovery.NO_DATA
    assert exact_recovery(cost_recovery_percent(customer)) == ""


def test_profit_names_the_fields_it_is_made_of() -> None:
    """Collected − acquisition cost."""
    assert profit(a_customer(collected="1003.92", cost="1410")) == Figure(
        Decimal("-406.08"), "lifetimeCollected − totalAcquisitionCost"
    )


def test_a_cost_of_zero_gives_a_profit_but_no_percentage() -> None:
    """Contract §7.3: undefined."""
    customer = a_customer(cost="0")
    assert profit(customer).value == Decimal(4250)
    assert cost_recovery_percent(customer).value is None
    assert recovery_badge(customer) is Recovery.NO_DATA


def test_without_a_cost_a_delivered_percentage_gives_no_badge() -> None:
    """Rule 6 asks for the cost first; the bar shows the percentage all the same."""
    customer = delivering(nested_cost_recovery_percent=Decimal(120))
    assert recovery_badge(customer) is Recovery.NO_DATA
    assert recovery_bar(cost_recovery_percent(customer).value) is Bar.GREEN


def test_a_cost_of_zero_gives_no_badge_even_beside_a_delivered_percentage() -> None:
    """The cost has to be above 0, whatever FlexPortal makes of it."""
    delivered = Delivered(nested_cost_recovery_percent=Decimal(120))
    customer = a_customer(cost="0", delivered=delivered)
    assert recovery_badge(customer) is Recovery.NO_DATA


@pytest.mark.parametrize(
    ("collected", "elapsed", "badge"),
    [
        ("1000", None, Recovery.PROFITABLE),
        ("1000", "1", Recovery.PROFITABLE),
        ("999.999999", None, Recovery.RECOVERING),
        ("500.000001", "0.9", Recovery.RECOVERING),
        ("500", "0.500001", Recovery.AT_RISK),
        ("500", "0.5", Recovery.RECOVERING),
        ("0", None, Recovery.RECOVERING),
        ("-1", "1", Recovery.AT_RISK),
    ],
)
def test_the_badge_is_decided_on_unrounded_values(
    collected: str, elapsed: str | None, badge: Recovery
) -> None:
    """Of a cost of 1,000, at the very thresholds of rule 6."""
    share = None if elapsed is None else Decimal(elapsed)
    assert recovery_badge(a_customer(collected=collected, cost="1000"), share) is badge


@given(st.decimals(-10, 200, places=6), st.sampled_from([None, Decimal(0), Decimal(1)]), st.data())
def test_bounds_of_the_percentage_leave_out_no_badge_that_lies_between_them(
    percent: Decimal, elapsed: Decimal | None, data: st.DataObject
) -> None:
    low = data.draw(st.none() | st.decimals(-10, percent, places=6))
    high = data.draw(st.none() | st.decimals(percent, 200, places=6))
    badge = recovery_badge(a_customer(collected=str(percent), cost="100"), elapsed)
    assert badge in possible_badges(low, high)


def test_bounds_of_the_percentage_leave_out_the_badges_beyond_them() -> None:
    """A badge is none without a cost, whatever percentage is delivered."""
    never = {Recovery.NO_DATA}
    assert possible_badges(Decimal(100), None) == {Recovery.PROFITABLE} | never
    open_ones = {Recovery.AT_RISK, Recovery.RECOVERING}
    assert possible_badges(None, Decimal("99.9999")) == open_ones | never
    assert possible_badges(Decimal("50.0001"), Decimal(99)) == {Recovery.RECOVERING} | never
    assert possible_badges(None, None) == set(Recovery)


@pytest.mark.parametrize(
    ("percent", "bar"),
    [
        (None, Bar.UNKNOWN),
        ("49.999999", Bar.RED),
        ("50", Bar.AMBER),
        ("99.999999", Bar.AMBER),
        ("100", Bar.GREEN),
    ],
)
def test_the_bar_shows_the_ratio_alone(percent: str | None, bar: Bar) -> None:
    """D48 and D50."""
    assert recovery_bar(None if percent is None else Decimal(percent)) is bar


@pytest.mark.parametrize(("percent", "said"), [(None, None), ("99.99", False), ("100", True)])
def test_broken_even_counts_exactly_100(percent: str | None, said: bool | None) -> None:
    """D46: as FlexPortal's samples do."""
    assert has_broken_even(None if percent is None else Decimal(percent)) is said


@given(st.decimals("0.01", 10**9, places=2), st.decimals(0, 10**9, places=2))
@settings(max_examples=200)
def test_badge_bar_and_profit_agree_at_break_even(cost: Decimal, collected: Decimal) -> None:
    """Profitable, green and no loss are one thing, to the last cent."""
    customer = a_customer(collected=collected, cost=cost)
    percent, gain = cost_recovery_percent(customer).value, profit(customer).value
    assert gain is not None
    assert (recovery_badge(customer) is Recovery.PROFITABLE) == (gain >= 0)
    assert (recovery_bar(percent) is Bar.GREEN) == (gain >= 0)


@pytest.mark.parametrize(("tracked", "partial"), [(4, True), (5, False), (6, False)])
def test_figures_that_leave_subscriptions_out_are_partial(tracked: int, partial: bool) -> None:
    """Rule 7."""
    ids = tuple("abcde")
    customer = a_customer(subscriptions_tracked=a_figure(tracked), subscription_ids=ids)
    covered = coverage(customer)
    assert covered
    assert (covered.tracked, covered.subscriptions, covered.partial) == (tracked, 5, partial)


def test_coverage_is_unknown_without_both_counts() -> None:
    """Nothing is claimed."""
    assert coverage(a_customer(subscriptions_tracked=Figure())) is None
    assert coverage(a_customer(subscription_ids=None)) is None


def test_every_badge_has_its_word() -> None:
    """One label table."""
    assert [one.label for one in Recovery] == ["Profitable", "Recovering", "At risk", "No data"]
