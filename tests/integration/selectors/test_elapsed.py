"""The At risk badge: the same on every page and in the terminal."""

import json
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from customers.domain.customer import Customer
from customers.domain.list_document import to_list_document
from customers.models import Connection, ListCopy, ListKind
from customers.sandbox import cast
from customers.sandbox.sandbox import Sandbox
from customers.selectors.elapsed import elapsed_share
from customers.services.open_list import open_list
from tests.builders import a_customer, a_subscription
from tests.integration.pages import profile_url, save_copy, values, words

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 7, 2, 12, tzinfo=UTC)
POOR = {"collected": "500", "cost": "1000"}


def save_devices(connection: Connection, customer: Customer, document: str | None = None) -> None:
    """One contract of a year, half of it gone on 2 July."""
    device = a_subscription(cost="1000")
    ListCopy.objects.create(
        tenant=connection.tenant,
        customer_id=customer.customer_id,
        kind=ListKind.SUBSCRIPTIONS,
        document=to_list_document((device,)) if document is None else document,
        fetched_at=NOW,
    )


def test_the_share_of_the_saved_devices(connection: Connection) -> None:
    customer = a_customer(**POOR)
    save_devices(connection, customer)
    share = elapsed_share(connection.tenant, customer, NOW + timedelta(days=30))
    assert share is not None
    assert Decimal("0.58") < share < Decimal("0.59")


def test_the_day_is_utcs(connection: Connection) -> None:
    """A badge does not depend on who looks, or from where."""
    customer = a_customer(**POOR)
    save_devices(connection, customer)
    east = NOW.replace(hour=23).astimezone(timezone.get_fixed_timezone(timedelta(hours=9)))
    assert elapsed_share(connection.tenant, customer, east) == elapsed_share(
        connection.tenant, customer, NOW
    )


def test_unknown_until_the_devices_are_known(connection: Connection) -> None:
    customer = a_customer(**POOR)
    assert elapsed_share(connection.tenant, customer, NOW) is None
    save_devices(connection, customer, document="{}")
    assert elapsed_share(connection.tenant, customer, NOW) is None


def test_devices_without_contract_time_tell_nothing(connection: Connection) -> None:
    customer = a_customer(**POOR)
    save_devices(connection, customer, to_list_document((a_subscription(cost=None),)))
    assert elapsed_share(connection.tenant, customer, NOW) is None


@pytest.mark.parametrize(("collected", "queries"), [("500", 1), ("500.01", 0), (None, 0)])
def test_nothing_is_read_where_the_badge_does_not_hang_on_it(
    connection: Connection,
    django_assert_num_queries: DjangoAssertNumQueries,
    collected: str | None,
    queries: int,
) -> None:
    customer = a_customer(collected=collected, cost="1000")
    with django_assert_num_queries(queries):
        elapsed_share(connection.tenant, customer, NOW)


def test_every_page_says_the_same(
    signed_in: Client, connection: Connection, sandbox: Sandbox, capsys: pytest.CaptureFixture[str]
) -> None:
    """Profile, recent customers, search and terminal, once the devices are known."""
    save_copy(connection, cast.AT_RISK)
    url = profile_url(connection, cast.AT_RISK)
    assert values(signed_in.get(url), "data-badge")["recovery"] == "recovering"
    open_list(connection, cast.AT_RISK, ListKind.SUBSCRIPTIONS, clock=timezone.now)
    profile = signed_in.get(url)
    assert values(profile, "data-badge")["recovery"] == "at_risk"
    assert "of the contract time gone" in words(profile)
    assert values(signed_in.get(reverse("lookup")), "data-badge") == {"recovery": "at_risk"}
    call_command("lookup", "owner", cast.AT_RISK, "--json")
    assert json.loads(capsys.readouterr().out)["recoveryStatus"] == "at_risk"
    call_command("lookup", "owner", cast.AT_RISK)
    assert "of the contract time gone" in capsys.readouterr().out


def test_a_warm_profile_stays_within_six_queries(
    signed_in: Client,
    connection: Connection,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    """Also where the badge hangs on the devices, and all lists are saved."""
    url = profile_url(connection, cast.AT_RISK)
    signed_in.get(url)
    for kind in ListKind:
        open_list(connection, cast.AT_RISK, kind, clock=timezone.now)
    with django_assert_max_num_queries(6):
        assert values(signed_in.get(url), "data-badge")["recovery"] == "at_risk"
