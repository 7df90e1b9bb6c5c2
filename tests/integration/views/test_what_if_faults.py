"""Every way FlexPortal can fail while a quote is asked for: the rest of the page stands."""

from typing import NamedTuple

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from customers.models import Connection, Fault
from customers.sandbox import cast
from customers.sandbox.sandbox import Sandbox
from customers.services.wait_place import waiting_room
from tests.integration.options import device_url, money
from tests.integration.pages import HTMX, stale, tags, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("deadline")]
CALCULATORS = "/v1/subscriptions/calculate"


class Outcome(NamedTuple):
    """A fault of the calculators, and what a person is told."""

    fault: str
    status: int
    said: str


OUTCOMES = [
    Outcome("slow", 503, "FlexPortal did not answer in time."),
    Outcome("cut", 503, "FlexPortal did not answer."),
    Outcome("500", 503, "FlexPortal did not answer."),
    Outcome("429", 503, "FlexPortal asked us to slow down."),
    Outcome("malformed", 502, "FlexPortal’s answer could not be read."),
]


@pytest.mark.parametrize("outcome", OUTCOMES, ids=lambda one: str(one.fault))
def test_a_failed_quote_leaves_the_rest(
    signed_in: Client,
    connection: Connection,
    sandbox: Sandbox,
    outcome: Outcome,
) -> None:
    url = device_url(connection)
    signed_in.get(url)
    sandbox.fault, sandbox.fault_path = outcome.fault, CALCULATORS
    for page in (signed_in.post(url), signed_in.post(url, headers=HTMX)):
        assert page.status_code == outcome.status
        assert outcome.said in words(page)
        assert "Nothing was changed, and the rest of this page stands." in words(page)
        assert money(page)["do_nothing"] == "516.00"
        assert money(page)["buy_out"] == money(page)["return"] == ""
        assert not stale(page)


def test_it_says_when_to_try_again(
    signed_in: Client, connection: Connection, sandbox: Sandbox
) -> None:
    url = device_url(connection)
    signed_in.get(url)
    sandbox.fault, sandbox.fault_path = "429", CALCULATORS
    assert int(signed_in.post(url)["Retry-After"]) >= 1


def test_nonsense_is_recorded(signed_in: Client, connection: Connection, sandbox: Sandbox) -> None:
    url = device_url(connection)
    signed_in.get(url)
    sandbox.fault, sandbox.fault_path = "malformed", CALCULATORS
    signed_in.post(url)
    assert Fault.objects.get().question == f"quotes of {cast.QUOTE_RENTAL}"


@pytest.mark.parametrize("fault", ["401", "403"])
def test_a_refused_key_withholds_everything(
    signed_in: Client, connection: Connection, sandbox: Sandbox, fault: str
) -> None:
    url = device_url(connection)
    signed_in.get(url)
    sandbox.fault, sandbox.fault_path = fault, CALCULATORS
    page = signed_in.post(url)
    assert page.status_code == 403
    assert not tags(page, "data-metric")
    assert "Replace the key" in words(page)
    sandbox.fault_path = ""
    assert signed_in.get(url).status_code == 403


def test_a_full_waiting_room_keeps_the_page(
    signed_in: Client, connection: Connection, settings: Settings
) -> None:
    """Both the quotes and the refresh are told at once; what is saved stands."""
    url = device_url(connection)
    signed_in.get(url)
    settings.FLEXPORTAL_WAITERS = 1
    with waiting_room.place(1):
        quoted, refreshed = signed_in.post(url), signed_in.get(f"{url}?refresh=1")
    assert (quoted.status_code, refreshed.status_code) == (503, 200)
    assert "Retry-After" in quoted
    for page in (quoted, refreshed):
        assert "Recoup already waits for many answers from FlexPortal." in words(page)
        assert money(page)["do_nothing"] == "516.00"


@pytest.mark.parametrize("path", ["/v1/customers", "/v1/subscriptions", "/v1/payments"])
def test_without_saved_copies_the_page_says_why(
    signed_in: Client, connection: Connection, sandbox: Sandbox, path: str
) -> None:
    """Whichever of the three questions fails."""
    sandbox.fault, sandbox.fault_path = "503", path
    page = signed_in.get(device_url(connection))
    assert page.status_code == 503
    assert not tags(page, "data-option")
    assert "Try again" in words(page)
