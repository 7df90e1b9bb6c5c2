"""The connections page is one query, and says how each of the user's own keys stands."""

from datetime import datetime, timedelta

import pytest
from django.contrib.auth.models import User
from pytest_django import DjangoAssertNumQueries

from customers.models import Connection, RequestWindow, Tenant
from customers.models.connection import Hue
from customers.sandbox.cast import GULF, NETHERLANDS, STATES
from customers.sandbox.sandbox import Sandbox
from customers.selectors.connections import (
    get_connection_card,
    get_connections_page,
    list_hues_for,
)
from tests.integration.connections import NOW, a_connection

pytestmark = pytest.mark.django_db

REGIONS = {"eu": "https://api-eu.flexportal.io", "lab": "http://127.0.0.1:8001"}
MINUTE = NOW.replace(second=0)


@pytest.mark.parametrize("count", [0, 1, 3])
def test_any_number_of_connections_is_one_query(
    owner: User, sandbox: Sandbox, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    for tenant in (NETHERLANDS, STATES, GULF)[:count]:
        a_connection(owner, tenant)
    with django_assert_num_queries(1):
        page = get_connections_page(owner, regions=REGIONS, now=NOW)
    assert len(page.connections) == count
    assert len(page.hues) == len(Hue.values) - count


def test_one_card_is_one_query_and_nobody_elses(
    owner: User,
    outsider: User,
    sandbox: Sandbox,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    connection = a_connection(owner)
    with django_assert_num_queries(1):
        card = get_connection_card(owner, connection.pk, now=NOW + timedelta(minutes=3))
    assert card is not None
    assert (card.name, card.region_label, card.currency) == (
        NETHERLANDS.name,
        "EU region",
        "EUR",
    )
    assert card.accepted is not None
    assert card.accepted.age == "3 min ago"
    assert card.refused is None
    assert get_connection_card(outsider, connection.pk, now=NOW) is None


@pytest.mark.parametrize(("minute", "shown"), [(MINUTE, 14), (MINUTE - timedelta(minutes=1), 0)])
def test_only_the_requests_of_this_minute_count(
    owner: User, sandbox: Sandbox, minute: datetime, shown: int
) -> None:
    tenant = a_connection(owner).tenant
    RequestWindow.objects.create(tenant=tenant, minute=minute, request_count=14)
    page = get_connections_page(owner, regions=REGIONS, now=NOW)
    assert page.connections[0].request_count == shown


def test_regions_are_shown_by_label_and_host(owner: User) -> None:
    page = get_connections_page(owner, regions=REGIONS, now=NOW)
    assert [(one.key, one.label, one.host) for one in page.regions] == [
        ("eu", "EU", "api-eu"),
        ("lab", "lab", "127.0.0.1:8001"),
    ]


def test_a_connection_may_keep_its_own_colour_but_not_take_anothers(
    owner: User, sandbox: Sandbox
) -> None:
    first, second = a_connection(owner), a_connection(owner, STATES)
    assert first.hue in list_hues_for(owner, first.pk)
    assert second.hue not in list_hues_for(owner, first.pk)


def test_when_every_colour_is_in_use_any_may_repeat(owner: User, sandbox: Sandbox) -> None:
    connection = a_connection(owner)
    for hue in Hue.values:
        Connection.objects.filter(pk=connection.pk).update(hue=hue)
        assert hue not in get_connections_page(owner, regions=REGIONS, now=NOW).hues
    Connection.objects.bulk_create(_one_of_each_other_hue(connection))
    assert get_connections_page(owner, regions=REGIONS, now=NOW).hues == tuple(Hue.values)


def _one_of_each_other_hue(connection: Connection) -> list[Connection]:
    tenants = Tenant.objects.bulk_create(
        Tenant(region="eu", tenant_id=f"bu_{hue}", slug=f"eu-{hue}") for hue in Hue.values
    )
    return [
        Connection(
            user_id=connection.user_id,
            tenant=one,
            name=hue,
            hue=hue,
            sealed_key=b"",
            created_at=NOW,
        )
        for one, hue in zip(tenants, Hue.values, strict=True)
    ]
