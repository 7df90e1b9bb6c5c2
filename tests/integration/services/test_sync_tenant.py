"""A whole tenant read into a picture: what is new, changed, gone, and what only the day moves."""

from datetime import UTC, datetime, timedelta
from json import loads
from typing import Any

import pytest
from django.utils import timezone
from pytest_django.fixtures import Settings

from customers.domain.attention import FORGOTTEN_AFTER
from customers.models import (
    ALIVE,
    Attention,
    AttentionKind,
    Connection,
    Portfolio,
    PortfolioCustomer,
    PortfolioSubscription,
    Snapshot,
    SyncMark,
    SyncState,
)
from customers.sandbox import cast
from customers.sandbox.sandbox import Sandbox
from customers.services.start_sync import start_sync
from customers.services.sync_tenant import sync_tenant
from customers.services.sync_work import Clockwork
from tests.syncing import Rows, Shifting, sync

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _large_plan(settings: Settings) -> None:
    settings.FLEXPORTAL_RATE_LIMIT = 100_000


def shown(connection: Connection) -> dict[str, PortfolioCustomer]:
    portfolio = Portfolio.objects.get(tenant=connection.tenant)
    return {row.customer_id: row for row in PortfolioCustomer.objects.shown(portfolio)}


def day(connection: Connection, customer_id: str) -> dict[str, Any]:
    row = Snapshot.objects.for_tenant(connection.tenant).get(customer_id=customer_id)
    told: dict[str, Any] = loads(row.document)
    return told


def test_every_customer_of_the_tenant_stands_in_the_picture(
    connection: Connection, sandbox: Sandbox
) -> None:
    """N/100 questions for each list, and no more; the documented example comes out right."""
    run = sync(connection)
    company = sandbox.companies[connection.tenant.tenant_id]
    assert (run.state, run.customer_count) == (SyncState.PUBLISHED, company.size)
    rows = PortfolioSubscription.objects.count()
    assert sandbox.count_requests("/v1/subscriptions") == -(-rows // 100)
    assert sandbox.count_requests("/v1/customers") == -(-company.size // 100)
    row = shown(connection)[cast.EXAMPLE_FLAT]
    assert (row.collected, row.acquisition_cost, row.recovery) == (42500000, 36000000, "profitable")
    assert Snapshot.objects.count() == company.size
    assert day(connection, cast.EXAMPLE_FLAT)["at"] == run.started_at.isoformat()  # type: ignore[union-attr]
    assert SyncMark.objects.count() == 0


def test_a_reading_that_finds_nothing_new_writes_no_row(
    connection: Connection, sandbox: Sandbox
) -> None:
    sync(connection)
    before = list(PortfolioCustomer.objects.values_list("pk", "born", "died"))
    run = sync(connection)
    assert (run.state, run.changed_count) == (SyncState.PUBLISHED, 0)
    assert list(PortfolioCustomer.objects.values_list("pk", "born", "died")) == before
    assert Portfolio.objects.get().generation == 2


def test_changed_customers_come_anew_and_missing_ones_go(
    connection: Connection, sandbox: Sandbox
) -> None:
    shifting = Shifting(sandbox)
    sync(connection)

    def one_pays_one_goes(rows: Rows, _: int) -> Rows:
        for row in rows:
            if row["customerId"] == cast.TOM:
                row["lifetimeCollected"] = 99_999
        return [row for row in rows if row["customerId"] != cast.WILLEM]

    shifting.change = one_pays_one_goes
    run = sync(connection)
    rows = shown(connection)
    assert (run.changed_count, cast.WILLEM in rows) == (1, False)
    assert rows[cast.TOM].collected == 999_990_000
    assert day(connection, cast.TOM)["figures"]["lifetime_collected"] == "99999"
    assert PortfolioCustomer.objects.filter(died=2).count() == 2
    sync(connection)
    assert not PortfolioCustomer.objects.exclude(died=ALIVE).exists()


def test_a_customer_changes_with_its_subscriptions(
    connection: Connection, sandbox: Sandbox
) -> None:
    """The customer itself says the same; one of its contracts is gone."""
    sync(connection)
    gone = PortfolioSubscription.objects.exclude(start_on=None).first()
    assert gone
    PortfolioSubscription.objects.filter(pk=gone.pk).update(fingerprint=b"another")
    run = sync(connection)
    assert run.changed_count == 2
    assert shown(connection)[gone.customer_id].born == 2


def test_only_the_day_makes_a_customer_at_risk(connection: Connection, sandbox: Sandbox) -> None:
    sync(connection)
    row = PortfolioCustomer.objects.filter(recovery="recovering").exclude(at_risk_on=None).first()
    assert row
    assert row.at_risk_on
    moment = datetime(row.at_risk_on.year, row.at_risk_on.month, row.at_risk_on.day, 5, tzinfo=UTC)
    run, _ = start_sync(connection, now=moment)
    sync_tenant(run.pk, Clockwork(lambda: moment))
    now = shown(connection)[row.customer_id]
    assert (now.recovery, now.born, now.collected_since) == ("at_risk", 2, row.collected_since)
    size = len(shown(connection))
    assert Snapshot.objects.filter(day=row.at_risk_on).count() == size
    copied = Snapshot.objects.filter(day=row.at_risk_on).first()
    assert copied
    assert loads(copied.document)["at"] == moment.isoformat()


def test_a_lookup_since_then_keeps_its_snapshot(connection: Connection, sandbox: Sandbox) -> None:
    """What was asked for later is what the day ends with."""
    later = (timezone.now() + timedelta(minutes=5)).isoformat()
    document = f'{{"v":1,"at":"{later}","figures":{{}}}}'
    Snapshot.objects.create(
        tenant=connection.tenant,
        customer_id=cast.TOM,
        day=timezone.now().astimezone(UTC).date(),
        document=document,
    )
    sync(connection)
    assert day(connection, cast.TOM)["at"] == later


def test_a_crossing_of_long_ago_is_forgotten(connection: Connection, sandbox: Sandbox) -> None:
    """The next reading takes it away, and leaves what is younger, seen from the picture shown."""
    sync(connection)
    Attention.objects.all().delete()
    as_of = timezone.now() - timedelta(days=100)
    Portfolio.objects.update(as_of=as_of)
    long_ago = as_of - FORGOTTEN_AFTER
    a_minute = timedelta(minutes=1)
    for number, moment in enumerate((long_ago - a_minute, long_ago + a_minute)):
        Attention.objects.create(
            tenant=connection.tenant,
            customer_id=f"cust_{number}",
            kind=AttentionKind.BROKE_EVEN,
            mark="1",
            generation=1,
            noticed_at=moment,
        )
    sync(connection)
    kept = Attention.objects.filter(noticed_at__lte=long_ago + a_minute)
    assert [one.customer_id for one in kept] == ["cust_1"]
