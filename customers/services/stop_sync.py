"""Stop the sync of a tenant; what it has read is removed before the next."""

from datetime import datetime

from django.db.models import F

from customers.models import SyncRun, SyncState, Tenant


def stop_sync(tenant: Tenant, *, by: str, now: datetime) -> bool:
    """Whether there was one to stop. Its worker's next write fails, wherever it is."""
    open_runs = SyncRun.objects.for_tenant(tenant).open().order_by()
    return bool(
        open_runs.update(
            state=SyncState.STOPPED,
            fence=F("fence") + 1,
            lease_ends_at=None,
            try_at=None,
            finished_at=now,
            reason=f"{by} stopped it."[:400],
        )
    )
