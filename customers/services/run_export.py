"""Prepare an export in the background: read, write, pack and keep it part by part."""

from collections.abc import Callable, Iterator
from datetime import datetime
from uuid import UUID

from django.db import DatabaseError
from django.http import QueryDict

from customers.models import Connection, Export, ExportFormat
from customers.models.whole_rows import PictureGone

from .errors import ServiceError
from .export_table import HIDE, open_table
from .pack import Packer
from .take_export import LeaseLost, fail_export, finish_export, keep_part, start_over, take_export

Clock = Callable[[], datetime]
PART_SIZE = 1 << 20
ROWS_IN_PART = 20_000
"""A part is kept after so many rows at the latest: that is how often progress is seen."""
MOST_STARTS = 3
NO_KEY = "Your key to this tenant is gone or refused, so nothing was kept."
MOVED_ON = "The portfolio was renewed again and again meanwhile. Please try once more."
OUR_MISTAKE = "Recoup made a mistake, and its operator finds it in the log. Nothing was kept."


def run_export(export_id: UUID, *, clock: Clock) -> None:
    """Prepare it unless somebody else does; safe to call for any export at any time.

    A picture that a later sync cleans away while it is read is left, and the newest one begun.
    """
    export = take_export(export_id, now=clock())
    if export is None:
        return
    try:
        for _ in range(MOST_STARTS):
            try:
                _write(export, clock)
                break
            except PictureGone:
                continue
        else:
            fail_export(export, MOVED_ON)
    except LeaseLost:
        return
    except ServiceError as error:
        _fail(export, error.explanation)
    except DatabaseError:
        raise  # the database is away: whoever comes after the lease's end begins again
    except Exception:
        _fail(export, OUR_MISTAKE)
        raise


def _fail(export: Export, reason: str) -> None:
    try:
        fail_export(export, reason)
    except LeaseLost:
        return


def _write(export: Export, clock: Clock) -> None:
    """The whole file. Raises PictureGone, LeaseLost, ServiceError."""
    connection = _connection(export)
    if connection is None:
        fail_export(export, NO_KEY)
        return
    hidden = QueryDict(export.query).getlist(HIDE)
    table = open_table(connection, export.query, hidden, now=clock())
    start_over(export, generation=table.portfolio.generation, now=clock())
    row_count = 0
    chunks = table.chunks(export.format, export.zone)
    for number, (data, row_count) in enumerate(_parts(_packed(chunks, export.format))):
        keep_part(export, number, data, row_count=row_count, now=clock())
        if _connection(export) is None:
            fail_export(export, NO_KEY)
            return
    finish_export(export, row_count=row_count, now=clock())


def _connection(export: Export) -> Connection | None:
    """The user's key, if FlexPortal still takes it."""
    own = Connection.objects.for_user(export.user).filter(tenant=export.tenant)
    return own.working().first()


def _packed(chunks: Iterator[tuple[bytes, int]], file_format: str) -> Iterator[tuple[bytes, int]]:
    """Bytes as they are kept; an XLSX file is packed already."""
    if file_format != ExportFormat.CSV:
        yield from chunks
        return
    packer = Packer()
    for data, rows in chunks:
        yield packer.add(data), rows
    yield packer.end(), 0


def _parts(chunks: Iterator[tuple[bytes, int]]) -> Iterator[tuple[bytes, int]]:
    """Parts of some size, each with the number of rows so far; the last one is not empty."""
    waiting, waiting_rows, row_count = bytearray(), 0, 0
    for data, rows in chunks:
        waiting += data
        waiting_rows, row_count = waiting_rows + rows, row_count + rows
        if len(waiting) >= PART_SIZE or waiting_rows >= ROWS_IN_PART:
            yield bytes(waiting), row_count
            waiting, waiting_rows = bytearray(), 0
    if waiting:
        yield bytes(waiting), row_count
