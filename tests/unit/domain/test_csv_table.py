"""A text file that is one table from its first line on, and says where its rows come from."""

import csv
from collections.abc import Sequence
from datetime import UTC, date, datetime
from io import StringIO
from typing import Any

from customers.domain.csv_table import CsvTable, ExportColumn, Origin
from customers.domain.portfolio_columns import Kind

ORIGIN = Origin('Noord "A", B.V.', "bu_1", "eu", "EUR", datetime(2026, 11, 23, 6, tzinfo=UTC))
COLUMNS = (
    ExportColumn("Customer", Kind.TEXT),
    ExportColumn("Profit", Kind.MONEY),
    ExportColumn("Badge", Kind.BADGE, {"at_risk": "At risk"}),
    ExportColumn("Customer since", Kind.DAY),
)
ROWS = [("=1+1", -125_000, "at_risk", date(2026, 1, 31)), ("a\nb", None, "", None)]


def written(rows: Sequence[tuple[Any, ...]]) -> list[dict[str, str]]:
    table = CsvTable(COLUMNS, ORIGIN)
    content = table.head() + table.rows(rows) + table.rows([])
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(StringIO(content.decode("utf-8-sig"), newline="")))


def test_every_line_says_where_it_comes_from() -> None:
    origin = {
        "Tenant": 'Noord "A", B.V.',
        "Tenant id": "bu_1",
        "Region": "eu",
        "Currency": "EUR",
        "As of": "2026-11-23T06:00:00Z",
    }
    first = {
        "Customer": "'=1+1",
        "Profit": "-12.50",
        "Badge": "At risk",
        "Customer since": "2026-01-31",
    }
    unknown = {"Customer": "a\nb", "Profit": "", "Badge": "", "Customer since": ""}
    assert written(ROWS) == [first | origin, unknown | origin]


def test_lines_end_as_the_standard_says() -> None:
    table = CsvTable(COLUMNS[1:2], ORIGIN)
    end = b',"Noord ""A"", B.V.",bu_1,eu,EUR,2026-11-23T06:00:00Z\r\n'
    assert table.rows([(None,), (10_000,)]) == end + b"1.00" + end


def test_an_empty_table_has_its_head() -> None:
    assert written([]) == []
