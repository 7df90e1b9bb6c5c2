"""A table as an XLSX file, written piece by piece: nothing is kept but the piece in hand.

Numbers, days and percentages are real ones, texts never formulas. A second sheet, About, says
where the rows come from. A sheet that is full is followed by a further one.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from io import BytesIO, UnsupportedOperation
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZipFile
from zoneinfo import ZoneInfo

from customers.domain.book_xml import ROOT, relations_xml, types_xml, workbook_xml
from customers.domain.csv_table import ExportColumn, Origin
from customers.domain.portfolio_columns import Kind
from customers.domain.sheet_xml import (
    MAIN,
    STYLES,
    XML,
    Style,
    column_cells,
    letters,
    moment_cell,
    number_cell,
    rows_xml,
    text_cell,
)

LAST_ROW = 1_048_576
LARGEST_SHEET = 1_900_000_000
"""Bytes; beyond 2 GiB the file would need an extension that not every reader knows."""
_QUICK = 1
_WIDTHS = {Kind.TEXT: 28, Kind.BADGE: 14, Kind.COUNT: 12, Kind.DAY: 14}


class XlsxTable:
    """Writes one workbook; `zone` is where its reader is, `wish` says which rows were asked for."""

    def __init__(
        self, columns: Sequence[ExportColumn], origin: Origin, *, zone: str = "UTC", wish: str = ""
    ) -> None:
        self._columns = columns
        self._letters = [letters(place) for place in range(len(columns))]
        self._origin = origin
        self._zone = ZoneInfo(zone)
        self._wish = wish
        self._out = _Pieces()
        self._zip = ZipFile(self._out, "w", ZIP_DEFLATED, compresslevel=_QUICK)
        self._heights: list[int] = []
        self._count = 0

    def head(self) -> bytes:
        """The file's first bytes, up to the heads of the columns."""
        self._put("_rels/.rels", ROOT)
        self._put("xl/styles.xml", STYLES)
        self._begin_sheet()
        return self._out.take()

    def add(self, columns: Sequence[Sequence[Any]]) -> bytes:
        """So many rows, given by columns; on a further sheet where they do not fit."""
        while columns[0]:
            room = LAST_ROW - self._heights[-1] if self._size < LARGEST_SHEET else 0
            if not room:
                self._end_sheet()
                self._begin_sheet()
                continue
            self._write([values[:room] for values in columns])
            columns = [values[room:] for values in columns]
        return self._out.take()

    def end(self) -> bytes:
        """The rest: filters, where the rows come from, and what holds the file together."""
        self._end_sheet()
        self._put(f"xl/worksheets/sheet{len(self._heights) + 1}.xml", self._about())
        self._put("xl/workbook.xml", workbook_xml(self._heights, self._letters[-1]))
        self._put("xl/_rels/workbook.xml.rels", relations_xml(len(self._heights) + 1))
        self._put("[Content_Types].xml", types_xml(len(self._heights) + 1))
        self._zip.close()
        return self._out.take()

    def _begin_sheet(self) -> None:
        self._heights.append(1)
        self._sheet = self._open(f"xl/worksheets/sheet{len(self._heights)}.xml")
        self._size = 0
        widths = (max(_WIDTHS.get(one.kind, 16), len(one.label) + 4) for one in self._columns)
        heads = (
            text_cell(f"{letter}1", column.label, Style.HEAD)
            for letter, column in zip(self._letters, self._columns, strict=True)
        )
        view = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
        self._add(f'{_sheet_head(widths, view)}<row r="1">{"".join(heads)}</row>')

    def _write(self, columns: Sequence[Sequence[Any]]) -> None:
        height, count = self._heights[-1], len(columns[0])
        numbers = range(height + 1, height + 1 + count)
        cells = [
            column_cells(column.kind, letter, numbers, values, column.words)
            for column, letter, values in zip(self._columns, self._letters, columns, strict=True)
        ]
        self._add(rows_xml(numbers, cells))
        self._heights[-1] += count
        self._count += count

    def _end_sheet(self) -> None:
        area = f"A1:{self._letters[-1]}{self._heights[-1]}"
        self._add(f'</sheetData><autoFilter ref="{area}"/></worksheet>')
        self._sheet.close()

    def _about(self) -> str:
        names, values = zip(*self._lines(), strict=True)
        rows = range(1, len(names) + 1)
        labels = [text_cell(f"A{row}", name, Style.HEAD) for row, name in enumerate(names, 1)]
        cells = [_cell(f"B{row}", value) for row, value in enumerate(values, 1)]
        inside = rows_xml(rows, [labels, cells])
        return f"{_sheet_head((18, 60))}{inside}</sheetData></worksheet>"

    def _lines(self) -> Iterator[tuple[str, str | int | datetime]]:
        origin = self._origin
        yield "Tenant", origin.tenant_name
        yield "Tenant id", origin.tenant_id
        yield "Region", origin.region
        yield "Currency", origin.currency or "not known yet"
        yield "As of", origin.as_of.astimezone(self._zone)
        yield "Time zone", self._zone.key
        yield "Customers", self._count
        yield "List", self._wish or "all customers"
        yield "Empty cells", "unknown, never 0"

    def _open(self, name: str) -> IO[bytes]:
        return self._zip.open(name, "w")

    def _put(self, name: str, xml: str) -> None:
        with self._open(name) as part:
            part.write(xml.encode())

    def _add(self, xml: str) -> None:
        data = xml.encode()
        self._size += len(data)
        self._sheet.write(data)


class _Pieces(BytesIO):
    """What the archive has written and nobody has taken yet; it cannot be turned back."""

    def tell(self) -> int:
        raise UnsupportedOperation

    def take(self) -> bytes:
        """All of it, once."""
        data = self.getvalue()
        super().seek(0)
        self.truncate(0)
        return data


def _sheet_head(widths: Sequence[int] | Iterator[int], pane: str = "") -> str:
    columns = "".join(
        f'<col min="{place}" max="{place}" width="{width}" customWidth="1"/>'
        for place, width in enumerate(widths, 1)
    )
    return (
        f'{XML}<worksheet xmlns="{MAIN}"><sheetViews><sheetView workbookViewId="0">{pane}'
        f"</sheetView></sheetViews><cols>{columns}</cols><sheetData>"
    )


def _cell(place: str, value: str | int | datetime) -> str:
    if isinstance(value, datetime):
        return moment_cell(place, value)
    if isinstance(value, int):
        return number_cell(place, value, Style.COUNT)
    return text_cell(place, value, Style.TEXT)
