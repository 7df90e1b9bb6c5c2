"""Orders, subscriptions, payments and serial numbers lead to their customer."""

from collections.abc import Mapping

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from customers.models import Connection, ListCopy, ListKind, Tenant
from customers.sandbox import cast
from customers.sandbox.sandbox import Sandbox
from customers.services.open_list import open_list
from tests.integration.connections import a_connection
from tests.integration.pages import profile_url, save_copy, words

pytestmark = pytest.mark.django_db
KINDS = ("subscription", "serial number", "order", "payment")


@pytest.fixture
def ids(sandbox: Sandbox) -> Mapping[str, str]:
    """What Marieke's papers and devices say."""
    account = sandbox.companies[cast.NETHERLANDS.tenant_id].owner(cast.MARIEKE)
    assert account is not None
    rental = account.subscriptions[0]
    return {
        "subscription": rental["rentalId"],
        "serial number": rental["assetSerialNumber"],
        "order": account.orders[0]["orderId"],
        "payment": account.payments[0]["paymentId"],
    }


def asked(sandbox: Sandbox) -> list[str]:
    """The lists and objects asked for."""
    return [one.path.split("/")[2] for one in sandbox.requests]


@pytest.mark.parametrize("kind", KINDS)
def test_a_stated_kind_costs_one_question_and_says_which_it_was(
    *,
    signed_in: Client,
    connection: Connection,
    sandbox: Sandbox,
    ids: Mapping[str, str],
    kind: str,
) -> None:
    """The customer is asked for once more, and the profile then asks nothing."""
    response = signed_in.get("/", {"q": f"{kind}: {ids[kind]}"}, follow=True)
    assert response.redirect_chain == [(profile_url(connection, cast.MARIEKE), 302)]
    assert len(sandbox.requests) == 2
    assert asked(sandbox)[1] == "customers"
    assert f"{kind.capitalize()} {ids[kind]} of \u2068Marieke" in words(response)


@pytest.mark.parametrize("kind", KINDS)
def test_a_bare_id_is_tried_as_one_kind_after_the_other(
    *,
    signed_in: Client,
    connection: Connection,
    sandbox: Sandbox,
    ids: Mapping[str, str],
    kind: str,
) -> None:
    """What it looks like comes first; a saved customer is not asked for again."""
    save_copy(connection, cast.MARIEKE)
    sandbox.requests.clear()
    response = signed_in.get("/", {"q": ids[kind]})
    assert response.headers["Location"] == profile_url(connection, cast.MARIEKE)
    tries = {"serial number": ["customers", "subscriptions", "subscriptions"]}
    assert asked(sandbox) == tries.get(kind, [f"{kind}s"])


def test_a_customer_id_without_its_prefix_costs_one_question(
    signed_in: Client, sandbox: Sandbox, connection: Connection
) -> None:
    """None when it is saved; a customer comes before everything else."""
    sandbox.fault = None
    text = "1234"
    assert signed_in.get("/", {"q": text}).status_code == 404
    assert asked(sandbox) == [
        *("customers", "subscriptions", "subscriptions", "orders", "payments")
    ]
    assert Tenant.objects.get().failing_since is None


def test_what_nobody_has_says_as_what_it_was_looked_for(signed_in: Client, owner: User) -> None:
    """And offers the other tenants, with the same words."""
    a_connection(owner, cast.STATES)
    response = signed_in.get("/", {"q": "serial: NL00", "tenant": "nonsense"})
    assert response.status_code == 404
    said = words(response)
    assert "Nothing here has this id. Recognised a serial number." in said
    assert "It was looked for as serial number." in said
    assert 'href="/?q=serial%3A+NL00&amp;everywhere=1"' in response.content.decode()


