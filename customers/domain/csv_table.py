"""A table as a text file that people open and scripts read: RFC 4180, UTF-8 with a mark in front.

Where the rows come from stands in columns of its own behind the others, so that the file stays one
table from its first line on, and two of them can be put together.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from customers.domain.cell import quote, write_column, write_text
from customers.domain.moment import iso_utc
from customers.domain.portfolio_columns import Kind

ORIGIN = ("Tenant", "Tenant id", "Region", "Currency", "As of")
_MARK = "\ufeff"
_LINE_END = "\r\n"


@dataclass(frozen=True, slots=True)
class ExportColumn:
    """One column: its head, what it holds, and the labels of a badge's words."""

    label: str
    kind: Kind
    words: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where the rows come from; `as_of` is when their picture was begun, in UTC."""

    tenant_name: str
    tenant_id: str
    region: str
    currency: str
    as_of: datetime

    def cells(self) -> tuple[str, ...]:
        """As texts, in the order of `ORIGIN`."""
        texts = (self.tenant_name, self.tenant_id, self.region, self.currency)
        return *map(write_text, texts), iso_utc(self.as_of)


class CsvTable:
    """Writes one table piece by piece; holds nothing but what stands on every line."""

    def __init__(self, columns: Sequence[ExportColumn], origin: Origin) -> None:
        self._columns = columns
        self._end = ",".join(("", *map(quote, origin.cells()))) + _LINE_END

    def head(self) -> bytes:
        """The first line, with the mark by which spreadsheets know UTF-8."""
        labels = ",".join((*(quote(write_text(one.label)) for one in self._columns), *ORIGIN))
        return f"{_MARK}{labels}{_LINE_END}".encode()

    def end(self) -> bytes:
        """Nothing: the last line was the end."""
        return b""

    def rows(self, rows: Sequence[Sequence[Any]]) -> bytes:
        """So many lines; a column at a time, and joined by hand, which is five times as quick."""
        if not rows:
            return b""
        cells = [
            write_column(column.kind, values, column.words)
            for column, values in zip(self._columns, zip(*rows, strict=True), strict=True)
        ]
        return (self._end.join(map(",".join, zip(*cells, strict=True))) + self._end).encode()
