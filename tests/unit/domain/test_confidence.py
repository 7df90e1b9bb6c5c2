"""How far a recovery may be relied on."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import pytest

from customers.domain.confidence import Confidence, Grade, confidence
from customers.domain.customer import Customer
from customers.domain.payment import Payment, PaymentStatus
from customers.domain.subscription import CostSource, Subscription
from customers.normalise import normalise_customer
from tests.builders import (
    a_customer,
    a_figure,
    a_nested_record,
    a_payment,
    a_subscription,
)

PROVED = a_subscription(cost="3600.00", collected="4250.00")
PAID = a_payment("89", status=PaymentStatus.PAID)


def graded(
    customer: Customer | None = None,
    devices: Sequence[Subscription] | None = (PROVED,),
    payments: Sequence[Payment] | None = (PAID,),
) -> Confidence:
    """The documented customer, whose one device proves both sums."""
    sample = a_customer(subscription_ids=("rental_001",), subscriptions_tracked=a_figure(1))
    return confidence(customer or sample, devices, payments, "EUR")


def doubts(graded: Confidence) -> dict[str, str]:
    """What speaks against it, with the grade it leaves."""
    return {one.text: one.grade.value for one in graded.grounds if one.grade is not Grade.A}


def test_what_is_proved_is_solid() -> None:
    """Every ground is told, the good ones too."""
    proved = graded()
    assert proved.grade is Grade.A
    assert [ground.text for ground in proved.grounds] == [
        "Every cost has a stated source; none is an estimate.",
        "The devices add up to the acquisition cost, to the cent.",
        "The devices add up to what was collected, to the cent.",
        "FlexPortal tracks 1 of 1 subscriptions.",
        "No payment was marked as paid by hand.",
    ]


@pytest.mark.parametrize(
    ("estimate", "grade"),
    [("0.01", "B"), ("360.00", "B"), ("360.01", "C"), ("1800", "C"), ("1800.01", "D")],
)
def test_estimates_weigh_by_what_they_cost(estimate: str, grade: str) -> None:
    """Up to a tenth, up to half, more: at the very borders."""
    guessed = a_subscription(cost=estimate, collected="0", cost_source=CostSource.LIST_PRICE)
    rest = a_subscription(cost=str(Decimal("3600") - Decimal(estimate)), collected="4250")
    assert graded(devices=(guessed, rest)).grade == grade


@pytest.mark.parametrize("source", [CostSource.ESTIMATED, CostSource.UNKNOWN])
def test_a_source_untold_is_as_doubtful(source: CostSource) -> None:
    device = a_subscription(cost="3600", collected="4250", cost_source=source)
    assert doubts(graded(devices=(device,))) == {
        "100.0\u00a0% of the cost is an estimate, or of unknown source.": "D"
    }


def test_devices_that_do_not_add_up_are_a_doubt() -> None:
    """By how much, and in which direction."""
    device = a_subscription(cost="3000", collected="4260")
    assert doubts(graded(devices=(device,))) == {
        "The devices add up to 600.00\u00a0EUR less than the acquisition cost.": "C",
        "The devices add up to 10.00\u00a0EUR more than what was collected.": "B",
    }


def test_a_device_of_another_currency_proves_nothing() -> None:
    foreign = a_subscription(cost="3600", collected="4250", currency="USD")
    assert graded(devices=(foreign,)).grade is Grade.D


def test_subscriptions_that_are_not_tracked_are_a_doubt() -> None:
    """One of three is more than a tenth."""
    partial = a_customer(subscriptions_tracked=a_figure(2))
    assert doubts(graded(partial)) == {"FlexPortal tracks 2 of 3 subscriptions.": "C"}


def test_coverage_that_is_not_told_is_a_small_doubt() -> None:
    assert doubts(graded(a_customer(subscription_ids=None))) == {
        "FlexPortal does not say how many subscriptions it tracks.": "B"
    }


def test_payments_marked_by_hand_cost_one_grade_at_most() -> None:
    """They are the usual way (D76)."""
    by_hand = a_payment("89", status=PaymentStatus.PAID, manually_marked=True)
    assert doubts(graded(payments=(by_hand,))) == {
        "100.0\u00a0% of what was paid was marked as paid by hand.": "B"
    }
    pending = a_payment("89", manually_marked=True)
    assert graded(payments=(PAID, pending)).grade is Grade.A


def test_lists_that_were_not_read_leave_it_unproved() -> None:
    assert set(doubts(graded(devices=None, payments=None)).values()) == {"B"}


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("cost", "The acquisition cost is not known."),
        ("collected", "What was collected is not known."),
    ],
)
def test_an_unknown_sum_is_not_to_be_relied_on(name: str, words: str) -> None:
    """And nothing is compared with it."""
    unknown: dict[str, Any] = {name: None, "subscription_ids": ("rental_001",)}
    assert doubts(graded(a_customer(**unknown, subscriptions_tracked=a_figure(1)))) == {words: "D"}


def test_without_subscriptions_there_is_nothing_to_track() -> None:
    nobodys = a_customer(subscription_ids=(), subscriptions_tracked=a_figure(0))
    assert "tracks" not in " ".join(ground.text for ground in graded(nobodys).grounds)


def test_flexportals_own_figure_that_disagrees_is_a_doubt() -> None:
    """Rounding is none: 118.05 beside 118.06."""
    rounding = normalise_customer(a_nested_record())
    assert "disagrees" not in " ".join(doubts(graded(rounding)))
    odd = normalise_customer(
        a_nested_record(lifetime_collected=Decimal(4000), total_acquisition_cost=Decimal(3600))
    )
    words = "Collected: FlexPortal’s own profitability.lifetimeCollected disagrees."
    assert doubts(graded(odd))[words] == "B"


@pytest.mark.parametrize("grade", Grade)
def test_every_grade_has_words(grade: Grade) -> None:
    assert grade.label
