"""What people paste into the box."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from customers.domain.identify import (
    Kind,
    NotAnId,
    can_be_customer_id,
    check_customer_id,
    recognise,
)


@pytest.mark.parametrize(
    "pasted",
    [
        "cust_8fK2",
        "  cust_8fK2\n",
        "“cust_8fK2”",
        '"cust_8fK2",',
        "<cust_8fK2>",
        "\u200bcust\u200d_8fK2\ufeff",
        "customerId: cust_8fK2",
        '"customerId": "cust_8fK2",',
        "Customer ID = cust_8fK2",
    ],
)
def test_an_id_is_found_as_people_paste_it(pasted: str) -> None:
    """Spaces, quotes, brackets, invisible characters and a label fall off."""
    found = recognise(pasted)
    assert (found.kind, found.value) == (Kind.CUSTOMER_ID, "cust_8fK2")
    assert found.said == "Recognised a customer id."


@pytest.mark.parametrize(
    "pasted",
    [
        "anna@sjö.example",
        "mailto:anna@sjö.example",
        "MAILTO:anna@sjö.example?subject=Hello",
        "Anna Sjö <anna@sjö.example>",
        "<mailto:anna@sjö.example>",
        "e-mail: anna@sjö.example;",
    ],
)
def test_an_email_address_is_found(pasted: str) -> None:
    """With a name before it, or as a link."""
    found = recognise(pasted)
    assert (found.kind, found.value) == (Kind.EMAIL, "anna@sjö.example")


@pytest.mark.parametrize(
    "pasted",
    [
        "https://eu.flexportal.io/customers/cust_8fK2",
        "https://api-eu.flexportal.io/v1/customers/cust_8fK2?x=1",
        "eu.flexportal.io/customers/cust_8fK2/edit#top",
        "<https://eu.flexportal.io/#/customers/cust_8fK2>",
        "/customers/cust%5F8fK2",
    ],
)
def test_the_id_is_taken_out_of_a_flexportal_address(pasted: str) -> None:
    """Dashboard or API, with what follows."""
    found = recognise(pasted)
    assert (found.kind, found.value) == (Kind.FLEXPORTAL_ADDRESS, "cust_8fK2")


def test_a_recoup_address_names_tenant_and_customer() -> None:
    """Whatever the host, with panel and query."""
    found = recognise("http://recoup.example:8000/t/nordlicht-eu/customers/a%40b/orders/?refresh=1")
    assert (found.kind, found.slug, found.value) == (Kind.RECOUP_ADDRESS, "nordlicht-eu", "a@b")


def test_an_address_without_a_customer_says_so() -> None:
    """Nothing is guessed."""
    found = recognise("https://eu.flexportal.io/products/prd_1")
    assert (found.kind, found.value) == (Kind.OTHER_ADDRESS, "")
    assert "no customer id" in found.said


@pytest.mark.parametrize("pasted", ["", "  ", "\u200b", '""', "mailto:"])
def test_nothing_is_nothing(pasted: str) -> None:
    """What is left of quotes around nothing."""
    assert recognise(pasted).kind is Kind.NOTHING


def test_a_slash_alone_makes_no_address() -> None:
    """It stays an id to be refused in plain words."""
    found = recognise("cust/8fK2")
    assert (found.kind, found.value) == (Kind.OTHER_ID, "cust/8fK2")
    assert not can_be_customer_id(found.value)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "it is empty"),
        ("   ", "it is empty"),
        ("a" * 201, "it is longer than 200 characters"),
        ("..", "it is only dots"),
        (".", "it is only dots"),
        ("a/../b", "it has a slash in it"),
        ("a\\b", "it has a slash in it"),
        ("cust 8fK2", "it has a space in the middle"),
        ("cust\u00a08fK2", "it has a space in the middle"),
        ("cust_1 ", "it begins or ends with a space"),
        ("cust\x00_1", "it has a control character in it"),
        ("cust\u200b_1", "it has an invisible character in it"),
        ("cust\ud800_1", "it has an invisible character in it"),
    ],
)
def test_what_cannot_be_an_id_is_refused_with_the_reason(text: str, reason: str) -> None:
    """In words that complete "This cannot be a customer id: …"."""
    with pytest.raises(NotAnId) as refusal:
        check_customer_id(text)
    assert refusal.value.reason == reason
    assert not can_be_customer_id(text)


@pytest.mark.parametrize("text", ["cust_8fK2", "a..b", "عميل-١", "x@y", "1", "%2e%2e", "a" * 200])
def test_ids_are_opaque_and_odd_ones_pass(text: str) -> None:
    """A narrow pattern would refuse real ids."""
    check_customer_id(text)
    assert can_be_customer_id(text)


@given(st.text(max_size=300))
@settings(max_examples=200)
def test_any_text_is_recognised_as_something(text: str) -> None:
    """Never an error, and never an id with the wrapping still around it."""
    found = recognise(text)
    assert found.said
    assert found.value == found.value.strip()
    assert bool(found.value) == (found.kind not in {Kind.NOTHING, Kind.OTHER_ADDRESS})


@given(st.from_regex(r"[A-Za-z0-9_\-]{1,40}", fullmatch=True), st.sampled_from(' "<>\u200b\t“”'))
@settings(max_examples=100)
def test_wrapping_never_changes_an_id(identity: str, wrapping: str) -> None:
    """Pasted with one more character on both sides, it stays the same id."""
    assert recognise(f"{wrapping}{identity}{wrapping}").value == identity
