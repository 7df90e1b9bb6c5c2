"""Every way FlexPortal can fail a profile, with a saved copy and without (the table "Answers")."""

from typing import NamedTuple

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from customers.models import Connection, CustomerCopy, Fault
from customers.sandbox import cast
from customers.sandbox.sandbox import Sandbox
from tests.integration.pages import HTMX, profile_url, save_copy, stale, tags, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("deadline")]
MARIEKE = cast.MARIEKE


class Outcome(NamedTuple):
    """A fault, why the copy is stale after it, and the status without a copy."""

    fault: str
    reason: str
    status: int


FAILURES = [
    Outcome("slow", "timeout", 503),
    Outcome("drip", "timeout", 503),
    Outcome("drip_header", "timeout", 503),
    Outcome("cut", "unreachable", 503),
    Outcome("500", "unreachable", 503),
    Outcome("503", "unreachable", 503),
    Outcome("429", "limited", 503),
    Outcome("malformed", "malformed", 502),
    Outcome("wrong_tenant", "malformed", 502),
    Outcome("wrong_id", "malformed", 502),
    Outcome("204", "malformed", 502),
    Outcome("redirect", "malformed", 502),
    Outcome("deep", "malformed", 502),
]
failures = pytest.mark.parametrize("outcome", FAILURES, ids=lambda one: str(one.fault))


@failures
def test_with_a_saved_copy_it_is_shown_with_the_reason(
    signed_in: Client, connection: Connection, sandbox: Sandbox, outcome: Outcome
) -> None:
    """All figures as they stood, the age in words, and a way to try again."""
    save_copy(connection, MARIEKE, age=3 * 3600)
    url, sandbox.fault = profile_url(connection, MARIEKE), outcome.fault
    response = signed_in.get(f"{url}?refresh=1")
    assert (response.status_code, stale(response)) == (200, [outcome.reason])
    assert all(tag["data-value"] for tag in tags(response, "data-metric"))
    assert "Saved copy, 3 h old" in words(response)
    assert "You are looking at the saved copy from" in words(response)
    assert f'href="{url}?refresh=1"' in response.content.decode()


@failures
def test_without_a_copy_the_page_says_so_and_offers_to_try_again(
    signed_in: Client, connection: Connection, sandbox: Sandbox, outcome: Outcome
) -> None:
    """Page and partial; nothing of the dropped answer is shown or kept."""
    url, sandbox.fault = profile_url(connection, MARIEKE), outcome.fault
    response, partial = signed_in.get(url), signed_in.get(url, headers=HTMX)
    for one in (response, partial):
        assert one.status_code == outcome.status
        assert "Try again" in words(one)
        assert "Heuvel" not in words(one)
        assert tags(one, "data-metric") == []
    assert b"<!DOCTYPE html>" not in partial.content
    assert not CustomerCopy.objects.exists()


def test_only_nonsense_is_recorded_as_a_fault(
    signed_in: Client, connection: Connection, sandbox: Sandbox
) -> None:
    """When, which question, what was wrong; never what stood in the answer."""
    for outcome in FAILURES:
        sandbox.fault = outcome.fault
        signed_in.get(profile_url(connection, MARIEKE))
    nonsense = [one for one in FAILURES if one.reason == "malformed"]
    faults = Fault.objects.for_tenant(connection.tenant)
    assert faults.count() == len(nonsense)
    assert {one.question for one in faults} == {MARIEKE}
    assert not any(
        "somebody" in one.problem or cast.NETHERLANDS.key in one.problem for one in faults
    )


def test_a_failure_tells_when_to_come_back_only_where_that_is_known(
    signed_in: Client, connection: Connection, sandbox: Sandbox
) -> None:
    """429 carries it, a plain 503 does not."""
    url = profile_url(connection, MARIEKE)
    for fault, seconds in (("429", "1"), ("503", None), ("malformed", None)):
        sandbox.fault = fault
        assert signed_in.get(url).get("Retry-After") == seconds


def test_the_strip_says_that_flexportal_has_not_answered(
    signed_in: Client, connection: Connection, sandbox: Sandbox
) -> None:
    """At once, and until it answers; an answer that asks for patience is an answer."""
    url = profile_url(connection, MARIEKE)
    for fault, silent in (("429", False), ("503", True)):
        sandbox.fault = fault
        assert ("FlexPortal has not answered since" in words(signed_in.get(url))) is silent
    sandbox.fault = None
    assert "FlexPortal answers in" in words(signed_in.get(url))


def test_not_found_removes_the_copy_and_says_where_it_looked(
    signed_in: Client, connection: Connection, sandbox: Sandbox
) -> None:
    """Tenant and region; the recent list forgets the customer too."""
    url = profile_url(connection, MARIEKE)
    signed_in.get(url)
    sandbox.fault = "404"
    response = signed_in.get(f"{url}?refresh=1")
    assert response.status_code == 404
    assert "in Nordlicht Nederland, EU region" in words(response)
    assert not CustomerCopy.objects.exists()
    assert MARIEKE not in signed_in.get("/").content.decode()


def test_a_customer_that_never_was(signed_in: Client, connection: Connection) -> None:
    """The same words, without a copy before."""
    response = signed_in.get(profile_url(connection, "cust_nobody"))
    assert response.status_code == 404
    assert "No customer has this id here." in words(response)


@pytest.mark.parametrize("status", ["401", "403"])
def test_a_refused_key_points_to_the_connection(
    signed_in: Client, connection: Connection, sandbox: Sandbox, status: str
) -> None:
    """With a saved copy and without; the copy stays for those whose key works."""
    url = profile_url(connection, MARIEKE)
    save_copy(connection, MARIEKE)
    sandbox.fault = status
    for response in (signed_in.get(f"{url}?refresh=1"), signed_in.get(url)):
        assert response.status_code == 403
        assert f"FlexPortal refuses your key for Nordlicht Nederland ({status})." in words(response)
        assert 'href="/connections/"' in response.content.decode()
        assert tags(response, "data-metric") == []
    connection.refresh_from_db()
    assert not connection.is_working
    assert connection.refusal
    assert CustomerCopy.objects.count() == 1


def test_a_key_that_cannot_be_opened_is_to_be_replaced(
    signed_in: Client, connection: Connection, sandbox: Sandbox
) -> None:
    """Sealed with a key that is gone: nothing is sent."""
    Connection.objects.update(sealed_key=b"\x01" * 60)
    response = signed_in.get(profile_url(connection, MARIEKE))
    assert response.status_code == 403
    assert "cannot be opened any more" in words(response)
    assert len(sandbox.requests) == 0


def test_a_region_that_the_settings_lost_is_said(
    signed_in: Client, connection: Connection, settings: Settings, sandbox: Sandbox
) -> None:
    """Whoever runs the product took it away: nothing is sent."""
    settings.FLEXPORTAL_REGIONS = {"us": sandbox.url}
    response = signed_in.get(profile_url(connection, MARIEKE))
    assert response.status_code == 503
    assert "There is no region “eu”." in words(response)
    assert len(sandbox.requests) == 0
