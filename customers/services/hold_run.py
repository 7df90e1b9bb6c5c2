"""Prove, first thing in a transaction, that a run is still this worker's."""

from customers.models import SyncRun, SyncState

from .take_run import LostRun


def hold_run(run: SyncRun) -> None:
    """Raises LostRun when the fence has moved: whatever the transaction would write is not written.

    The lease stays as it is, and the row locked until the transaction ends.
    """
    held = SyncRun.objects.filter(pk=run.pk, fence=run.fence, state=SyncState.RUNNING)
    if not held.update(fence=run.fence):
        raise LostRun
