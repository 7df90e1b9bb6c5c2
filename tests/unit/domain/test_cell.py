"""A cell stays what it is in whatever opens the file: no formula runs, no number becomes text."""

import csv
import re
from datetime import date
from decimal import Decimal
from io import StringIO

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from customers.domain.cell import (
    clean_text,
    quote,
    read_text,
    write_column,
    write_text,
)
from customers.domain.minor import LARGEST, exact_minor, from_minor
from customers.domain.portfolio_columns import Kind

ANY_TEXT = st.text(st.characters()) | st.text(" \t\r\n;,'\"=+-@0123456789.:/eE()\0\ud800\u202e＝a")
MINOR = st.integers(-2 * LARGEST, 2 * LARGEST)
HIDDEN = " \u00a0\u200b\u200e\u202e\ufeff\ufffd"


def is_formula(cell: str) -> bool:
    """Whether some spreadsheet would run it."""
    return cell.lstrip(HIDDEN)[:1] in set("=+-@\t\r＝＋－＠") - {""}


def is_changed(cell: str) -> bool:
    """Whether it would be shown as another number, or as a date."""
    looks = re.fullmatch(r"[ .,:/()%+-]*\d[\d .,:/()%eE+-]*", cell, re.ASCII)
    return bool(looks) and not re.fullmatch(r"0|[1-9]\d{0,14}", cell, re.ASCII)


@given(ANY_TEXT)
@example('=HYPERLINK("http://x")')
@example("'=1")
def test_a_text_stays_text_and_can_be_read_back(text: str) -> None:
    cell = write_text(text)
    assert not is_formula(cell)
    assert not is_changed(cell)
    assert read_text(cell) == clean_text(text)
    cell.encode()


@given(ANY_TEXT)
def test_no_formula_begins_where_another_country_splits(text: str) -> None:
    """With `;` between cells, quotes inside a cell mean nothing."""
    cell = write_text(text)
    assert not any(is_formula(part) for part in re.split("[;\r\n\t]", cell)[1:] if part)


@given(st.lists(st.tuples(ANY_TEXT, MINOR | st.none()), min_size=1))
def test_lines_are_read_back_by_any_reader(rows: list[tuple[str, int | None]]) -> None:
    texts, amounts = zip(*rows, strict=True)
    columns = [write_column(Kind.TEXT, texts), write_column(Kind.MONEY, amounts)]
    lines = "\r\n".join(map(",".join, zip(*columns, strict=True)))
    read = list(csv.reader(StringIO(lines, newline="")))
    assert [read_text(cell) for cell, _ in read] == [clean_text(text) for text in texts]
    values = [Decimal(cell) if cell else None for _, cell in read]
    assert values == [from_minor(amount) for amount in amounts]


@given(MINOR)
def test_an_amount_is_exact_and_has_two_decimals_at_least(minor: int) -> None:
    (cell,) = write_column(Kind.MONEY, [minor])
    assert cell == exact_minor(minor)
    assert Decimal(cell) * 10_000 == minor
    assert re.fullmatch(r"-?\d+\.\d{2}(\d?[1-9])?", cell)


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+46 70 123 45 67", "'+46 70 123 45 67"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("-12.50", "'-12.50"),
        ("\tx", "'\tx"),
        ("\rx", "'\rx"),
        (" =1", "' =1"),
        ("\u200b=1", "'\u200b=1"),
        ("＝1", "'＝1"),
        ("'=1", "''=1"),
        ("'t Kromme Hout", "'t Kromme Hout"),
        ("x;=1", "x;'=1"),
        ("0031612345678", "'0031612345678"),
        ("3-4", "'3-4"),
        ("12345678901234567", "'12345678901234567"),
        ("12345", "12345"),
        ("a\0\ud800b", "a\ufffd\ufffdb"),
        ("", ""),
    ],
)
def test_what_is_marked_and_what_is_not(text: str, cell: str) -> None:
    assert write_text(text) == cell
    assert write_column(Kind.TEXT, [text]) == [quote(cell)]


@pytest.mark.parametrize(
    ("kind", "value", "cell"),
    [
        (Kind.MONEY, -125_000, "-12.50"),
        (Kind.MONEY, 0, "0.00"),
        (Kind.MONEY, 12_345, "1.2345"),
        (Kind.MONEY, 12_340, "1.234"),
        (Kind.PERCENT, 1_180_555, "118.0555"),
        (Kind.COUNT, 0, "0"),
        (Kind.DAY, date(2026, 1, 31), "2026-01-31"),
        (Kind.BADGE, "at_risk", "At risk"),
        (Kind.BADGE, "=new", "'=new"),
        *((kind, None, "") for kind in Kind),
    ],
)
def test_each_kind_is_written_for_machines_and_people(kind: Kind, value: object, cell: str) -> None:
    assert write_column(kind, [value], {"at_risk": "At risk"}) == [cell]
