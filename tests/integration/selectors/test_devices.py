"""The panel of devices: sums that leave out what is unknown, set beside the headline."""

from datetime import date
from decimal import Decimal

import pytest

from customers.domain.customer import Customer
from customers.domain.subscription import Subscription, SubscriptionStatus
from customers.selectors.devices import Compared, DevicesPanel, get_devices_panel
from customers.selectors.table import Wish
from tests.builders import a_customer, a_subscription
from tests.integration.panels import a_source

ENDED = SubscriptionStatus.ENDED_EARLY_RETURN
TWO = (
    a_subscription(subscription_id="one", cost="1000", collected="600"),
    a_subscription(subscription_id="two", cost="500", collected="450", monthly_amount=Decimal(40)),
)


def panel(
    *devices: Subscription,
    customer: Customer | None = None,
    older: float = 0,
    status: str = "",
    sort: str = "",
) -> DevicesPanel:
    """The panel for these devices."""
    return get_devices_panel(
        a_source(customer=customer, older=older, wish=Wish(sort, status)), devices
    )


def test_sums_and_their_ratio() -> None:
    """1,050 of 1,500 is 70 %; the mean of 60 and 90 would be 75."""
    totals = panel(*TWO).totals
    assert totals.label == "2 devices, 2 active"
    assert (totals.monthly.value, totals.collected.value) == ("129.00", "1050.00")
    assert (totals.cost.value, totals.percent) == ("1500.00", "70.0\u00a0%")
    assert totals.left_out == ""


def test_what_has_ended_brings_in_nothing_more() -> None:
    ended = a_subscription(status=ENDED, ended_on=date(2026, 3, 1))
    shown = panel(TWO[0], ended)
    assert (shown.totals.label, shown.totals.monthly.value) == ("2 devices, 1 active", "89.00")
    assert [row.monthly is None for row in shown.rows] == [False, True]


def test_an_unknown_cost_is_left_out_and_counted() -> None:
    """Of sum and ratio; what it brought in stays in the sum."""
    totals = panel(*TWO, a_subscription(cost=None, collected="100")).totals
    assert (totals.collected.value, totals.cost.value) == ("1150.00", "1500.00")
    assert totals.percent == "70.0\u00a0%"
    assert (
        totals.left_out == "One device without a known cost is left out of the cost and the ratio."
    )


def test_unknown_sums_are_counted_too() -> None:
    unknown = a_subscription(collected=None)
    totals = panel(unknown, unknown).totals
    assert (totals.collected.value, totals.percent) == ("0.00", "unknown")
    assert totals.left_out.startswith("Two devices of which the sum is unknown are left out")


def test_currencies_are_never_added() -> None:
    totals = panel(*TWO, a_subscription(currency="USD", cost="9", collected="9")).totals
    assert (totals.collected.value, totals.cost.value) == ("1050.00", "1500.00")
    assert totals.left_out == "One device in another currency is left out of every sum."


@pytest.mark.parametrize(
    ("collected", "cost", "expected"),
    [
        ("1050", "1500", (True, True)),
        ("1050.01", "1500", (False, True)),
        (None, "1400", (False, False)),
    ],
)
def test_sums_beside_the_headline(
    collected: str | None, cost: str, expected: tuple[bool, bool]
) -> None:
    compared = panel(*TWO, customer=a_customer(collected=collected, cost=cost)).compared
    assert tuple(one.agrees for one in compared) == expected


def test_a_difference_is_said_with_its_size() -> None:
    """And, where the two answers are of different age, with that."""
    customer = a_customer(collected="1000", cost="1600")
    collected, cost = panel(*TWO, customer=customer, older=300).compared
    assert collected == Compared(
        False,
        "Collected: 1,050.00\u00a0EUR over the devices, 50.00 more than the headline’s "
        "1,000.00\u00a0EUR, which was fetched 5 min earlier.",
    )
    assert "100.00 less than the headline’s 1,600.00\u00a0EUR, which" in cost.words


def test_an_unknown_headline_is_said_to_be_unknown() -> None:
    compared = panel(*TWO, customer=a_customer(cost=None)).compared
    assert compared[1].words.endswith("over the devices; unknown in the headline.")


def test_running_contracts_first_then_what_ended_last() -> None:
    devices = (
        a_subscription(subscription_id="gone long", status=ENDED, ended_on=date(2024, 1, 1)),
        a_subscription(subscription_id="gone", status=ENDED, ended_on=date(2026, 1, 1)),
        a_subscription(subscription_id="young", start_on=date(2026, 5, 1)),
        a_subscription(subscription_id="no start", start_on=None),
        a_subscription(subscription_id="old", start_on=date(2025, 5, 1)),
    )
    order = [row.subscription_id for row in panel(*devices).rows]
    assert order == ["old", "young", "no start", "gone", "gone long"]


def test_a_status_filter_sums_what_is_left() -> None:
    """The comparison with the headline stays one of all devices."""
    ended = a_subscription(status=ENDED, ended_on=date(2026, 1, 1), collected="7", cost="9")
    customer = a_customer(collected="1057", cost="1509")
    shown = panel(*TWO, ended, customer=customer, status="active")
    assert (shown.totals.label, shown.totals.collected.value) == ("2 of 3 devices", "1050.00")
    assert all(one.agrees for one in shown.compared)


def test_no_devices_sum_to_nothing() -> None:
    totals = panel().totals
    assert (totals.label, totals.percent) == ("0 devices, 0 active", "unknown")


def test_break_even_is_sorted_by_its_month() -> None:
    """Unrounded; a device without a cost has none and stands last."""
    late = a_subscription(subscription_id="late", cost="1300")
    unknown = a_subscription(subscription_id="unknown", cost=None)
    shown = panel(unknown, late, *TWO, sort="break-even")
    assert [row.subscription_id for row in shown.rows] == ["one", "two", "late", "unknown"]
