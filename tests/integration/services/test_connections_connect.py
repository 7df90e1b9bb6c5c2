"""A key is tried before it is kept, sealed to its row, and named by what FlexPortal tells."""

from dataclasses import replace
from typing import cast

import pytest
from django.contrib.auth.models import User
from pytest_django.fixtures import Settings

from customers.flexportal.records import Page, SubscriptionRecord
from customers.models import Connection, FailureReason, Tenant
from customers.models.connection import ConnectionState, Hue
from customers.sandbox import cast as stage
from customers.sandbox.cast import GULF, NETHERLANDS, REVOKED_KEY, STATES
from customers.sandbox.sandbox import Sandbox
from customers.services.connect_tenant import connect_tenant
from customers.services.errors import (
    CannotOpenKey,
    FetchFailed,
    KeyRefused,
    NotAnId,
    UnknownRegion,
    WrongTenant,
)
from customers.services.flexportal_client import Client, Secret, client_for, open_key
from customers.services.try_key import advise, learn_currency
from tests.integration.connections import NOW, WRONG_KEY, a_connection

pytestmark = pytest.mark.django_db


def test_an_accepted_key_is_kept_sealed(owner: User, sandbox: Sandbox) -> None:
    connection = a_connection(owner)
    connection.refresh_from_db()
    assert connection.state is ConnectionState.WORKING
    assert connection.accepted_at == NOW
    assert connection.key_tail == NETHERLANDS.key[-4:]
    assert NETHERLANDS.key.encode() not in bytes(connection.sealed_key)
    assert open_key(connection) == Secret(NETHERLANDS.key)


@pytest.mark.parametrize("tenant", [NETHERLANDS, STATES, GULF])
def test_the_currency_comes_from_a_subscription(
    owner: User, sandbox: Sandbox, tenant: stage.Tenant
) -> None:
    assert a_connection(owner, tenant).tenant.currency == tenant.currency


def test_a_known_currency_is_not_asked_for_again(
    owner: User, colleague: User, sandbox: Sandbox
) -> None:
    a_connection(owner)
    asked = len(sandbox.requests)
    a_connection(colleague)
    assert [one.path for one in list(sandbox.requests)[asked:]] == ["/v1/customers"]


def test_a_failing_second_question_does_not_fail_the_connection(
    owner: User, sandbox: Sandbox
) -> None:
    sandbox.fault, sandbox.fault_path = "malformed", "/v1/subscriptions"
    connection = a_connection(owner)
    assert (connection.state, connection.tenant.currency) == (ConnectionState.WORKING, "")


@pytest.mark.parametrize("key", [WRONG_KEY, REVOKED_KEY])
def test_a_wrong_key_leaves_nothing_behind(owner: User, sandbox: Sandbox, key: str) -> None:
    with pytest.raises(KeyRefused) as refusal:
        a_connection(owner, key=key)
    assert refusal.value.status == 401
    assert "API keys" in advise(refusal.value, NETHERLANDS.tenant_id)
    assert not Connection.objects.exists()
    assert not Tenant.objects.exists()


def test_another_tenants_key_is_told_apart(owner: User, sandbox: Sandbox) -> None:
    with pytest.raises(WrongTenant) as refusal:
        a_connection(owner, key=STATES.key)
    assert refusal.value.status == 403
    assert NETHERLANDS.tenant_id in advise(refusal.value, NETHERLANDS.tenant_id)
    assert not Connection.objects.exists()


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        ("503", FailureReason.UNREACHABLE),
        ("slow", FailureReason.TIMEOUT),
        ("429", FailureReason.LIMITED),
        ("malformed", FailureReason.MALFORMED),
    ],
)
def test_no_answer_says_that_the_key_may_be_right(
    owner: User, sandbox: Sandbox, settings: Settings, fault: str, reason: FailureReason
) -> None:
    sandbox.fault, settings.FLEXPORTAL_DEADLINE = fault, 0.5
    with pytest.raises(FetchFailed) as failure:
        a_connection(owner)
    assert failure.value.reason is reason
    assert advise(failure.value, "any").startswith("The key may be right. Try again in")
    assert not Connection.objects.exists()


def test_nothing_is_sent_to_a_region_that_is_not_in_the_settings(
    owner: User, sandbox: Sandbox
) -> None:
    with pytest.raises(UnknownRegion, match="mars"):
        a_connection(owner, replace(NETHERLANDS, region="mars"))
    assert not sandbox.requests


