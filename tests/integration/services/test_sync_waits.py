"""A sync waits for better times, may be stopped, and starts by itself."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone
from pytest_django.fixtures import Settings

from customers.models import Connection, Portfolio, SyncRun, SyncState
from customers.sandbox.replies import Reply, Request, json_reply
from customers.sandbox.sandbox import Sandbox
from customers.services.errors import NoWorkingKey, SyncRunning
from customers.services.schedule_sync import schedule_sync
from customers.services.start_sync import start_sync
from customers.services.stop_sync import stop_sync
from customers.services.sweep_syncs import sweep_syncs
from customers.services.sync_now import sync_now
from customers.services.sync_tenant import sync_tenant
from customers.services.sync_work import Clockwork
from tests.syncing import Shifting, sync

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _large_plan(settings: Settings) -> None:
    settings.FLEXPORTAL_RATE_LIMIT = 100_000


@pytest.fixture
def shifting(connection: Connection, sandbox: Sandbox) -> Shifting:
    return Shifting(sandbox)


class Hand:
    """A clock that one moves by hand, and that waiting moves."""

    def __init__(self) -> None:
        self.now = timezone.now()

    def __call__(self) -> datetime:
        """Now."""
        return self.now

    def sleep(self, seconds: float) -> None:
        """Let time pass."""
        self.now += timedelta(seconds=max(seconds, 0.001))


def test_an_outage_is_waited_for_and_nothing_is_read_again(
    shifting: Shifting, connection: Connection, sandbox: Sandbox
) -> None:
    hand = Hand()
    run, _ = start_sync(connection, now=hand.now)
    shifting.before = lambda _: Reply(503) if shifting.asked >= 4 else None
    run = sync_tenant(run.pk, Clockwork(hand, hand.sleep))
    assert (run.state, run.page_count) == (SyncState.WAITING, 3)
    assert run.try_at
    assert sync_tenant(run.pk, Clockwork(hand, hand.sleep)).page_count == 3
    shifting.before, asked = lambda _: None, shifting.asked
    hand.now = run.try_at
    done = sync_tenant(run.pk, Clockwork(hand, hand.sleep))
    assert done.state == SyncState.PUBLISHED
    assert shifting.asked - asked == done.page_count - 3


def test_a_day_of_outage_fails_the_run(connection: Connection, sandbox: Sandbox) -> None:
    hand = Hand()
    began = hand.now
    run, _ = start_sync(connection, now=hand.now)
    SyncRun.objects.update(failure_count=98)
    sandbox.fault = "503"
    while (run := sync_tenant(run.pk, Clockwork(hand, hand.sleep))).finished_at is None:
        assert run.try_at
        hand.now = run.try_at
    assert (run.state, run.reason) == (SyncState.FAILED, "FlexPortal did not answer.")
    assert hand.now - began >= timedelta(minutes=30)


def test_a_storm_of_429_is_ridden_out_as_flexportal_wishes(
    shifting: Shifting, connection: Connection
) -> None:
    """Three times in a row, and each time no earlier than it said."""
    hand, refused = Hand(), list[datetime]()

    def storm(_: Request) -> Reply | None:
        if shifting.asked % 5 == 3 and len(refused) < 12:
            refused.append(hand.now)
            return json_reply({}, 429, {"Retry-After": "20"})
        return None

    shifting.before = storm
    run, _ = start_sync(connection, now=hand.now)
    done = sync_tenant(run.pk, Clockwork(hand, hand.sleep))
    assert (done.state, done.failure_count) == (SyncState.PUBLISHED, 0)
    assert done.finished_at
    assert done.finished_at - done.created_at >= timedelta(seconds=20 * len(refused))


def test_a_stopped_run_writes_no_more(shifting: Shifting, connection: Connection) -> None:
    run, _ = start_sync(connection, now=timezone.now())
    stopped = []

    def stop(_: SyncRun) -> None:
        stopped.append(stop_sync(connection.tenant, by="owner", now=timezone.now()))

    done = sync_tenant(run.pk, Clockwork(timezone.now, on_commit=stop))
    assert (done.state, done.reason) == (SyncState.STOPPED, "owner stopped it.")
    assert stopped == [True]
    assert 0 < done.page_count <= 10
    assert sync(connection).state == SyncState.PUBLISHED


def test_a_schedule_starts_a_run_once(connection: Connection, sandbox: Sandbox) -> None:
    now = timezone.now()
    assert sweep_syncs(now=now) == ()
    schedule_sync(connection, 6, now=now - timedelta(hours=7))
    (run_id,) = sweep_syncs(now=now)
    assert sweep_syncs(now=now) == (run_id,)
    assert Portfolio.objects.get().sync_next_at == now + timedelta(hours=6)
    schedule_sync(connection, None, now=now)
    assert Portfolio.objects.get().sync_next_at is None


def test_one_that_is_being_read_is_not_read_twice(connection: Connection, sandbox: Sandbox) -> None:
    run, _ = start_sync(connection, now=timezone.now())
    soon = timezone.now() + timedelta(minutes=1)
    SyncRun.objects.update(state="running", lease_ends_at=soon, worker="process 7 on desk")

    def now_please(user: str | None = None) -> SyncRun:
        return sync_now(
            connection.tenant,
            clock=timezone.now,
            sleep=lambda _: None,
            on_commit=lambda _: None,
            user=user,
        )

    with pytest.raises(SyncRunning, match="process 7 on desk"):
        now_please()
    with pytest.raises(NoWorkingKey, match="nobody has no"):
        now_please("nobody")
    SyncRun.objects.update(lease_ends_at=timezone.now())
    assert now_please("owner").pk == run.pk
