"""The rows behind a figure add up to it exactly."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from customers.domain.breakdown import Breakdown, Column, device_breakdown, order_breakdown
from customers.domain.metric import Metric, figure_of
from customers.domain.receipt import receipt
from customers.domain.subscription import Subscription, SubscriptionStatus
from customers.flexportal.records import ProseProfitability
from customers.normalise import normalise_customer
from tests.builders import a_customer, a_nested_record, a_subscription, an_order

COLLECTED, COST, PROFIT = (
    Metric.LIFETIME_COLLECTED,
    Metric.ACQUISITION_COST,
    Metric.PROFIT,
)
LAPTOP = a_subscription(cost="1050.00", collected="1364.00")
PHONE = a_subscription(cost="450.00", collected="444.00", status=SubscriptionStatus.ENDED_BUYOUT)


def columns(breakdown: Breakdown | None) -> dict[Metric, Column]:
    """The columns by figure."""
    assert breakdown is not None
    return {column.metric: column for column in breakdown.columns}


def assert_adds_up(column: Column) -> None:
    """Rows and difference are the figure."""
    assert column.difference is not None
    known = [amount for amount in column.amounts if amount is not None]
    assert sum(known, column.difference) == column.figure


def test_recovery_is_made_of_two_sums() -> None:
    """Each device with both, ended ones too."""
    found = device_breakdown(
        a_customer(collected="1808", cost="1500"),
        Metric.COST_RECOVERY_PERCENT,
        (LAPTOP, PHONE),
        "EUR",
    )
    both = columns(found)
    assert list(both) == [COLLECTED, COST]
    assert both[COLLECTED].amounts == (Decimal(1364), Decimal(444))
    assert [column.difference for column in both.values()] == [0, 0]


def test_a_difference_is_a_row_of_its_own() -> None:
    found = columns(device_breakdown(a_customer(), PROFIT, (LAPTOP, PHONE), "EUR"))
    assert {metric.value: column.difference for metric, column in found.items()} == {
        "lifetime_collected": Decimal("2442.00"),
        "acquisition_cost": Decimal("2100.00"),
        "profit": Decimal("342.00"),
    }


def test_unknown_amounts_are_left_out_and_counted() -> None:
    """So is an amount in another currency, but its device is a device."""
    devices = (LAPTOP, a_subscription(cost=None), a_subscription(cost="70", currency="USD"))
    cost = columns(device_breakdown(a_customer(), COST, devices, "EUR"))[COST]
    assert cost.amounts == (Decimal(1050), None, None)
    assert (cost.total, cost.left_out) == (Decimal(1050), 2)
    assert_adds_up(cost)
    ever = columns(device_breakdown(a_customer(), Metric.DEVICES_EVER, devices, "EUR"))
    assert ever[Metric.DEVICES_EVER].total == 3


@pytest.mark.parametrize("metric", [Metric.MONTHLY_REVENUE, Metric.ACTIVE_DEVICES])
def test_what_runs_now_is_made_of_running_contracts(metric: Metric) -> None:
    found = device_breakdown(a_customer(), metric, (LAPTOP, PHONE), "EUR")
    assert found is not None
    assert found.devices == (LAPTOP,)
    assert_adds_up(columns(found)[metric])


def test_an_unknown_figure_has_no_difference() -> None:
    found = columns(device_breakdown(a_customer(cost=None), PROFIT, (LAPTOP,), "EUR"))
    assert (found[COST].difference, found[PROFIT].difference) == (None, None)
    assert found[COLLECTED].difference == Decimal("2886.00")


def test_a_ratio_of_nested_sums_is_broken_down_by_them() -> None:
    """The columns end in the numbers of the formula, not in others (D19)."""
    nested = ProseProfitability(lifetime_collected=Decimal(100), total_acquisition_cost=Decimal(80))
    customer = normalise_customer(
        a_nested_record(lifetime_collected=Decimal(7), profitability=nested)
    )
    found = columns(device_breakdown(customer, Metric.COST_RECOVERY_PERCENT, (), "EUR"))
    parts = receipt(customer, Metric.COST_RECOVERY_PERCENT).parts
    assert [column.figure for column in found.values()] == [parts[0].value, parts[1].value]
    assert found[COLLECTED].figure == 100


def test_an_average_is_made_of_nothing_we_know() -> None:
    assert device_breakdown(a_customer(), Metric.AVERAGE_MONTHLY_REVENUE, (LAPTOP,), "EUR") is None


def test_orders_are_counted_one_by_one() -> None:
    """Three of the headline, one in the list: two are missing."""
    (column,) = order_breakdown(a_customer(), [an_order()]).columns
    assert (column.total, column.difference) == (Decimal(1), Decimal(2))


AMOUNTS = st.none() | st.decimals(0, 10**9, places=2)
DEVICES = st.lists(
    st.builds(
        a_subscription,
        cost=AMOUNTS,
        collected=AMOUNTS,
        monthly_amount=AMOUNTS,
        status=st.sampled_from(SubscriptionStatus),
        currency=st.sampled_from([None, "EUR", "USD"]),
    ),
    max_size=6,
)


@given(DEVICES, AMOUNTS, AMOUNTS)
@settings(max_examples=100, deadline=None)
def test_rows_always_add_up(
    devices: list[Subscription], collected: Decimal | None, cost: Decimal | None
) -> None:
    """Whatever the list says, and however badly it fits to the headline."""
    customer = a_customer(collected=collected, cost=cost)
    for metric in Metric:
        for column in (device_breakdown(customer, metric, devices, "EUR") or NO_ROWS).columns:
            if figure_of(customer, column.metric).value is not None:
                assert_adds_up(column)


NO_ROWS = Breakdown((), (), ())