def test_a_key_that_cannot_travel_is_never_sent(owner: User, sandbox: Sandbox) -> None:
    with pytest.raises(NotAnId):
        a_connection(owner, key="pk_live_\n_obviously_false")
    assert not sandbox.requests


def test_an_untried_key_opens_nothing_yet(owner: User, sandbox: Sandbox) -> None:
    connection = a_connection(owner, key=WRONG_KEY, verify=False)
    assert connection.state is ConnectionState.UNTRIED
    assert not connection.is_working
    assert not sandbox.requests


def test_connecting_again_replaces_name_and_key(owner: User, sandbox: Sandbox) -> None:
    first = a_connection(owner, key=WRONG_KEY, verify=False)
    again = connect_tenant(
        owner,
        region=NETHERLANDS.region,
        tenant_id=NETHERLANDS.tenant_id,
        name="Called otherwise",
        key=Secret(NETHERLANDS.key),
        now=NOW,
    )
    assert again.pk == first.pk
    kept = Connection.objects.get()
    assert (kept.name, kept.hue, kept.state) == ("Called otherwise", first.hue, "working")


def test_a_refused_second_key_keeps_the_first(owner: User, sandbox: Sandbox) -> None:
    a_connection(owner)
    with pytest.raises(KeyRefused):
        a_connection(owner, key=WRONG_KEY)
    kept = Connection.objects.get()
    assert kept.is_working
    assert open_key(kept) == Secret(NETHERLANDS.key)


def test_each_connection_of_a_user_gets_a_colour_of_its_own(owner: User, sandbox: Sandbox) -> None:
    count = len(Hue.values) + 1
    made = [
        a_connection(owner, replace(NETHERLANDS, tenant_id=f"bu_{number}"), verify=False)
        for number in range(count)
    ]
    assert len({one.hue for one in made[:-1]}) == len(Hue.values)
    assert made[-1].hue in Hue.values


@pytest.mark.parametrize(
    ("region", "tenant_id", "slug"),
    [("eu", "bu_Nordlicht_NL", "eu-bu-nordlicht-nl"), ("qa", "7", "qa-7"), ("us", "é€", "us-e")],
)
def test_the_slug_is_made_of_region_and_tenant_id(
    owner: User, sandbox: Sandbox, region: str, tenant_id: str, slug: str
) -> None:
    tenant = replace(NETHERLANDS, region=region, tenant_id=tenant_id, name="A private name")
    assert a_connection(owner, tenant, verify=False).tenant.slug == slug


def test_tenants_whose_slugs_would_be_alike_are_told_apart(owner: User, sandbox: Sandbox) -> None:
    ids = ["bu_a", "BU_A", "bu-a", "x" * 199, "x" * 200]
    slugs = {
        a_connection(owner, replace(NETHERLANDS, tenant_id=one), verify=False).tenant.slug
        for one in ids
    }
    assert len(slugs) == len(ids)
    assert all(len(slug) <= 80 for slug in slugs)


def test_a_sealed_key_does_not_open_in_anothers_row(
    owner: User, colleague: User, sandbox: Sandbox
) -> None:
    own, others = a_connection(owner), a_connection(colleague)
    others.sealed_key = own.sealed_key
    with pytest.raises(CannotOpenKey) as refusal:
        client_for(others)
    assert NETHERLANDS.key not in repr(refusal.value)


def test_a_lost_vault_key_fails_closed(owner: User, sandbox: Sandbox, settings: Settings) -> None:
    connection = a_connection(owner)
    settings.VAULT_KEYS = (bytes(32 * [7]),)
    with pytest.raises(CannotOpenKey):
        client_for(connection)


@pytest.mark.parametrize("told", [None, "", "euro", "eur", "€"])
def test_what_is_no_currency_code_is_not_kept(told: str | None) -> None:
    class Told:
        def subscription_page(self, *, limit: int) -> Page[SubscriptionRecord]:
            assert limit == 1
            record = SubscriptionRecord(subscription_id="rent_1", tenant_id="bu_1", currency=told)
            return Page((record,), None)

    tenant = Tenant(region="eu", tenant_id="bu_1", slug="eu-bu-1")
    learn_currency(cast("Client", Told()), tenant)
    assert tenant.currency == ""
