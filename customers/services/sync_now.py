"""Sync a tenant here and now, to the end: what the command does, without a background worker."""

from collections.abc import Callable
from datetime import datetime

from customers.models import Connection, SyncRun, Tenant

from .errors import NoWorkingKey, SyncRunning
from .start_sync import start_sync
from .sweep_syncs import working_connection
from .sync_tenant import sync_tenant
from .sync_work import Clockwork

LONGEST_SLEEP = 5.0


def sync_now(  # noqa: PLR0913 - the command's options, and what is passed in everywhere
    tenant: Tenant,
    *,
    clock: Callable[[], datetime],
    sleep: Callable[[float], None],
    on_commit: Callable[[SyncRun], None],
    user: str | None = None,
    accept_fewer: bool = False,
) -> SyncRun:
    """The run when it is over. A run that waits is gone on with; one in other hands is not.

    Raises NoWorkingKey, SyncRunning.
    """
    connection = key_for(tenant, user)
    run, _ = start_sync(connection, now=clock(), accept_fewer=accept_fewer)
    while True:
        fence = run.fence
        run = sync_tenant(run.pk, Clockwork(clock, sleep, on_commit))
        if run.finished_at:
            return run
        if run.fence == fence and run.lease_ends_at and run.lease_ends_at > clock():
            raise SyncRunning(_who(run))
        on_commit(run)
        wait = (run.try_at - clock()).total_seconds() if run.try_at else 0.0
        sleep(min(max(wait, 0.2), LONGEST_SLEEP))


def key_for(tenant: Tenant, user: str | None) -> Connection:
    """The user's connection, else the one that worked last. Raises NoWorkingKey."""
    if user is None:
        connection = working_connection(tenant)
    else:
        working = Connection.objects.working().select_related("tenant")
        connection = working.filter(tenant=tenant, user__username=user).first()
    if connection is None:
        whose = f"{user} has no" if user else "Nobody has a"
        raise NoWorkingKey(f"{whose} connection to this tenant whose key works.")
    return connection


def _who(run: SyncRun) -> str:
    read = f"{run.customer_count:,} customers so far" if run.customer_count else "just begun"
    return f"It is being read already, by {run.worker or 'another worker'} ({read})."
