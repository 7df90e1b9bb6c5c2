"""Workers that are killed, paused and doubled: real processes over a real socket."""

import os
import random
import signal
from threading import Event
from time import monotonic, sleep

import pytest
from django.utils import timezone

from customers.models import (
    Connection,
    Portfolio,
    PortfolioCustomer,
    PortfolioSubscription,
    Snapshot,
    SyncRun,
    SyncState,
)
from customers.sandbox.replies import Reply, Request
from customers.sandbox.sandbox import Sandbox
from tests.sync_child import in_process, keep_syncing, start_and_sync
from tests.syncing import Shifting, lively, picture, snapshots, sync, whole_in_itself

pytestmark = pytest.mark.django_db(transaction=True)
KILLS = int(os.environ.get("KILLS", "100"))


@pytest.fixture
def shifting(connection: Connection, sandbox: Sandbox) -> Shifting:
    """A sandbox that says something else at each reading."""
    return Shifting(sandbox, lively)


def lease_is_over() -> None:
    """As a minute later."""
    SyncRun.objects.filter(state=SyncState.RUNNING).update(lease_ends_at=timezone.now())


def until(shifting: Shifting, asked: int) -> None:
    """Wait until FlexPortal was asked so often."""
    ends = monotonic() + 60
    while shifting.asked < asked:
        assert monotonic() < ends
        sleep(0.01)


def test_a_worker_killed_at_any_moment_loses_nothing_and_repeats_nothing(
    connection: Connection, sandbox: Sandbox, shifting: Shifting
) -> None:
    chance, tenant = random.Random(4), connection.tenant  # noqa: S311 - a test's dice
    for _ in range(KILLS):
        enough = shifting.asked + chance.randint(1, 14)
        worker = in_process(keep_syncing, sandbox.url, str(connection.pk))
        until(shifting, enough)
        worker.join(chance.uniform(0.0, 0.05))
        worker.kill()
        worker.join(10)
        lease_is_over()
        if Portfolio.objects.filter(tenant=tenant).exists():
            assert whole_in_itself(tenant) == []
    assert Portfolio.objects.get(tenant=tenant).generation > 2
    sync(connection)
    shifting.moving = False
    last = sync(connection)
    assert (last.state, last.changed_count) == (SyncState.PUBLISHED, 0)
    assert_like_undisturbed(connection)


def assert_like_undisturbed(connection: Connection) -> None:
    """Rows and snapshots are those of a tenant that was read once, in peace."""
    shown, kept = picture(connection.tenant), snapshots(connection.tenant)
    present = set(
        PortfolioCustomer.objects.shown(
            Portfolio.objects.get(tenant=connection.tenant)
        ).values_list("customer_id", flat=True)
    )
    for model in (Snapshot, Portfolio, PortfolioCustomer, PortfolioSubscription, SyncRun):
        model.objects.filter(tenant=connection.tenant).delete()
    connection.tenant.portfolio_days.all().delete()
    sync(connection)
    again = picture(connection.tenant)
    assert [(a, b) for a, b in zip(again, shown, strict=True) if a != b] == []
    assert snapshots(connection.tenant) == [one for one in kept if one[0] in present]


@pytest.mark.parametrize("count", [2, 4])
def test_workers_started_together_do_one_run(
    connection: Connection, sandbox: Sandbox, shifting: Shifting, count: int
) -> None:
    arguments = sandbox.url, str(connection.pk)
    workers = [in_process(start_and_sync, *arguments) for _ in range(count)]
    for worker in workers:
        worker.join(60)
    assert {worker.exitcode for worker in workers} == {0}
    runs = list(SyncRun.objects.order_by("pk"))
    assert {run.state for run in runs} == {SyncState.PUBLISHED}
    assert shifting.asked == sum(run.page_count for run in runs)
    assert shifting.version == len(runs) == Portfolio.objects.get().generation
    assert whole_in_itself(connection.tenant) == []


def test_a_paused_worker_cannot_write_late(
    connection: Connection, sandbox: Sandbox, shifting: Shifting
) -> None:
    """It stands still in the middle of a page, another one ends the run, and it wakes up."""
    arrived, go_on = Event(), Event()

    def hold_third_page(_: Request) -> Reply | None:
        if shifting.asked == 7 and not arrived.is_set():
            arrived.set()
            go_on.wait(30)
        return None

    shifting.before = hold_third_page
    paused = in_process(start_and_sync, sandbox.url, str(connection.pk))
    assert arrived.wait(30)
    assert paused.pid
    os.kill(paused.pid, signal.SIGSTOP)
    lease_is_over()
    heir = in_process(start_and_sync, sandbox.url, str(connection.pk))
    heir.join(60)
    before = picture(connection.tenant), SyncRun.objects.values_list("fence", "state").get()
    assert before[1] == (2, SyncState.PUBLISHED)
    os.kill(paused.pid, signal.SIGCONT)
    go_on.set()
    paused.join(60)
    assert (heir.exitcode, paused.exitcode) == (0, 0)
    assert (
        picture(connection.tenant),
        SyncRun.objects.values_list("fence", "state").get(),
    ) == before
