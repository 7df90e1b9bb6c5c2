"""What is owed, as the card shows it."""

from datetime import date

from customers.domain.payment import PaymentStatus
from customers.selectors.money import BucketView, get_money
from tests.builders import a_payment

TODAY = date(2026, 3, 1)


def said(view: BucketView) -> tuple[str, str, str]:
    """Value, words, and how many."""
    return view.value, view.shown, view.payments


def test_each_sum_has_its_parts() -> None:
    """Due, upcoming and undated are outstanding; three ages are overdue; two stand beside."""
    card = get_money(
        [
            a_payment("1200.5", "2026-02-20"),
            a_payment("2", "2026-01-15"),
            a_payment("4", "2025-12-01"),
            a_payment("8", "2026-04-01"),
            a_payment("16", None),
            a_payment("32", "2026-02-01", PaymentStatus.PROCESSING),
            a_payment("64", "2026-02-01", PaymentStatus.FAILED),
        ],
        "EUR",
        TODAY,
    )
    assert said(card.outstanding) == ("1230.50", "1,230.50", "five payments")
    assert [(one.label, one.value) for one in card.split] == [
        ("Due by today", "1206.50"),
        ("Upcoming", "8.00"),
        ("Without a due day", "16.00"),
    ]
    assert [one.value for one in card.ages] == ["1200.50", "2.00", "4.00"]
    assert card.overdue.value == "1206.50"
    assert card.oldest == "the oldest since 1\u00a0Dec\u00a02025"
    assert [(one.label, one.value) for one in card.beside] == [
        ("In progress", "32.00"),
        ("Failed", "64.00"),
    ]


def test_nothing_owed_is_a_known_zero_and_alarms_nobody() -> None:
    """And an undated part is not mentioned where there is none."""
    card = get_money([], "EUR", TODAY)
    assert said(card.outstanding) == said(card.overdue) == ("0.00", "0.00", "none")
    assert [one.name for one in card.split] == ["due", "upcoming"]
    assert not any(one.alarm for one in (card.overdue, *card.ages, *card.beside))
    assert (card.oldest, card.left_out) == ("", "")


def test_a_sum_of_unknown_amounts_is_unknown() -> None:
    """Not zero; a partly known one says what it leaves out."""
    none_known = get_money([a_payment(None), a_payment("5", currency="QAR")], "EUR", TODAY)
    assert said(none_known.outstanding) == ("", "unknown", "two payments")
    assert none_known.left_out == (
        "Two payments of unknown amount or another currency are left out."
    )
    some_known = get_money([a_payment("5"), a_payment(None)], "EUR", TODAY)
    assert said(some_known.outstanding) == ("5.00", "5.00", "two payments")
    assert some_known.left_out.startswith("One payment of unknown amount or another currency is")
