"""What a sync asks for beyond the plain lists, what it costs, and what it leaves behind."""

import pytest
from django.db import connection as database
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django.fixtures import Settings

from customers.models import (
    ALIVE,
    Connection,
    Portfolio,
    PortfolioCustomer,
    SyncRun,
    SyncState,
    Tenant,
)
from customers.sandbox import cast
from customers.sandbox.sandbox import Sandbox
from customers.services.start_sync import start_sync
from customers.services.sync_tenant import sync_tenant
from customers.services.sync_work import Clockwork
from tests.syncing import Shifting, sync

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _large_plan(settings: Settings) -> None:
    settings.FLEXPORTAL_RATE_LIMIT = 100_000


def shown(connection: Connection) -> dict[str, PortfolioCustomer]:
    portfolio = Portfolio.objects.get(tenant=connection.tenant)
    return {row.customer_id: row for row in PortfolioCustomer.objects.shown(portfolio)}


def test_hidden_inactive_customers_are_asked_for(connection: Connection, sandbox: Sandbox) -> None:
    """Where the plain list holds none (D34); then they stand in the picture too."""
    shifting = Shifting(sandbox)
    shifting.filtered = lambda query, rows: (
        rows if "status" in query else [row for row in rows if row["status"] != "inactive"]
    )
    run = sync(connection)
    assert run.state == SyncState.PUBLISHED
    assert shown(connection)[cast.INACTIVE].status == "inactive"
    again = sync(connection)
    assert (again.state, again.changed_count) == (SyncState.PUBLISHED, 0)


def test_a_filter_that_flexportal_does_not_know_ends_the_search(
    connection: Connection, sandbox: Sandbox
) -> None:
    shifting = Shifting(sandbox)
    shifting.filtered = lambda _, rows: [row for row in rows if row["status"] != "inactive"]
    shifting.forget = "status"
    run = sync(connection)
    assert run.state == SyncState.PUBLISHED
    assert cast.INACTIVE not in shown(connection)


def test_the_currency_is_learned_from_the_subscriptions(
    connection: Connection, sandbox: Sandbox
) -> None:
    Tenant.objects.update(currency="")
    connection.tenant.currency = ""
    sync(connection)
    assert Tenant.objects.get().currency == "EUR"


def test_a_page_of_known_rows_costs_few_queries(connection: Connection, sandbox: Sandbox) -> None:
    """However many customers it holds: no query for each."""
    sync(connection)
    with CaptureQueriesContext(
        database,
    ) as queries:
        sync(connection)
    assert len(queries) < 90


def test_what_a_run_left_behind_is_gone_before_the_next(
    connection: Connection, sandbox: Sandbox
) -> None:
    """Rows of its own, and rows that it had ended already."""
    shifting = Shifting(sandbox, lambda rows, version: [r | {"phone": str(version)} for r in rows])
    sync(connection)
    before = {one: row.phone for one, row in shown(connection).items()}
    run, _ = start_sync(connection, now=timezone.now())

    def stop(run: SyncRun) -> None:
        if run.customer_count:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        sync_tenant(run.pk, Clockwork(timezone.now, on_commit=stop))
    assert PortfolioCustomer.objects.filter(born=2).exists()
    assert {one: row.phone for one, row in shown(connection).items()} == before
    SyncRun.objects.filter(pk=run.pk).update(state="stopped", finished_at=timezone.now())
    shifting.change = lambda rows, _: rows[:-1]
    sync(connection, accept_fewer=True)
    rows = shown(connection)
    assert all("phone" not in row.phone for row in rows.values())
    assert PortfolioCustomer.objects.filter(born=2, died=ALIVE).count() == len(rows)
