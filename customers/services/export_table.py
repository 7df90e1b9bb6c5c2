"""What goes into an export's file: the columns and rows of a list, and where they come from."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from django.http import QueryDict

from customers.domain.csv_table import CsvTable, ExportColumn, Origin
from customers.domain.customer import CustomerType, Status
from customers.domain.personal import Personal, mask_email
from customers.domain.portfolio_columns import NAME, Column, Kind
from customers.domain.portfolio_wish import ListWish, columns_of, read_wish, write_wish
from customers.domain.profitability import Recovery
from customers.domain.xlsx_table import XlsxTable
from customers.models import Connection, ExportFormat, Portfolio
from customers.models.whole_rows import Row, whole_rows

from .errors import NothingToExport

ROWS_AT_ONCE = 2_000
HIDE = "hide"
"""The word by which a kept query names the personal data that the file must not hold."""
PREPARE = "prepare"
"""The word by which a link asks to be led to the background where a list is large."""
_CALLED = ("name", "customer_id")
_WORDS = {
    "status": {one.value: one.value.capitalize() for one in Status} | {Status.UNKNOWN: ""},
    "type": {one.value: one.value.capitalize() for one in CustomerType}
    | {CustomerType.UNKNOWN: ""},
    "recovery": {one.value: one.label for one in Recovery},
}
_ID = ExportColumn("Customer id", Kind.TEXT)


class Table(Protocol):
    """A file in the making: its beginning, rows so many at a time, and its end."""

    def head(self) -> bytes:
        """The first bytes."""

    def rows(self, rows: Sequence[Sequence[Any]]) -> bytes:
        """The bytes of these rows."""

    def end(self) -> bytes:
        """The last bytes."""


@dataclass(frozen=True, slots=True)
class ExportTable:
    """One list of one picture, to be read once."""

    portfolio: Portfolio
    columns: tuple[ExportColumn, ...]
    origin: Origin
    wish: ListWish
    pieces: Iterator[list[Row]]

    def chunks(self, file_format: str, zone: str) -> Iterator[tuple[bytes, int]]:
        """The file's bytes, each with how many rows it holds. Raises PictureGone."""
        table = self._table(file_format, zone)
        yield table.head(), 0
        for piece in self.pieces:
            yield table.rows(piece), len(piece)
        yield table.end(), 0

    def _table(self, file_format: str, zone: str) -> Table:
        if file_format == ExportFormat.CSV:
            return CsvTable(self.columns, self.origin)
        wish = write_wish(self.wish)
        return XlsxTable(self.columns, self.origin, zone=zone, wish=wish)


def open_table(
    connection: Connection, query: str, hidden: Collection[str], *, now: datetime
) -> ExportTable:
    """The list of an address's query as the published picture has it; not a row is read yet.

    Raises NothingToExport while there is no picture.
    """
    portfolio = Portfolio.objects.for_tenant(connection.tenant).select_related("tenant").first()
    if portfolio is None or portfolio.as_of is None:
        raise NothingToExport("No picture of this tenant is published yet.")
    wish = read_list(query)
    columns = columns_of(wish)
    fields = (*_CALLED, *(one.field for one in columns if one != NAME))
    pieces = whole_rows(portfolio, wish, fields, now=now, size=ROWS_AT_ONCE)
    tenant = connection.tenant
    origin = Origin(
        connection.name, tenant.tenant_id, tenant.region, tenant.currency, portfolio.as_of
    )
    return ExportTable(
        portfolio=portfolio,
        columns=(*map(_column, columns), _ID),
        origin=origin,
        wish=wish,
        pieces=map(_shaped(columns, hidden), pieces),
    )


def read_list(query: str) -> ListWish:
    """The whole list that a query asks for, from its first row on."""
    words = QueryDict(query, mutable=True)
    for name in ("after", HIDE, PREPARE):
        words.pop(name, None)
    return read_wish(dict(words.lists()))


def _column(column: Column) -> ExportColumn:
    return ExportColumn(column.label, column.kind, _WORDS.get(column.name, {}))


def _shaped(columns: Sequence[Column], hidden: Collection[str]) -> Callable[[list[Row]], list[Row]]:
    """Makes of the rows read those that are shown: the name, or for lack of one the id, first."""
    masked = [
        place
        for place, column in enumerate(columns[1:])
        if column.name == Personal.EMAIL and Personal.EMAIL in hidden
    ]

    def shape(piece: list[Row]) -> list[Row]:
        if masked:
            return [(name or key, *_mask(rest, masked), key) for name, key, *rest in piece]
        return [(name or key, *rest, key) for name, key, *rest in piece]

    return shape


def _mask(values: list[Any], masked: Sequence[int]) -> list[Any]:
    for place in masked:
        values[place] = mask_email(values[place])
    return values
