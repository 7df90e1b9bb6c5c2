"""A key that FlexPortal refuses, or has not accepted yet, opens nothing that was saved."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.fixtures import Settings

from customers.models import Connection, ListKind
from customers.sandbox.cast import MARIEKE
from customers.sandbox.sandbox import Sandbox
from customers.services.add_note import add_note
from customers.services.open_list import open_list
from customers.urls import urlpatterns
from tests.integration.connections import NOW
from tests.integration.pages import save_copy

pytestmark = pytest.mark.django_db

STATES: dict[str, dict[str, Any]] = {
    "refused": {"refused_since": NOW, "refused_at": NOW, "refusal": "FlexPortal refused this key."},
    "untried": {"accepted_at": None},
}
SEARCHES = ["", "note: afternoons", MARIEKE, "marieke", "somebody@recoup.example"]
ABOUT_A_CUSTOMER = [one for one in urlpatterns if "customer_id" in one.pattern.converters]


@pytest.fixture
def secrets(connection: Connection, settings: Settings) -> set[str]:
    """Texts that are saved of one customer: of the customer, of two lists, of a note."""
    save_copy(connection, MARIEKE)
    devices = open_list(connection, MARIEKE, ListKind.SUBSCRIPTIONS, clock=timezone.now)
    open_list(connection, MARIEKE, ListKind.PAYMENTS, clock=timezone.now)
    add_note(connection, MARIEKE, text="Not in the afternoons.", pinned=True, now=NOW)
    settings.FLEXPORTAL_DEADLINE = 0.3
    return {"Heuvel", "Not in the afternoons.", devices.rows[0].subscription_id}


def addresses(connection: Connection) -> list[str]:
    """Everything that can be read about the customer."""
    known = {"tenant_slug": connection.tenant.slug, "customer_id": MARIEKE}
    known |= {"kind": ListKind.PAYMENTS, "subscription_id": "rent_x"}
    names = [(one.name, one.pattern.converters) for one in ABOUT_A_CUSTOMER]
    return [
        reverse(str(name), kwargs={key: known[key] for key in needed}) for name, needed in names
    ]


@pytest.mark.parametrize("case", [("refused", "503"), ("refused", "401"), ("untried", "503")])
def test_no_page_tells_what_is_saved(
    signed_in: Client,
    connection: Connection,
    sandbox: Sandbox,
    secrets: set[str],
    case: tuple[str, str],
) -> None:
    """Whether FlexPortal is away or refuses once more."""
    state, sandbox.fault = case
    Connection.objects.update(**STATES[state])
    for address in [*addresses(connection), *(f"/?q={text}" for text in SEARCHES)]:
        shown: Any = signed_in.get(address)
        assert shown.status_code in {403, 503} or address.startswith("/?q="), address
        told = {one for one in secrets if one in shown.content.decode()}
        assert not told, address


def test_all_of_it_is_told_while_the_key_works(
    signed_in: Client, connection: Connection, secrets: set[str]
) -> None:
    """Or the sweep above would prove nothing."""
    pages = [signed_in.get(one) for one in [*addresses(connection), "/?q=note: afternoons"]]
    everything = "".join(page.content.decode() for page in pages)
    assert {one for one in secrets if one not in everything} == set()
