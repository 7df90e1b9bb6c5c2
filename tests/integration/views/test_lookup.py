"""The box: whatever a caller gives leads to its customer, or says why not."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from customers.models import Connection, CustomerCopy
from customers.sandbox import cast
from customers.sandbox.sandbox import Sandbox
from customers.services.open_customer import open_customer
from tests.conftest import SignIn
from tests.integration.connections import a_connection
from tests.integration.pages import HTMX, profile_url, save_copy, tags, words

pytestmark = pytest.mark.django_db
MARIEKE = cast.MARIEKE


def led_to(browser: Client, text: str, **more: str) -> str:
    """Where the box sends one, or '' when it answers itself."""
    return browser.get("/", {"q": text, **more}).headers.get("Location", "")


def rows(response: object) -> list[str]:
    """The customers listed, from top to bottom."""
    return [tag["data-id"] for tag in tags(response, "data-row")]


@pytest.mark.parametrize(
    "pasted",
    [
        *(MARIEKE, f"  {MARIEKE}\n", f'"{MARIEKE}"', f"({MARIEKE}),", f"\u200b{MARIEKE}"),
        *(f"customerId: {MARIEKE}", f"‘{MARIEKE}’", f"https://x.example/customers/{MARIEKE}"),
        f"https://api-eu.flexportal.io/v1/customers/{MARIEKE}?include=all",
        f"https://app.flexportal.io/customers/{MARIEKE}/payments#top",
    ],
)
def test_an_id_as_people_paste_it_opens_the_profile(
    signed_in: Client, connection: Connection, sandbox: Sandbox, pasted: str
) -> None:
    """Without asking anything on the way."""
    assert led_to(signed_in, pasted) == profile_url(connection, MARIEKE)
    assert len(sandbox.requests) == 0


def test_a_recoup_address_opens_its_own_tenant(
    signed_in: Client, owner: User, connection: Connection
) -> None:
    """Whatever tenant is in use; one that is not the user's is not found, like any other."""
    states = a_connection(owner, cast.STATES)
    address = f"https://recoup.example{profile_url(states, cast.GRACE)}payments/"
    assert led_to(signed_in, address, tenant=connection.tenant.slug) == profile_url(
        states, cast.GRACE
    )
    strange = signed_in.get("/", {"q": "https://recoup.example/t/qa-elsewhere/customers/x/"})
    assert strange.status_code == 404
    assert "belongs to no tenant that you are connected to" in words(strange)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("..", "it is only dots"),
        ("a" * 201, "it is longer than 200 characters"),
        ("a\x00b", "it has a control character in it"),
        ("a\x00@b.example", "it has a control character in it"),
        ("x" * 400 + "@b.example", "it is longer than 200 characters"),
        ("two words", "it has a space in the middle"),
        ("a/b", "it has a slash in it"),
        ("https://x.example/customers/%2e%2e", "it is only dots"),
        ("https://x.example/products/1", "This address has no customer id in it."),
    ],
)
def test_what_leads_nowhere_is_said_and_not_sent(
    signed_in: Client, sandbox: Sandbox, text: str, said: str
) -> None:
    """400, with the text still in the box."""
    response = signed_in.get("/", {"q": text})
    assert response.status_code == 400
    assert said in words(response)
    assert "Nothing was sent to FlexPortal." in words(response)
    assert [tag["value"] for tag in tags(response, "value") if tag.get("name") == "q"][-1] == text
    assert len(sandbox.requests) == 0


def test_hostile_text_stays_text(signed_in: Client) -> None:
    """In the box, in the title, in the answer."""
    text = '"><script>alert(1)</script>@x y'
    response = signed_in.get("/", {"q": text})
    assert b"<script>alert" not in response.content
    assert b"&lt;script&gt;alert" in response.content


