"""What crossed a line, on the lookup page: for whose key works, and again on the next load."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from customers.models import Attention, AttentionLook, Connection
from tests.conftest import SignIn
from tests.integration.pages import tags, words
from tests.portfolio import NOW, a_portfolio, a_tenant, a_working_connection

pytestmark = pytest.mark.django_db


@pytest.fixture
def connected(owner: User) -> Connection:
    """The owner's tenant, with a picture."""
    tenant = a_tenant()
    a_portfolio(tenant)
    return a_working_connection(owner, tenant)


@pytest.fixture
def browser(owner: User, connected: Connection, sign_in: SignIn) -> Client:
    return sign_in(owner)


def crossed(connection: Connection, **what_matters: Any) -> None:
    """A customer who went silent just now."""
    sample = {
        "customer_id": "cust_1",
        "name": "Anna",
        "kind": "went_silent",
        "mark": "1",
        "generation": 1,
        "noticed_at": timezone.now(),
        "reason": "Nothing has been collected since 9 October 2026.",
    }
    Attention.objects.create(tenant=connection.tenant, **{**sample, **what_matters})


def told(browser: Client) -> list[str]:
    return [tag["data-attention"] for tag in tags(browser.get("/"), "data-attention")]


def test_the_page_says_who_and_why(browser: Client, connected: Connection) -> None:
    crossed(connected)
    response = browser.get("/")
    assert "Anna" in words(response)
    assert "Nothing has been collected since 9 October 2026." in words(response)
    (row,) = tags(response, "data-attention")
    assert (row["data-attention"], row["data-id"]) == ("went_silent", "cust_1")


def test_a_page_loaded_again_says_the_same(browser: Client, connected: Connection) -> None:
    """Also days after it was noticed, as long as it is one sitting."""
    noticed = timezone.now() - timedelta(days=4)
    crossed(connected, noticed_at=noticed)
    AttentionLook.objects.create(
        user=connected.user, tenant=connected.tenant, looked_at=noticed - timedelta(days=1)
    )
    assert [told(browser), told(browser)] == [["went_silent"], ["went_silent"]]


def test_a_quiet_day_says_so(browser: Client) -> None:
    assert "Nothing crossed a line since yesterday" in words(browser.get("/"))


def test_a_refused_key_sees_nothing_of_it(browser: Client, connected: Connection) -> None:
    crossed(connected)
    Connection.objects.filter(pk=connected.pk).update(refused_since=NOW)
    assert "Needs attention" not in words(browser.get("/"))


def test_names_that_hold_markup_stay_text(browser: Client, connected: Connection) -> None:
    crossed(connected, name="<script>alert(1)</script>", reason="<b>")
    assert b"<script>alert" not in browser.get("/").content
    assert b"<b>" not in browser.get("/").content
