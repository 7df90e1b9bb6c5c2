"""What a fresh answer changed."""

from customers.domain.changes import changes
from customers.domain.customer import Figure
from customers.domain.metric import Metric
from tests.builders import a_customer, a_figure


def test_the_same_answer_changes_nothing() -> None:
    """Not a word."""
    assert changes(a_customer(), a_customer()) == ()


def test_figures_that_differ_are_named_in_the_order_of_the_page() -> None:
    """With what follows from them."""
    found = changes(a_customer(), a_customer(collected="4312"))
    assert [one.metric for one in found] == [
        Metric.LIFETIME_COLLECTED,
        Metric.PROFIT,
        Metric.COST_RECOVERY_PERCENT,
    ]
    assert found[0].sentence == "Collected went from 4,250.00 to 4,312.00"


def test_a_figure_that_goes_missing_is_a_change_to_unknown() -> None:
    """Not to zero."""
    before, after = a_customer(orders=a_figure(3)), a_customer(orders=Figure())
    assert [one.sentence for one in changes(before, after)] == ["Orders went from 3 to unknown"]
