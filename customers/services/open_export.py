"""Hand out files: a list written while it is read, or an export that lies ready."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.text import slugify

from customers.models import Connection, Export, ExportFormat, ExportPart, ExportState
from customers.models.whole_rows import PictureGone

from .errors import ExportNotFound
from .export_table import ExportTable, open_table
from .pack import pack, unpack

__all__ = ["CutOff", "ExportFormat", "OpenFile", "open_export", "stream_list"]

CONTENT_TYPES = {
    ExportFormat.CSV: "text/csv; charset=utf-8",
    ExportFormat.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
LONGEST_SECONDS = 30 * 60
"""So long one download may hold a thread of the web server."""

Seconds = Callable[[], float]


class CutOff(Exception):
    """A file that cannot be handed out to its end: the connection breaks off, and is seen to."""


@dataclass(frozen=True, slots=True)
class OpenFile:
    """A file on its way: `size` where it is known; `gzipped` says how it travels."""

    name: str
    content_type: str
    chunks: Iterator[bytes]
    gzipped: bool = False
    size: int | None = None


def stream_list(  # noqa: PLR0913
    connection: Connection,
    file_format: ExportFormat,
    query: str,
    hidden: Collection[str],
    *,
    zone: str,
    gzip: bool,
    now: datetime,
    seconds: Seconds,
) -> OpenFile:
    """A list as a file that is written while it is sent; the first bytes wait for no row.

    Raises NothingToExport; while it is sent, CutOff.
    """
    table = open_table(connection, query, hidden, now=now)
    chunks = _in_time(_bytes(table, file_format, zone), seconds)
    packed = gzip and file_format == ExportFormat.CSV
    return OpenFile(
        name=_name(connection, file_format, now, zone),
        content_type=CONTENT_TYPES[file_format],
        chunks=pack(chunks) if packed else chunks,
        gzipped=packed,
    )


def open_export(
    connection: Connection, export: Export, *, gzip: bool, seconds: Seconds
) -> OpenFile:
    """The file of an export; it travels packed as it lies, where that is accepted.

    Raises ExportNotFound while it is not ready: nothing half is handed out.
    """
    if export.state != ExportState.READY:
        raise ExportNotFound("There is no such file yet.")
    file_format = ExportFormat(export.format)
    csv = file_format is ExportFormat.CSV
    parts = _in_time(_parts(export), seconds)
    unpacked = csv and not gzip
    return OpenFile(
        name=_name(connection, file_format, export.created_at, export.zone),
        content_type=CONTENT_TYPES[file_format],
        chunks=unpack(parts) if unpacked else parts,
        gzipped=csv and gzip,
        size=None if unpacked else export.size,
    )


def _bytes(table: ExportTable, file_format: ExportFormat, zone: str) -> Iterator[bytes]:
    try:
        for data, _ in table.chunks(file_format, zone):
            yield data
    except PictureGone as error:
        raise CutOff("A newer picture has replaced the one that was being read.") from error


def _parts(export: Export) -> Iterator[bytes]:
    """One part at a time in memory. Raises CutOff where one is gone."""
    parts = ExportPart.objects.filter(export_id=export.pk)
    for number in range(parts.count()):
        part = parts.filter(number=number).first()
        if part is None:
            raise CutOff("The export was deleted while it was fetched.")
        yield bytes(part.data)


def _in_time(chunks: Iterator[bytes], seconds: Seconds) -> Iterator[bytes]:
    """The same, as long as the reader takes it within reason. Raises CutOff."""
    ends = seconds() + LONGEST_SECONDS
    for chunk in chunks:
        if seconds() > ends:
            raise CutOff("The reader took too long.")
        yield chunk


def _name(connection: Connection, file_format: str, moment: datetime, zone: str) -> str:
    """`recoup-nordlicht-2026-11-25.csv`, the day as it is where the reader is."""
    tenant = slugify(connection.name)[:60] or connection.tenant.slug
    return f"recoup-{tenant}-{moment.astimezone(ZoneInfo(zone)):%Y-%m-%d}.{file_format}"
