"""Five sentences to read aloud."""

from datetime import date
from typing import Any

import pytest

from customers.domain.customer import Customer, Status
from customers.domain.facts import Ahead, ahead_of, facts
from customers.domain.payment import PaymentStatus
from customers.domain.subscription import SubscriptionStatus
from tests.builders import a_customer, a_figure, a_payment, a_subscription, an_address

TODAY = date(2026, 2, 10)


def words(text: str) -> str:
    """Without no-break spaces."""
    return text.replace("\u00a0", " ")


def aloud(*, devices: Any = None, payments: Any = None, currency: str = "EUR") -> list[str]:
    """The second, third and fifth sentence."""
    ahead = ahead_of(devices, payments, currency, TODAY)
    said = [words(one) for one in facts(a_customer(), currency, ahead)]
    return [said[1], said[2], said[4]]


def test_five_facts_to_read_aloud() -> None:
    """Full sentences, amounts as they are spoken."""
    assert [words(fact) for fact in facts(a_customer(), "EUR")] == [
        "The account is active, with two devices in use.",
        "They have paid 4,250 euros in all.",
        "They have paid back 118 % of what was spent.",
        "They may upgrade a device today.",
        "They may pre-order today.",
    ]


def test_facts_give_the_reasons_for_a_no() -> None:
    """Those of the conditions."""
    customer = a_customer(
        status=Status.INACTIVE, active_devices=a_figure(0), billing_address=an_address(country="")
    )
    account, _, _, upgrade, pre_order = facts(customer, "EUR")
    assert account == "The account is inactive; no device is in use."
    assert upgrade == (
        "They may not upgrade a device: there is no active device, and the account is inactive."
    )
    assert pre_order == (
        "They may not pre-order: the account is inactive, and the billing address has no country."
    )


def test_facts_say_what_is_not_known() -> None:
    """Nothing is passed over, nothing is zero."""
    assert facts(Customer("bu", "cust"), "EUR") == (
        "The account’s status is not known; how many devices are in use is not known.",
        "How much they have paid in all is not known.",
        "Whether they have paid back what was spent is not known.",
        "Whether they may upgrade a device is not known: the number of active devices was not "
        "delivered, and the status of the account was not delivered.",
        "Whether they may pre-order is not known: the status of the account was not delivered, "
        "the e-mail address was not delivered, the billing address was not delivered, and the "
        "shipping address was not delivered.",
    )


def test_lists_that_were_not_read_leave_the_sentences_as_they_are() -> None:
    """One of them alone changes only its own."""
    before = aloud()
    assert aloud(devices=[a_subscription()])[:2] == before[:2]
    assert aloud(payments=[a_payment()])[2] == before[2]
    assert ahead_of(None, None, "EUR", TODAY) == Ahead()


@pytest.mark.parametrize(
    ("payments", "said"),
    [
        ([], "nothing is overdue"),
        ([a_payment("89", "2026-02-10")], "nothing is overdue"),
        ([a_payment("89", "2026-02-09")], "one payment, 89 euros, is overdue"),
        (
            [a_payment("89", "2026-02-09"), a_payment("10.50", "2025-12-01")],
            "two payments, 99 euros and 50 cents, are overdue",
        ),
        ([a_payment(None, "2026-02-09")], "one payment is overdue"),
        ([a_payment("89", "2026-02-09", PaymentStatus.PAID)], "nothing is overdue"),
    ],
)
def test_what_is_overdue_stands_beside_what_was_paid(payments: Any, said: str) -> None:
    """A payment due today is not overdue."""
    assert aloud(payments=payments)[0] == f"They have paid 4,250 euros in all; {said}."


@pytest.mark.parametrize(
    ("payments", "said"),
    [
        ([], "No further payment is scheduled."),
        ([a_payment("89", "2026-02-09")], "No further payment is scheduled."),
        ([a_payment("89", None)], "No further payment is scheduled."),
        ([a_payment("89", "2026-03-01", PaymentStatus.CANCELLED)], "No further payment is"),
        ([a_payment("89", "2026-03-01", currency="USD")], "No further payment is scheduled."),
        ([a_payment("89", "2026-02-10")], "The next payment, 89 euros, is due today."),
        ([a_payment(None, "2026-03-01")], "The next payment is due on 1 March 2026."),
        (
            [a_payment(*due) for due in (("5", "2026-04-01"), ("89", "2026-03-01"))],
            "The next payment, 89 euros, is due on 1 March 2026.",
        ),
        (
            [a_payment(value, "2026-03-01") for value in ("89", "11", None)],
            "The next payment, 100 euros, is due on 1 March 2026.",
        ),
    ],
)
def test_the_next_payment(payments: Any, said: str) -> None:
    """All of the first day to come together, in the tenant's currency."""
    assert aloud(payments=payments)[1].startswith(said)


def test_without_a_currency_the_first_one_delivered_stands_in() -> None:
    """And no other is added to it."""
    due = [a_payment("89", "2026-03-01"), a_payment("7", "2026-03-01", currency="USD")]
    assert aloud(payments=due, currency="")[1].startswith("The next payment, 89 euros, is due")


@pytest.mark.parametrize(
    ("devices", "said"),
    [
        ([], "No contract is running."),
        ([a_subscription(status=SubscriptionStatus.ENDED_BUYOUT)], "No contract is running."),
        ([a_subscription(end_on=None)], "When the first contract ends is not known."),
        (
            [a_subscription(), a_subscription(end_on=date(2026, 5, 1), product_name="iPad")],
            "The first contract to end, that for the iPad, does so on 1 May 2026.",
        ),
        (
            [a_subscription(product_name=None)],
            "The first contract to end does so on 1 January 2027.",
        ),
        ([a_subscription(end_on=TODAY, product_name=None)], "The first contract to end does so on"),
        (
            [a_subscription(end_on=date(2026, 2, 9))],
            "The contract for the MacBook Air was to end on 9 February 2026, and still runs.",
        ),
    ],
)
def test_the_first_contract_to_end(devices: Any, said: str) -> None:
    """Of those that run."""
    assert aloud(devices=devices)[2].startswith(said)


def test_what_is_paid_may_be_unknown_while_what_is_overdue_is_not() -> None:
    """Both are said."""
    ahead = ahead_of(None, [], "EUR", TODAY)
    paid = facts(Customer("bu", "cust"), "EUR", ahead)[1]
    assert paid == "How much they have paid in all is not known; nothing is overdue."
