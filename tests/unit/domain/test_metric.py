"""The figures of a customer by name."""

from dataclasses import replace
from decimal import Decimal

import pytest

from customers.domain.customer import Delivered, Figure
from customers.domain.metric import Metric, exact_value, figure_of, format_value, why_unknown
from customers.normalise import normalise_customer
from tests.builders import a_customer, a_flat_record


@pytest.mark.parametrize(
    ("collected", "cost", "why"),
    [
        ("1", None, "needs the cost"),
        (None, "1", "needs what was collected"),
        ("1", "0", "needs a cost above 0"),
        ("1", "1", ""),
    ],
)
def test_an_unknown_percentage_says_what_it_lacks(
    collected: str | None, cost: str | None, why: str
) -> None:
    """In the place where its delta would stand."""
    customer = a_customer(collected=collected, cost=cost)
    assert why_unknown(customer, Metric.COST_RECOVERY_PERCENT) == why


def test_sums_of_two_kinds_make_no_percentage() -> None:
    """Both are known, yet they do not belong together."""
    customer = replace(a_customer(cost="0.5"), delivered=Delivered(lifetime_collected=Decimal(1)))
    why = why_unknown(customer, Metric.COST_RECOVERY_PERCENT)
    assert why == "needs both sums of one kind"


def test_a_figure_that_was_not_delivered_says_so() -> None:
    """In two words."""
    customer = a_customer(orders=Figure())
    assert why_unknown(customer, Metric.ORDERS) == "not delivered"
    assert exact_value(customer, Metric.ORDERS) == ""
    garbled = replace(customer, unreadable=("totalOrders",))
    assert why_unknown(garbled, Metric.ORDERS) == "not readable"


@pytest.mark.parametrize(
    ("metric", "exact", "shown"),
    [
        (Metric.LIFETIME_COLLECTED, "4250.00", "4,250.00"),
        (Metric.COST_RECOVERY_PERCENT, "118.06", "118.1\u00a0%"),
        (Metric.ACTIVE_DEVICES, "2", "2"),
    ],
)
def test_every_unit_has_its_exact_and_its_shown_form(
    metric: Metric, exact: str, shown: str
) -> None:
    """Money, percentage, count."""
    customer = normalise_customer(a_flat_record())
    assert exact_value(customer, metric) == exact
    assert format_value(figure_of(customer, metric).value, metric.unit) == shown
