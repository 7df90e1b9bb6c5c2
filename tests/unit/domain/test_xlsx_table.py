"""A workbook that real readers open: real numbers, texts that are never formulas, full sheets."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from customers.domain import xlsx_table
from customers.domain.cell import clean_text
from customers.domain.csv_table import ExportColumn, Origin
from customers.domain.minor import LARGEST
from customers.domain.portfolio_columns import Kind
from customers.domain.sheet_xml import LONGEST_TEXT, letters
from customers.domain.xlsx_table import XlsxTable

ORIGIN = Origin("=Noord & <Zuid>", "bu_1", "qa", "", datetime(2026, 11, 23, 22, 30, 5, tzinfo=UTC))
COLUMNS = (
    ExportColumn("Customer & co", Kind.TEXT),
    ExportColumn("Badge", Kind.BADGE, {"at_risk": "At risk", "unknown": ""}),
    ExportColumn("Profit", Kind.MONEY),
    ExportColumn("Recovery", Kind.PERCENT),
    ExportColumn("Devices", Kind.COUNT),
    ExportColumn("Since", Kind.DAY),
)
NOTHING = (None,) * len(COLUMNS)
TEXTS = st.text(st.characters() | st.sampled_from("=+-@&<>\"'\0\ud800\u202e\r\n\t _x0041_"))


def written(pieces: Sequence[Sequence[tuple[Any, ...]]], **more: str) -> bytes:
    table = XlsxTable(COLUMNS, ORIGIN, **more)
    return b"".join([table.head(), *map(table.rows, pieces), table.end()])


def opened(rows: Sequence[tuple[Any, ...]], **more: str) -> Workbook:
    return load_workbook(BytesIO(written([rows], **more)))


def cells(rows: Sequence[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    return list(opened(rows)["Customers"].iter_rows(min_row=2, values_only=True))


def test_values_are_real_ones_with_their_formats() -> None:
    row = ("=1+1", "at_risk", -125_000, 1_180_555, 3, date(2026, 1, 31))
    (shown,) = opened([row])["Customers"].iter_rows(min_row=2)
    day = datetime(2026, 1, 31)  # noqa: DTZ001
    assert [one.value for one in shown] == ["=1+1", "At risk", -12.5, 1.180555, 3, day]
    assert [one.data_type for one in shown] == ["s", "s", "n", "n", "n", "d"]
    formats = ["@", "General", "#,##0.00##", "0.0%", "#,##0", "yyyy\\-mm\\-dd"]
    assert [one.number_format for one in shown] == formats


def test_unknown_is_an_empty_cell() -> None:
    assert cells([NOTHING, ("", "unknown", 0, 0, 0, None)]) == [
        NOTHING,
        (None, None, 0, 0, 0, None),
    ]


@settings(deadline=None)
@given(st.lists(st.tuples(TEXTS, st.integers(-LARGEST, LARGEST)), min_size=1, max_size=20))
def test_any_text_and_amount_comes_back(rows: list[tuple[str, int]]) -> None:
    """Line breaks as spreadsheets keep them, and what XML cannot hold replaced."""
    read = cells([(text, None, minor, None, None, None) for text, minor in rows])
    breaks = [clean_text(text).replace("\r\n", "\n").replace("\r", "\n") for text, _ in rows]
    assert [row[0] or "" for row in read] == breaks
    assert [round(Decimal(row[2]) * 10_000) for row in read] == [minor for _, minor in rows]


def test_days_come_as_a_database_tells_them() -> None:
    days = ["2026-01-31", date(1899, 12, 31), "1900-03-01"]
    values = [row[5] for row in cells([(*NOTHING[:5], day) for day in days])]
    first, last = datetime(2026, 1, 31), datetime(1900, 3, 1)  # noqa: DTZ001
    assert values == [first, "1899-12-31", last]


def test_a_cell_holds_no_more_than_it_can() -> None:
    assert len(cells([("x" * 40_000, *NOTHING[1:])])[0][0]) == LONGEST_TEXT


def test_it_says_where_the_rows_come_from() -> None:
    about = opened([NOTHING], zone="Asia/Qatar", wish="q=ann")["About"]
    assert dict(about.values) == {
        "Tenant": "=Noord & <Zuid>",
        "Tenant id": "bu_1",
        "Region": "qa",
        "Currency": "not known yet",
        "As of": datetime(2026, 11, 24, 1, 30, 5),  # noqa: DTZ001
        "Time zone": "Asia/Qatar",
        "Customers": 1,
        "List": "q=ann",
        "Empty cells": "unknown, never 0",
    }


@pytest.mark.parametrize(("count", "heights"), [(0, [1]), (4, [5]), (5, [5, 2]), (12, [5, 5, 5])])
def test_a_full_sheet_is_followed_by_a_further_one(
    monkeypatch: pytest.MonkeyPatch, count: int, heights: list[int]
) -> None:
    """Each with its heads, its filter and its own name."""
    monkeypatch.setattr(xlsx_table, "LAST_ROW", 5)
    rows = [(f"{number}", *NOTHING[1:]) for number in range(count)]
    sheets = opened(rows).worksheets[:-1]
    assert [sheet.max_row for sheet in sheets] == heights
    assert [sheet.title for sheet in sheets][:2] == ["Customers", "Customers 2"][: len(heights)]
    assert {sheet.freeze_panes for sheet in sheets} == {"A2"}
    assert [sheet.auto_filter.ref for sheet in sheets] == [f"A1:F{one}" for one in heights]
    shown = [row[0] for sheet in sheets for row in sheet.iter_rows(min_row=2, values_only=True)]
    assert shown == [row[0] for row in rows]


def test_a_sheet_stays_below_what_every_reader_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx_table, "LARGEST_SHEET", 2_000)
    pieces = [[("x" * 2_000, *NOTHING[1:])]] * 3
    assert len(load_workbook(BytesIO(written(pieces))).worksheets) == 4


def test_it_is_written_while_rows_come() -> None:
    """The first bytes wait for no row, and every part is sound."""
    table = XlsxTable(COLUMNS, ORIGIN)
    pieces = list(_pieces(table))
    assert pieces[0].startswith(b"PK")
    with ZipFile(BytesIO(b"".join(pieces))) as archive:
        assert archive.testzip() is None
        assert archive.namelist()[0] == "_rels/.rels"


def _pieces(table: XlsxTable) -> Iterator[bytes]:
    yield table.head()
    yield table.rows([NOTHING] * 10)
    yield table.end()


@pytest.mark.parametrize(
    ("place", "name"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")]
)
def test_columns_have_letters(place: int, name: str) -> None:
    assert letters(place) == name
