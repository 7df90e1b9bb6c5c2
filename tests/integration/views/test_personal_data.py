"""E-mail, phone and street are hidden until they are asked for, and not in the page till then."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from customers.domain.customer import Customer
from customers.models import Connection
from customers.sandbox import cast
from customers.services.open_customer import open_saved
from tests.conftest import PASSWORD, SignIn
from tests.integration.connections import a_connection
from tests.integration.pages import HTMX, profile_url, save_copy, tags, words

pytestmark = pytest.mark.django_db
FIELDS = ("email", "phone", "billing", "shipping")


@pytest.fixture
def customer(connection: Connection) -> Customer:
    """Marieke, saved."""
    save_copy(connection, cast.MARIEKE)
    opened = open_saved(connection, cast.MARIEKE)
    assert opened is not None
    return opened.customer


@pytest.fixture
def url(connection: Connection, customer: Customer) -> str:
    """Her profile."""
    return profile_url(connection, customer.customer_id)


def choose(browser: Client, choice: str, back: str = "/") -> Any:
    """What the person's menu sends."""
    return browser.post("/personal-data/", {"choice": choice, "back": back})


def secrets(customer: Customer) -> dict[str, str]:
    """What must not be in a page."""
    billing, shipping = customer.billing_address, customer.shipping_address
    assert billing is not None
    assert shipping is not None
    found = (customer.email, customer.phone, billing.street_address, shipping.street_address)
    return {name: text for name, text in zip(FIELDS, found, strict=True) if text}


def seen(response: Any, customer: Customer) -> list[str]:
    """Which of them are."""
    html = response.content.decode()
    return [name for name, text in secrets(customer).items() if text in html]


def reveals(response: Any) -> list[str]:
    """Where the hidden fields are shown."""
    return [tag["href"] for tag in tags(response, "href") if tag.get("class") == "reveal"]


def test_everything_is_shown_unless_one_chose_otherwise(
    signed_in: Client, url: str, customer: Customer
) -> None:
    """Nothing to reveal."""
    response = signed_in.get(url)
    assert seen(response, customer) == list(FIELDS)
    assert "reveal=" not in response.content.decode()


@pytest.mark.parametrize("choice", ["hidden_now", "hidden_always"])
@pytest.mark.parametrize(
    "path", ["", "receipt/", "history/", "notes/", "options/", "subscriptions/", "orders/"]
)
def test_no_page_of_a_customer_holds_what_is_hidden(
    *, signed_in: Client, url: str, customer: Customer, choice: str, path: str
) -> None:
    """Neither what is read nor what is copied."""
    choose(signed_in, choice)
    response = signed_in.get(url + path)
    assert response.status_code == 200
    assert seen(response, customer) == []
    local = (customer.email or "").partition("@")[2]
    assert local not in response.content.decode()


def test_what_a_search_brings_holds_nothing_either(signed_in: Client, customer: Customer) -> None:
    """Lists of customers show names, companies and ids."""
    choose(signed_in, "hidden_now")
    assert seen(signed_in.get("/"), customer) == []
    assert seen(signed_in.get("/", {"q": cast.SHARED_EMAIL}), customer) == []


@pytest.mark.parametrize("field", FIELDS)
def test_each_is_revealed_by_itself(
    signed_in: Client, url: str, customer: Customer, field: str
) -> None:
    """By a link that works without scripts, and keeps what was revealed before."""
    choose(signed_in, "hidden_now")
    assert reveals(signed_in.get(url)) == [f"{url}?reveal={one}" for one in FIELDS]
    response = signed_in.get(f"{url}?reveal={field}", headers=HTMX)
    known = secrets(customer)
    assert seen(response, customer) == [one for one in known if known[one] == known[field]]
    assert len(reveals(response)) == 3
    assert all(f"reveal={field}" in link for link in reveals(response))


def test_all_are_revealed_at_once(signed_in: Client, url: str, customer: Customer) -> None:
    """For this one answer."""
    choose(signed_in, "hidden_now")
    assert seen(signed_in.get(f"{url}?reveal=1"), customer) == list(FIELDS)
    assert seen(signed_in.get(url), customer) == []


def test_a_change_of_hidden_data_is_still_a_change(
    signed_in: Client, url: str, customer: Customer
) -> None:
    """The words after a refresh compare what came, not what is shown."""
    choose(signed_in, "hidden_now")
    assert "nothing has changed" in words(signed_in.get(f"{url}?refresh=1"))


def test_the_choice_costs_no_query(
    signed_in: Client, url: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    """It stands in the session, which is read anyway."""
    signed_in.get(url)
    with django_assert_max_num_queries(6):
        signed_in.get(url)
    choose(signed_in, "hidden_always")
    with django_assert_max_num_queries(6):
        signed_in.get(url)


def test_hiding_now_ends_with_the_session_and_always_does_not(
    owner: User, url: str, customer: Customer, sign_in: SignIn
) -> None:
    """Whoever shows again, shows from then on."""
    for choice, kept in (("hidden_now", 4), ("hidden_always", 0), ("shown", 4)):
        choose(sign_in(owner), choice)
        assert len(seen(sign_in(owner).get(url), customer)) == kept


def test_the_sign_in_form_begins_a_session_as_wanted(
    owner: User, url: str, customer: Customer, client: Client, sign_in: SignIn
) -> None:
    """Not only the tests' own way in."""
    choose(sign_in(owner), "hidden_always")
    client.post("/accounts/login/", {"login": "owner", "password": PASSWORD})
    assert seen(client.get(url), customer) == []


def test_a_colleague_chooses_for_themselves(
    signed_in: Client, colleague: User, url: str, customer: Customer, sign_in: SignIn
) -> None:
    """What one hides, another may see."""
    choose(signed_in, "hidden_always")
    a_connection(colleague)
    assert seen(sign_in(colleague).get(url), customer) == list(FIELDS)


@pytest.mark.parametrize(
    ("back", "led_to"),
    [
        ("/connections/", "/connections/"),
        ("//evil.example", "/"),
        ("https://evil.example/", "/"),
        ("", "/"),
    ],
)
def test_one_is_led_back_but_never_away(signed_in: Client, back: str, led_to: str) -> None:
    """The page one came from, if it is ours."""
    assert choose(signed_in, "hidden_now", back).headers["Location"] == led_to


def test_an_unknown_choice_changes_nothing(signed_in: Client) -> None:
    """400."""
    assert choose(signed_in, "sometimes").status_code == 400
    assert signed_in.session["personal_data"] == "shown"
