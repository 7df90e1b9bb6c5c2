"""Start the syncs whose time has come, and say which wait for a worker."""

from datetime import datetime, timedelta

from customers.models import Connection, Portfolio, SyncRun, Tenant

from .start_sync import start_sync


def sweep_syncs(*, now: datetime) -> tuple[int, ...]:
    """The runs to work on next: new ones, those that have waited, and those of a dead worker."""
    due = Portfolio.objects.filter(sync_next_at__lte=now, sync_every_hours__isnull=False)
    for portfolio in due.select_related("tenant"):
        _start(portfolio, now)
    return tuple(SyncRun.objects.open().to_take(now).order_by("pk").values_list("pk", flat=True))


def working_connection(tenant: Tenant, first: Connection | None = None) -> Connection | None:
    """A connection whose key works: this one if it does, else the one that worked last."""
    working = Connection.objects.working().filter(tenant=tenant).select_related("tenant")
    chosen = working.filter(pk=first.pk).first() if first else None
    return chosen or working.order_by("-accepted_at").first()


def _start(portfolio: Portfolio, now: datetime) -> None:
    """One of several workers moves the hour on and starts; without a key nobody can."""
    following = now + timedelta(hours=portfolio.sync_every_hours or 1)
    same = Portfolio.objects.filter(pk=portfolio.pk, sync_next_at=portfolio.sync_next_at)
    if not same.update(sync_next_at=following):
        return
    if connection := working_connection(portfolio.tenant, portfolio.sync_with):
        start_sync(connection, now=now)
