"""Who prepares an export: one worker at a time, proved at every write by the fence it took."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import F

from customers.models import KEPT, Export, ExportPart, ExportState

LEASE = timedelta(seconds=60)
MOST_TRIES = 5
GAVE_UP = "It was begun five times and never finished. Fewer rows or columns may help."


class LeaseLost(Exception):
    """Another worker has the export, or it was deleted: nothing more may be written."""


def take_export(export_id: UUID, *, now: datetime) -> Export | None:
    """Become the one who prepares it, from the start; None if somebody does, or nobody need.

    What a worker that died has left is dropped. One that kills every worker is given up.
    """
    with transaction.atomic():
        free = Export.objects.to_take(now).filter(pk=export_id)
        taken = free.update(
            state=ExportState.RUNNING,
            fence=F("fence") + 1,
            lease_ends_at=now + LEASE,
            expires_at=now + KEPT,
            row_count=0,
            size=0,
        )
        if not taken:
            return None
        ExportPart.objects.filter(export_id=export_id).delete()
        export = Export.objects.select_related("tenant", "user").get(pk=export_id)
        if export.fence <= MOST_TRIES:
            return export
        fail_export(export, GAVE_UP)
        return None


def start_over(export: Export, *, generation: int, now: datetime) -> None:
    """Drop what was written, and write from `generation` on. Raises LeaseLost."""
    with transaction.atomic():
        _update(export, row_count=0, size=0, generation=generation, lease_ends_at=now + LEASE)
        ExportPart.objects.filter(export=export).delete()


def keep_part(export: Export, number: int, data: bytes, *, row_count: int, now: datetime) -> None:
    """Keep a piece of the file, and go on holding the export. Raises LeaseLost."""
    with transaction.atomic():
        _update(export, row_count=row_count, size=F("size") + len(data), lease_ends_at=now + LEASE)
        ExportPart.objects.create(export=export, number=number, data=data)


def finish_export(export: Export, *, row_count: int, now: datetime) -> None:
    """All parts are there: hand it out from now on. Raises LeaseLost."""
    _update(
        export,
        state=ExportState.READY,
        row_count=row_count,
        lease_ends_at=None,
        expires_at=now + KEPT,
    )


def fail_export(export: Export, reason: str) -> None:
    """Say why there is no file, and keep none of it. Raises LeaseLost."""
    with transaction.atomic():
        _update(export, state=ExportState.FAILED, reason=reason, lease_ends_at=None, size=0)
        ExportPart.objects.filter(export=export).delete()


def _update(export: Export, **values: object) -> None:
    held = Export.objects.filter(pk=export.pk, fence=export.fence, state=ExportState.RUNNING)
    if not held.update(**values):
        raise LeaseLost
