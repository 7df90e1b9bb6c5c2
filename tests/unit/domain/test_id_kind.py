"""Ids that are not of customers, as people paste them."""

import pytest

from customers.domain.id_kind import ALL_KINDS, BESIDE_CUSTOMERS, IdKind, likeliest_first
from customers.domain.identify import Kind, recognise

IMEI = "356938035643809"


@pytest.mark.parametrize(
    ("pasted", "kind", "value"),
    [
        ("serial: NL4F7K2Q9X", IdKind.SERIAL, "NL4F7K2Q9X"),
        ("Serial number: NL4F 7K2Q", IdKind.SERIAL, "NL4F 7K2Q"),
        ('"assetSerialNumber": "NL4F7K2Q9X",', IdKind.SERIAL, "NL4F7K2Q9X"),
        ("S/N: a/b", IdKind.SERIAL, "a/b"),
        ("IMEI: 35 693803 564380 9", IdKind.SERIAL, IMEI),
        ("https://eu.flexportal.io/assets/NL4F%2F7", IdKind.SERIAL, "NL4F/7"),
        ("order: 17", IdKind.ORDER, "17"),
        ('"orderId": "ord_1"', IdKind.ORDER, "ord_1"),
        ("https://eu.flexportal.io/v1/orders/ord_1?x=1", IdKind.ORDER, "ord_1"),
        ("rentalId = rent_1", IdKind.SUBSCRIPTION, "rent_1"),
        ("Subscription id: s1", IdKind.SUBSCRIPTION, "s1"),
        ("/rentals/rent_1/edit", IdKind.SUBSCRIPTION, "rent_1"),
        ("/subscriptions/rent_1", IdKind.SUBSCRIPTION, "rent_1"),
        ("payment no: 9", IdKind.PAYMENT, "9"),
        ("eu.flexportal.io/payments/pay_9#top", IdKind.PAYMENT, "pay_9"),
    ],
)
def test_a_stated_kind_is_the_only_one_tried(pasted: str, kind: IdKind, value: str) -> None:
    """By a label or by where it stands in an address of FlexPortal."""
    found = recognise(pasted)
    assert (found.kind, found.value, found.tries) == (Kind.OTHER_ID, value, (kind,))
    assert kind.label in found.said


def test_a_stated_customer_stays_a_customer() -> None:
    """It opens the profile at once, whatever it looks like."""
    found = recognise("customer no: 4711")
    assert (found.kind, found.value) == (Kind.CUSTOMER_ID, "4711")


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("ord_1", IdKind.ORDER),
        ("ORDER-17", IdKind.ORDER),
        ("rent_1", IdKind.SUBSCRIPTION),
        ("sub_1", IdKind.SUBSCRIPTION),
        ("pay_1", IdKind.PAYMENT),
        (IMEI, IdKind.SERIAL),
        ("35-693803-564380-9", IdKind.SERIAL),
        ("NL4F7K2Q9X", IdKind.CUSTOMER),
        ("orderly", IdKind.CUSTOMER),
        ("1234567890123456", IdKind.CUSTOMER),
    ],
)
def test_the_look_of_an_id_says_what_is_tried_first(text: str, first: IdKind) -> None:
    """All the others follow: an id may look like anything."""
    found = recognise(text)
    assert (found.kind, found.tries[0]) == (Kind.OTHER_ID, first)
    assert sorted(found.tries) == sorted(ALL_KINDS)


def test_nothing_in_particular_is_tried_in_the_agreed_order() -> None:
    """A customer first; and those that are left when it is none."""
    assert likeliest_first("x") == ALL_KINDS
    assert [kind.value for kind in ALL_KINDS] == [
        *("customer", "subscription", "serial", "order", "payment")
    ]
    assert (IdKind.CUSTOMER, *BESIDE_CUSTOMERS) == ALL_KINDS


def test_what_was_tried_in_words() -> None:
    """For the page that found nothing."""
    words = "customer id, subscription, serial number, order or payment"
    assert recognise("x").asked_as == words


@pytest.mark.parametrize(
    ("pasted", "wanted"),
    [("note: blue  MacBook", "blue MacBook"), ("NOTES:lost\nkey", "lost key")],
)
def test_words_after_note_are_looked_for_in_notes(pasted: str, wanted: str) -> None:
    """In one line."""
    found = recognise(pasted)
    assert (found.kind, found.value) == (Kind.NOTE, wanted)


def test_a_note_without_words_is_an_id_like_any_other() -> None:
    """Nothing to look for."""
    assert recognise("note:").kind is Kind.OTHER_ID
