"""One snapshot per customer and day, kept with whatever was fetched."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import connection as database
from django.test.utils import CaptureQueriesContext

from customers.domain.metric import Metric
from customers.domain.snapshot import Snapshot, from_snapshot_document
from customers.models import Connection, ListCopy, ListKind, Tenant
from customers.models import Snapshot as SnapshotRow
from customers.sandbox import cast
from customers.services.fetch_customer import Question, fetch_customer
from customers.services.fetch_list import fetch_list
from customers.services.find_customers import Search, find_by_email
from customers.services.keep_snapshot import keep_devices, keep_figures
from tests.builders import a_customer, a_subscription

pytestmark = pytest.mark.django_db
MORNING = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
EVENING = MORNING.replace(hour=23, minute=59)


def days(tenant: Tenant, customer_id: str = "cust_abc123") -> dict[date, Snapshot]:
    """What was kept."""
    rows = SnapshotRow.objects.for_tenant(tenant).of_customer(customer_id)
    return {row.day: from_snapshot_document(row.document) for row in rows}


def writes(queries: Sequence[dict[str, str]]) -> int:
    """How many of them write."""
    return sum(query["sql"].startswith(("INSERT", "UPDATE")) for query in queries)


def test_the_last_answer_of_the_day_stands(connection: Connection) -> None:
    """In UTC, whatever the hour is elsewhere; the next day has its own."""
    tenant = connection.tenant
    keep_figures(tenant, a_customer(collected="4250"), now=MORNING)
    keep_figures(tenant, a_customer(collected="4312"), now=EVENING)
    keep_figures(tenant, a_customer(collected="4312"), now=EVENING + timedelta(minutes=1))
    kept = days(tenant)
    assert list(kept) == [date(2026, 11, 23), date(2026, 11, 24)]
    assert kept[date(2026, 11, 23)].value(Metric.LIFETIME_COLLECTED) == Decimal(4312)
    assert kept[date(2026, 11, 23)].taken_at == EVENING


def test_the_same_figures_again_write_nothing(connection: Connection) -> None:
    keep_figures(connection.tenant, a_customer(), now=MORNING)
    with CaptureQueriesContext(database) as captured:
        keep_figures(connection.tenant, a_customer(), now=EVENING)
    assert (len(captured), writes(captured.captured_queries)) == (1, 0)
    assert days(connection.tenant)[MORNING.date()].taken_at == MORNING


def test_devices_join_the_figures_of_their_day(connection: Connection) -> None:
    tenant = connection.tenant
    keep_figures(tenant, a_customer(), now=MORNING)
    keep_devices(tenant, "cust_abc123", [a_subscription()], now=MORNING)
    keep_figures(tenant, a_customer(collected="4312"), now=EVENING)
    (kept,) = days(tenant).values()
    assert kept.value(Metric.LIFETIME_COLLECTED) == Decimal(4312)
    assert [device.cost for device in kept.devices or ()] == [Decimal(1000)]


def test_devices_alone_are_no_day(connection: Connection) -> None:
    keep_devices(connection.tenant, "cust_abc123", [a_subscription()], now=MORNING)
    assert days(connection.tenant) == {}


def test_the_same_devices_again_write_nothing(connection: Connection) -> None:
    keep_figures(connection.tenant, a_customer(), now=MORNING)
    keep_devices(connection.tenant, "cust_abc123", [a_subscription()], now=MORNING)
    with CaptureQueriesContext(database) as captured:
        keep_devices(connection.tenant, "cust_abc123", [a_subscription()], now=EVENING)
    assert writes(captured.captured_queries) == 0


@pytest.mark.parametrize("list_first", [True, False])
def test_what_is_fetched_is_kept(connection: Connection, list_first: bool) -> None:
    """Customer and list of one day, in either order; nobody else's."""

    def fetch_devices() -> None:
        fetch_list(connection, cast.MARIEKE, ListKind.SUBSCRIPTIONS, lambda: MORNING)

    if list_first:
        fetch_devices()
    fetch_customer(Question(connection, cast.MARIEKE, lambda: EVENING))
    if not list_first:
        fetch_devices()
    (kept,) = days(connection.tenant, cast.MARIEKE).values()
    assert kept.value(Metric.LIFETIME_COLLECTED) == Decimal(4250)
    assert kept.devices is not None
    assert sum(device.cost or 0 for device in kept.devices) == Decimal(3600)
    assert SnapshotRow.objects.count() == 1


def test_a_list_of_yesterday_is_not_todays(connection: Connection) -> None:
    yesterday = MORNING - timedelta(days=1)
    fetch_list(connection, cast.MARIEKE, ListKind.SUBSCRIPTIONS, lambda: yesterday)
    fetch_customer(Question(connection, cast.MARIEKE, lambda: MORNING))
    assert days(connection.tenant, cast.MARIEKE)[MORNING.date()].devices is None


def test_a_list_of_another_version_is_no_list(connection: Connection) -> None:
    fetch_list(connection, cast.MARIEKE, ListKind.SUBSCRIPTIONS, lambda: MORNING)
    ListCopy.objects.update(document='{"v": 0}')
    fetch_customer(Question(connection, cast.MARIEKE, lambda: EVENING))
    assert days(connection.tenant, cast.MARIEKE)[MORNING.date()].devices is None


def test_a_search_by_email_keeps_what_it_found(connection: Connection) -> None:
    """Every answer with figures counts."""
    copy = fetch_customer(Question(connection, cast.MARIEKE, lambda: MORNING))
    SnapshotRow.objects.all().delete()
    find_by_email(Search(connection, copy.email, lambda: MORNING))
    assert list(days(connection.tenant, cast.MARIEKE)) == [MORNING.date()]


def test_an_unreadable_day_is_begun_anew(connection: Connection) -> None:
    """Left by another version of Recoup."""
    keep_figures(connection.tenant, a_customer(), now=MORNING)
    SnapshotRow.objects.update(document='{"v": 0}')
    keep_figures(connection.tenant, replace(a_customer(), email=None), now=EVENING)
    assert days(connection.tenant)[MORNING.date()].taken_at == EVENING