def test_nothing_pasted_is_the_page_itself(
    signed_in: Client, connection: Connection, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    """Session, user, connections, pictures, recent, copies: six queries, however many rows."""
    for customer_id in (MARIEKE, cast.TOM, cast.WILLEM):
        save_copy(connection, customer_id)
    with django_assert_num_queries(6):
        response = signed_in.get("/", {"q": "  "})
    assert response.status_code == 200
    assert rows(response) == [cast.WILLEM, cast.TOM, MARIEKE]
    assert "HX-Request" in response["Vary"]
    assert b"<!DOCTYPE html>" not in signed_in.get("/", headers=HTMX).content


def test_without_a_connection_the_way_to_make_one(outsider: User, sign_in: SignIn) -> None:
    """Whatever was pasted."""
    for address in ("/", f"/?q={MARIEKE}"):
        response = sign_in(outsider).get(address)
        assert response.status_code == 200
        assert "Connect your first tenant" in words(response)
        assert 'href="/connections/"' in response.content.decode()


def test_the_tenant_in_use(signed_in: Client, owner: User, connection: Connection) -> None:
    """The one named, else where a copy is, else that of the last customer, else one that works."""
    states = a_connection(owner, cast.STATES)
    Connection.objects.filter(pk=connection.pk).update(accepted_at=None)
    assert led_to(signed_in, "cust_new") == profile_url(states, "cust_new")
    Connection.objects.filter(pk=connection.pk).update(accepted_at=connection.accepted_at)
    save_copy(states, cast.GRACE)
    save_copy(connection, MARIEKE)
    assert led_to(signed_in, "cust_new") == profile_url(connection, "cust_new")
    assert led_to(signed_in, cast.GRACE) == profile_url(states, cast.GRACE)
    named = led_to(signed_in, cast.GRACE, tenant=connection.tenant.slug)
    assert named == profile_url(connection, cast.GRACE)
    assert led_to(signed_in, "cust_new", tenant="nonsense") == profile_url(connection, "cust_new")


def test_recent_customers_are_the_users_own_latest_first(
    signed_in: Client, connection: Connection, colleague: User, sign_in: SignIn
) -> None:
    """At most eight; what a colleague opened stays theirs, what one opened again comes first."""
    theirs = a_connection(colleague)
    save_copy(theirs, cast.OLIVER)
    opened = [MARIEKE, cast.TOM, cast.WILLEM, cast.KRIJTWIT, cast.DUTCH]
    opened += [cast.ARABIC, cast.NO_COST, cast.ENORMOUS, cast.LATE_PAYER]
    for customer_id in opened:
        save_copy(connection, customer_id)
    assert rows(signed_in.get("/")) == opened[:0:-1]
    later = timezone.now() + timedelta(minutes=1)
    open_customer(connection, MARIEKE, refresh=False, clock=lambda: later)
    assert rows(signed_in.get("/"))[0] == MARIEKE
    assert rows(sign_in(colleague).get("/")) == [cast.OLIVER]


def test_a_copy_that_cannot_be_read_is_left_out(signed_in: Client, connection: Connection) -> None:
    """It was written by another Recoup; the other rows stand."""
    save_copy(connection, MARIEKE)
    save_copy(connection, cast.TOM)
    CustomerCopy.objects.filter(customer_id=MARIEKE).update(document="{}")
    assert rows(signed_in.get("/")) == [cast.TOM]


def test_a_refused_tenant_is_announced_and_its_customers_are_not_listed(
    signed_in: Client, owner: User, connection: Connection, sandbox: Sandbox
) -> None:
    """Those of the other tenant stay."""
    states = a_connection(owner, cast.STATES)
    save_copy(connection, MARIEKE)
    save_copy(states, cast.GRACE)
    sandbox.fault = "403"
    signed_in.get(f"{profile_url(connection, MARIEKE)}?refresh=1")
    response = signed_in.get("/")
    assert rows(response) == [cast.GRACE]
    assert "FlexPortal refuses your key for Nordlicht Nederland." in words(response)
