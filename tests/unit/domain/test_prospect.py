"""When a customer broke even, or will, in the words of the design."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from customers.domain.moment import say_long_day
from customers.domain.money import format_whole_amount
from customers.domain.outstanding import Bucket
from customers.domain.payment import Payment, PaymentStatus
from customers.domain.prospect import Prospect, prospect_of, say_overdue
from customers.domain.subscription import Subscription
from customers.domain.summary import headline
from tests.builders import a_customer, a_payment, a_subscription

TODAY = date(2026, 8, 20)
DUE = [f"2026-{month:02}-01" for month in range(1, 13)]


def paid(due: str, value: str = "89") -> Payment:
    """A month that arrived two days late."""
    arrived = datetime.fromisoformat(due).replace(day=3, tzinfo=UTC)
    return a_payment(value, due, PaymentStatus.PAID, paid_at=arrived)


PAID = [paid(due) for due in DUE[:8]]
TO_COME = [a_payment(due=due) for due in DUE[8:]]


def prospect(
    collected: str,
    cost: str,
    payments: list[Payment],
    devices: list[Subscription] | None = None,
) -> Prospect:
    """Of a customer with one device of that cost, a year from January at 89 a month."""
    customer = a_customer(collected=collected, cost=cost)
    listed = [a_subscription(cost=cost)] if devices is None else devices
    return prospect_of(customer, listed, payments, "EUR", TODAY)


def said(collected: str, cost: str, known: Prospect, share: Decimal | None = None) -> str:
    """The second line of the headline."""
    return headline(a_customer(collected=collected, cost=cost), "EUR", share, known).text


def plain(text: str) -> str:
    """With breakable spaces."""
    return text.replace("\u00a0", " ")


def test_paid_back_says_since_when() -> None:
    """712 of 700: the eighth payment, received on 3 August."""
    known = prospect("712", "700", PAID)
    assert known.broke_even_on == known.breaks_even_on == date(2026, 8, 3)
    assert plain(said("712", "700", known)) == (
        "Broke even on 3 August 2026 and is 12.00 EUR ahead since."
    )


def test_paid_back_to_the_cent_says_so() -> None:
    """Nothing open, nothing ahead."""
    known = prospect("712", "712", PAID)
    assert plain(said("712", "712", known)) == (
        "Broke even on 3 August 2026, exactly: nothing is open, nothing is ahead."
    )


def test_payments_that_do_not_add_up_tell_no_day() -> None:
    """FlexPortal says 750 came in, its payments say 712: since when is not known."""
    known = prospect("750", "700", PAID)
    assert (known.agrees, known.broke_even_on, known.breaks_even_on) == (False, None, None)
    assert plain(said("750", "700", known)) == "Is 50.00 EUR ahead."


def test_not_yet_says_when_on_the_present_schedule() -> None:
    """1,000 at 89 a month: the worked example, month 12."""
    known = prospect("712", "1000", PAID + TO_COME)
    assert known.breaks_even_on == date(2026, 12, 1)
    assert plain(said("712", "1000", known)) == (
        "On the present schedule it breaks even in December 2026."
    )


def test_contracts_that_end_too_soon_say_when_and_how_much_is_short() -> None:
    """15 months against a contract of 12: 1,335 less 1,068."""
    known = prospect("712", "1335", PAID + TO_COME)
    assert known.breaks_even_on is None
    assert plain(said("712", "1335", known)) == (
        "On the present schedule the contract ends on 1 January 2027, 267.00 EUR short."
    )
    two = [a_subscription(cost="1335"), a_subscription(subscription_id="rental_002", cost="0")]
    both = prospect("712", "1335", PAID + TO_COME, two)
    assert "the contracts end on" in plain(said("712", "1335", both))


def test_without_a_running_contract_the_last_payment_is_the_end() -> None:
    """And without any payment to come, there is nothing to wait for."""
    ended = replace(a_subscription(cost="900"), end_on=None)
    known = prospect("712", "900", [*PAID, TO_COME[0]], [ended])
    assert plain(said("712", "900", known)) == (
        "On the present schedule payments end on 1 September 2026, 99.00 EUR short."
    )
    assert plain(said("712", "900", prospect("712", "900", PAID, [ended]))) == (
        "Nothing more is scheduled: it ends 188.00 EUR short."
    )


def test_at_risk_says_what_is_overdue_too() -> None:
    """After the schedule."""
    payments = [*PAID[:4], a_payment(due=DUE[6]), a_payment(due=DUE[7])]
    known = prospect("356", "1000", payments)
    text = plain(said("356", "1000", known, Decimal("0.6")))
    assert text == (
        "On the present schedule the contract ends on 1 January 2027, 110.00 EUR short. "
        "Two payments, 178.00 EUR, are overdue."
    )
    calm = prospect("356", "1000", PAID[:4])
    assert "overdue" not in said("356", "1000", calm, Decimal("0.6"))


@pytest.mark.parametrize(
    ("overdue", "words"),
    [
        (Bucket(Decimal(0), 0, 0), ""),
        (Bucket(Decimal(62), 1, 0), "One payment, 62.00 EUR, is overdue."),
        (Bucket(Decimal(822), 3, 1), "Three payments, 822.00 EUR, are overdue."),
        (Bucket(Decimal(0), 2, 2), "Two payments are overdue."),
    ],
)
def test_an_unknown_amount_is_not_said(overdue: Bucket, words: str) -> None:
    """Only the number of payments."""
    known = replace(prospect("712", "1000", []), overdue=overdue)
    assert plain(say_overdue(known, "EUR")) == words


def test_without_a_cost_there_is_no_outlook() -> None:
    """Unknown stays unknown."""
    known = prospect_of(a_customer(cost=None), [a_subscription()], PAID, "EUR", TODAY)
    assert (known.outlook, known.breaks_even_on) == (None, None)


def test_rows_of_another_currency_are_left_out() -> None:
    """Never added."""
    foreign = [replace(one, currency="QAR") for one in PAID]
    known = prospect("712", "1000", foreign)
    assert (known.course.received, known.days_late) == (Decimal(0), None)


def test_long_days_and_whole_amounts() -> None:
    """For sentences, and for the labels of a picture."""
    assert plain(say_long_day(date(2026, 8, 3))) == "3 August 2026"
    assert [format_whole_amount(Decimal(x)) for x in ("5288.5", "-0.4")] == ["5,289", "0"]