def test_a_customer_id_that_is_none_is_offered_as_something_else(
    signed_in: Client, connection: Connection, sandbox: Sandbox
) -> None:
    """The customer is not asked for a second time."""
    missing = signed_in.get(profile_url(connection, "cust_nobody"))
    link = f"/?q=cust_nobody&amp;tenant={connection.tenant.slug}&amp;as=other"
    assert f'href="{link}"' in missing.content.decode()
    sandbox.requests.clear()
    assert signed_in.get(link.replace("&amp;", "&")).status_code == 404
    assert asked(sandbox) == ["subscriptions", "subscriptions", "orders", "payments"]


@pytest.mark.parametrize(("fault", "status"), [("503", 503), ("malformed", 502), ("401", 403)])
def test_no_answer_is_never_called_not_found(
    signed_in: Client, sandbox: Sandbox, fault: str, status: int
) -> None:
    """Whatever kind it was asked as."""
    sandbox.fault = fault
    response = signed_in.get("/", {"q": "serial: NL4F"})
    assert response.status_code == status
    assert "Nothing here has this id" not in words(response)


def test_all_kinds_share_the_time_of_one_question(
    signed_in: Client, sandbox: Sandbox, settings: Settings
) -> None:
    """The page says that there was no answer in time."""
    settings.FLEXPORTAL_DEADLINE = 0.7
    sandbox.latency_ms = 300
    response = signed_in.get("/", {"q": "NL00"})
    assert response.status_code == 503
    assert len(sandbox.requests) <= 3


def test_every_question_counts_against_the_limit(
    signed_in: Client, sandbox: Sandbox, settings: Settings
) -> None:
    """Of the tenant's minute; who would have to wait too long is told so at once."""
    settings.FLEXPORTAL_RATE_LIMIT = 4
    response = signed_in.get("/", {"q": "NL00"})
    assert (response.status_code, "Retry-After" in response) == (503, True)
    assert len(sandbox.requests) == 2


def test_an_id_in_another_tenant_is_found_everywhere(
    signed_in: Client, owner: User, sandbox: Sandbox
) -> None:
    """The message names it there too."""
    states = a_connection(owner, cast.STATES)
    account = sandbox.companies[cast.STATES.tenant_id].owner(cast.GRACE)
    assert account is not None
    text = account.orders[0]["orderId"]
    response = signed_in.get("/", {"q": text, "everywhere": "1"}, follow=True)
    assert response.redirect_chain == [(profile_url(states, cast.GRACE), 302)]
    assert f"Order {text} of \u2068Grace Whitfield\u2069." in words(response)


@pytest.mark.parametrize("kind", KINDS)
def test_saved_lists_serve_while_flexportal_is_away(
    *,
    signed_in: Client,
    connection: Connection,
    sandbox: Sandbox,
    ids: Mapping[str, str],
    kind: str,
) -> None:
    """The exact id only; a part of one is not found, and that is not called "not found"."""
    save_copy(connection, cast.MARIEKE)
    for listed in ListKind:
        open_list(connection, cast.MARIEKE, listed, refresh=True, clock=timezone.now)
    sandbox.fault = "503"
    response = signed_in.get("/", {"q": f"{kind}: {ids[kind]}"})
    assert response.headers["Location"] == profile_url(connection, cast.MARIEKE)
    assert signed_in.get("/", {"q": f"{kind}: {ids[kind][:-1]}"}).status_code == 503
    ListCopy.objects.update(document="{}")
    assert signed_in.get("/", {"q": f"{kind}: {ids[kind]}"}).status_code == 503


def test_saved_lists_serve_nobody_whose_key_is_refused(
    signed_in: Client, connection: Connection, sandbox: Sandbox, ids: Mapping[str, str]
) -> None:
    """Not even when FlexPortal goes away afterwards."""
    save_copy(connection, cast.MARIEKE)
    open_list(connection, cast.MARIEKE, ListKind.ORDERS, clock=timezone.now)
    wanted = {"q": f"order: {ids['order']}"}
    for fault, status in (("401", 403), ("503", 503)):
        sandbox.fault = fault
        assert signed_in.get("/", wanted).status_code == status
