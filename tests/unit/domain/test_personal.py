"""Personal data is masked before anything is made of it."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from customers.domain.customer import Address
from customers.domain.eligibility import pre_order_verdict
from customers.domain.facts import facts
from customers.domain.personal import DOTS, Personal, mask
from tests.builders import a_customer, an_address

ALL = frozenset(Personal)


def test_everything_hidden() -> None:
    """What helps to recognise a customer stays: a letter, two digits, the city."""
    masked = mask(a_customer(), ALL)
    assert (masked.email, masked.phone) == ("j•••@•••", "••• 67")
    billing = masked.billing_address
    assert billing is not None
    assert (billing.street_address, billing.postal_code, billing.city) == (DOTS, DOTS, "Amsterdam")


@pytest.mark.parametrize("field", list(Personal))
def test_each_is_hidden_by_itself(field: Personal) -> None:
    """And nothing else with it."""
    customer, masked = a_customer(), mask(a_customer(), {field})
    names = ("email", "phone", "billing_address", "shipping_address")
    changed = [name for name in names if getattr(customer, name) != getattr(masked, name)]
    assert [name.removesuffix("_address") for name in changed] == [field.value]


@pytest.mark.parametrize(
    ("phone", "shown"), [("", ""), (" ", " "), (None, None), ("112", DOTS), ("123456", DOTS)]
)
def test_a_short_number_shows_no_digit(phone: str | None, shown: str | None) -> None:
    """And an empty one stays empty: what is unknown is never hidden."""
    assert mask(a_customer(phone=phone), ALL).phone == shown


def test_what_is_not_there_is_not_hidden() -> None:
    """An address without a street gets none."""
    bare = a_customer(email="", billing_address=Address(city="Delft"), shipping_address=None)
    assert mask(bare, ALL) == replace(bare, phone="••• 67")


def test_nothing_to_hide_changes_nothing() -> None:
    """The very same customer."""
    customer = a_customer()
    assert mask(customer, ()) is customer


def test_verdicts_and_facts_stay_what_they_are() -> None:
    """Only the value seen is masked."""
    customer = a_customer(billing_address=an_address(), shipping_address=an_address())
    masked = mask(customer, ALL)
    assert pre_order_verdict(masked).state is pre_order_verdict(customer).state
    assert "j•••@•••" in {one.seen for one in pre_order_verdict(masked).conditions}
    assert facts(masked, "EUR") == facts(customer, "EUR")


@given(st.text(st.characters(categories=("L", "N")), min_size=7, max_size=30))
@settings(max_examples=100)
def test_no_masked_text_holds_what_it_hides(text: str) -> None:
    """Whatever the text."""
    address = an_address(street_address=text, building_info=text, locality=text, postal_code=text)
    customer = a_customer(email=f"{text}@{text}", phone=text, billing_address=address)
    masked = mask(replace(customer, shipping_address=address), ALL)
    parts = (masked.email, masked.phone, masked.billing_address, masked.shipping_address)
    assert text not in "".join(map(repr, parts))
