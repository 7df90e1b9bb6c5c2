"""Looking for an e-mail address, and through all tenants."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django.fixtures import Settings

from customers.models import Connection, Fault
from customers.sandbox import cast
from customers.sandbox.sandbox import Sandbox
from tests.integration.connections import a_connection
from tests.integration.pages import profile_url, save_copy, tags, words

pytestmark = pytest.mark.django_db
EMAIL = "marieke@heuveloosterbaan.example"
SHARED = [cast.SHARED_EMAIL_ACTIVE, cast.SHARED_EMAIL_INACTIVE]


def hits(response: object) -> list[str]:
    """The customers listed."""
    return [tag["data-id"] for tag in tags(response, "data-row")]


def test_one_hit_opens_its_profile_without_a_further_question(
    signed_in: Client, connection: Connection, sandbox: Sandbox
) -> None:
    """The plain list, the inactive ones, and nothing more."""
    response = signed_in.get("/", {"q": f"<{EMAIL}>"}, follow=True)
    assert response.redirect_chain == [(profile_url(connection, cast.MARIEKE), 302)]
    assert [dict(one.query).get("status") for one in sandbox.requests] == [None, "inactive"]
    assert {one.query["email"] for one in sandbox.requests} == {EMAIL}


def test_several_are_listed_the_inactive_one_too(signed_in: Client, connection: Connection) -> None:
    """An account that was closed shares the address with the one that lives."""
    response = signed_in.get("/", {"q": cast.SHARED_EMAIL})
    assert (response.status_code, sorted(hits(response))) == (200, SHARED)
    assert "2 customers match." in words(response)
    assert "Recognised an e-mail address." in words(response)
    links = [tag["href"] for tag in tags(response, "data-skeleton-id")]
    assert links == [profile_url(connection, customer_id) for customer_id in hits(response)]


def test_an_inactive_customer_alone_is_found(
    signed_in: Client, connection: Connection, sandbox: Sandbox
) -> None:
    """Though the plain list hides it."""
    save_copy(connection, cast.INACTIVE)
    account = sandbox.companies[cast.NETHERLANDS.tenant_id].owner(cast.INACTIVE)
    assert account is not None
    response = signed_in.get("/", {"q": account.customers[0]["email"]})
    assert response.headers["Location"] == profile_url(connection, cast.INACTIVE)


def test_nobody_has_it_and_where_that_was_asked(
    signed_in: Client, owner: User, connection: Connection
) -> None:
    """404; a tenant that was not asked is offered, alone and with all others."""
    states = a_connection(owner, cast.STATES)
    text = "nobody@postvak.example"
    response = signed_in.get("/", {"q": text, "tenant": connection.tenant.slug})
    assert response.status_code == 404
    assert "No customer with this e-mail address here." in words(response)
    page = response.content.decode()
    assert f'href="/?q=nobody%40postvak.example&amp;tenant={states.tenant.slug}"' in page
    assert 'href="/?q=nobody%40postvak.example&amp;everywhere=1"' in page
    all_asked = signed_in.get("/", {"q": text, "everywhere": "1"})
    assert words(all_asked).count("not found") == 2
    assert "not asked" not in words(all_asked)


def test_saved_copies_serve_while_flexportal_is_away_and_say_so(
    signed_in: Client, connection: Connection, sandbox: Sandbox
) -> None:
    """Found whatever the case of the letters; a single one leads to its profile."""
    for customer_id in SHARED:
        save_copy(connection, customer_id)
    save_copy(connection, cast.MARIEKE)
    sandbox.fault = "503"
    response = signed_in.get("/", {"q": cast.SHARED_EMAIL.upper()})
    assert (response.status_code, sorted(hits(response))) == (200, SHARED)
    assert "FlexPortal did not answer. These are saved copies." in words(response)
    one = signed_in.get("/", {"q": EMAIL})
    assert one.headers["Location"] == profile_url(connection, cast.MARIEKE)


@pytest.mark.parametrize(
    ("fault", "status", "said"),
    [
        ("503", 503, "FlexPortal did not answer, and there is no saved copy."),
        ("malformed", 502, "FlexPortal’s answer could not be read, and none is saved."),
        ("wrong_tenant", 502, "FlexPortal’s answer could not be read, and none is saved."),
        ("401", 403, "FlexPortal refuses your key for Nordlicht Nederland (401)."),
        ("403", 403, "FlexPortal refuses your key for Nordlicht Nederland (403)."),
        ("slow", 503, "FlexPortal did not answer in time, and there is no saved copy."),
    ],
)
def test_no_answer_is_never_called_not_found(
    *,
    signed_in: Client,
    sandbox: Sandbox,
    settings: Settings,
    fault: str,
    status: int,
    said: str,
) -> None:
    """The reason, and the next step; nothing of the address is recorded."""
    settings.FLEXPORTAL_DEADLINE = 1.0
    sandbox.fault = fault
    response = signed_in.get("/", {"q": EMAIL})
    assert response.status_code == status
    assert said in words(response)
    assert "No customer" not in words(response)
    assert ("Replace the key" if status == 403 else "Try again") in words(response)
    assert not Fault.objects.filter(question__contains="@").exists()


def test_being_limited_says_when_to_come_back(signed_in: Client, sandbox: Sandbox) -> None:
    """In the header too."""
    sandbox.limiter.per_minute = 0
    response = signed_in.get("/", {"q": EMAIL})
    assert (response.status_code, response["Retry-After"]) == (503, "60")


def test_a_refused_key_finds_nothing_in_saved_copies(
    signed_in: Client, connection: Connection, sandbox: Sandbox
) -> None:
    """Nor while FlexPortal is away."""
    save_copy(connection, cast.MARIEKE)
    sandbox.fault = "401"
    signed_in.get("/", {"q": EMAIL})
    sandbox.fault = "503"
    response = signed_in.get("/", {"q": EMAIL})
    assert (response.status_code, hits(response)) == (503, [])


def test_an_id_is_looked_for_everywhere(
    signed_in: Client, owner: User, connection: Connection, sandbox: Sandbox
) -> None:
    """Each tenant is asked once; a saved copy answers for its tenant without a question."""
    states = a_connection(owner, cast.STATES)
    sandbox.requests.clear()
    search = {"q": cast.GRACE, "everywhere": "1"}
    assert signed_in.get("/", search).headers["Location"] == profile_url(states, cast.GRACE)
    assert sorted(one.headers["tenant-id"] for one in sandbox.requests) == sorted(
        [connection.tenant.tenant_id, states.tenant.tenant_id]
    )
    sandbox.requests.clear()
    signed_in.get("/", search)
    assert [one.headers["tenant-id"] for one in sandbox.requests] == [connection.tenant.tenant_id]


def test_one_tenants_failure_leaves_the_others_standing(
    signed_in: Client, owner: User, connection: Connection, sandbox: Sandbox
) -> None:
    """Each says what it answered; while one gave no answer, nobody calls it not found."""
    a_connection(owner, cast.STATES)
    Connection.objects.filter(pk=connection.pk).update(sealed_key=b"\x01" * 60)
    response = signed_in.get("/", {"q": "cust_nobody", "everywhere": "1"})
    assert response.status_code == 403
    assert "Nordlicht US US region not found" in words(response)
    assert "cannot be opened any more" in words(response)


def test_who_was_not_asked_in_time_is_offered_again(
    signed_in: Client, owner: User, connection: Connection, sandbox: Sandbox, settings: Settings
) -> None:
    """All of them share the time of one question."""
    a_connection(owner, cast.STATES)
    settings.FLEXPORTAL_DEADLINE = 0.5
    sandbox.latency_ms = 1_000
    response = signed_in.get("/", {"q": "cust_nobody", "everywhere": "1"})
    assert response.status_code == 503
    assert "Nordlicht Nederland EU region FlexPortal did not answer in time." in words(response)
    assert "Nordlicht US US region not asked Look here too" in words(response)
