"""Prove, first thing in a transaction, that a run is still this worker's."""

from customers.models import SyncRun, SyncState


class LostRun(Exception):
    """Another worker has taken the run over, or somebody stopped it: nothing may be written."""


def hold_run(run: SyncRun) -> None:
    """Raises LostRun when the fence has moved: whatever the transaction would write is not written.

    The row stays locked until the transaction ends.
    """
    held = SyncRun.objects.filter(pk=run.pk, fence=run.fence, state=SyncState.RUNNING)
    if not held.update(fence=run.fence):
        raise LostRun
