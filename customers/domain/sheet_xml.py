"""The parts of an XLSX file (ECMA-376, SpreadsheetML) that an export needs, as texts."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from enum import IntEnum
from typing import Any
from xml.sax.saxutils import escape

from customers.domain.cell import clean_text
from customers.domain.minor import SCALE
from customers.domain.portfolio_columns import Kind

LONGEST_TEXT = 32_767
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_EPOCH = date(1899, 12, 30)
_FIRST_DAY = date(1900, 3, 1)
"""Spreadsheets count a 29 February 1900; days before are written as texts."""
_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_MINDED = re.compile("[&<>]|_x")
_BREAK = re.compile("\r\n?")


class Style(IntEnum):
    """Places in the table of formats of `STYLES`."""

    PLAIN = 0
    HEAD = 1
    TEXT = 2
    COUNT = 3
    MONEY = 4
    PERCENT = 5
    DAY = 6
    MOMENT = 7


_FORMATS = {164: "#,##0.00##", 165: "0.0%", 166: "yyyy\\-mm\\-dd", 167: "yyyy\\-mm\\-dd\\ hh:mm:ss"}
_STYLES = ((0, 0), (0, 1), (49, 0), (3, 0), (164, 0), (165, 0), (166, 0), (167, 0))
STYLES = (
    f'{XML}<styleSheet xmlns="{MAIN}"><numFmts count="{len(_FORMATS)}">'
    + "".join(f'<numFmt numFmtId="{one}" formatCode="{code}"/>' for one, code in _FORMATS.items())
    + '</numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    f'<cellXfs count="{len(_STYLES)}">'
    + "".join(
        f'<xf numFmtId="{number}" fontId="{font}" fillId="0" borderId="0" xfId="0"'
        ' applyNumberFormat="1" applyFont="1"/>'
        for number, font in _STYLES
    )
    + '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/>'
    "</cellStyles></styleSheet>"
)


def letters(place: int) -> str:
    """The name of a column, from 0: A, B … Z, AA."""
    before, last = divmod(place, 26)
    return (letters(before - 1) if before else "") + chr(ord("A") + last)


def text_xml(text: str) -> str:
    """A text as XML holds it: at most as long as a cell, and nothing read as an escape."""
    clean = _BREAK.sub("\n", clean_text(text))[:LONGEST_TEXT]
    return escape(_ESCAPE.sub("_x005F_", clean))


def text_cell(place: str, text: str, style: Style = Style.PLAIN) -> str:
    """A cell that is text and nothing else."""
    return _text(place, text_xml(text), style)


def number_cell(place: str, number: float, style: Style) -> str:
    """A cell with a real number."""
    return f'<c r="{place}" s="{style:d}"><v>{number}</v></c>'


def moment_cell(place: str, moment: datetime) -> str:
    """A cell with a date and a time; spreadsheets know no zones."""
    seconds = moment.hour * 3600 + moment.minute * 60 + moment.second
    days = (moment.date() - _EPOCH).days
    return number_cell(place, days + seconds / 86_400, Style.MOMENT)


def column_cells(
    kind: Kind,
    column: str,
    numbers: range,
    values: Iterable[Any],
    words: Mapping[str, str],
) -> list[str]:
    """One column's cells in the rows `numbers`; '' for what is unknown."""
    if kind is Kind.BADGE:
        values = (words.get(value, value) for value in values)
    return _WRITERS[kind](column, zip(numbers, values, strict=True))


def rows_xml(numbers: range, columns: Sequence[list[str]]) -> str:
    """Whole rows of cells."""
    rows = map("".join, zip(*columns, strict=True))
    return "".join(
        f'<row r="{number}">{cells}</row>' for number, cells in zip(numbers, rows, strict=True)
    )


Pairs = Iterator[tuple[int, Any]]


def _text(place: str, xml: str, style: Style) -> str:
    return (
        f'<c r="{place}" s="{style:d}" t="inlineStr"><is><t xml:space="preserve">{xml}</t></is></c>'
    )


def _texts(column: str, pairs: Pairs) -> list[str]:
    """Most names hold nothing that XML minds."""
    return [
        ""
        if not text
        else f'<c r="{column}{number}" s="2" t="inlineStr"><is><t>{text}</t></is></c>'
        if text[0] != " " != text[-1]
        and text.isprintable()
        and len(text) <= LONGEST_TEXT
        and not _MINDED.search(text)
        else _text(f"{column}{number}", text_xml(text), Style.TEXT)
        for number, text in pairs
    ]


def _words(column: str, pairs: Pairs) -> list[str]:
    return [text_cell(f"{column}{number}", word) if word else "" for number, word in pairs]


def _counts(column: str, pairs: Pairs) -> list[str]:
    return [
        "" if count is None else f'<c r="{column}{number}" s="3"><v>{count}</v></c>'
        for number, count in pairs
    ]


def _amounts(column: str, pairs: Pairs) -> list[str]:
    return [
        "" if minor is None else f'<c r="{column}{number}" s="4"><v>{minor / SCALE}</v></c>'
        for number, minor in pairs
    ]


def _percentages(column: str, pairs: Pairs) -> list[str]:
    """Spreadsheets keep a percentage as a share."""
    return [
        "" if minor is None else f'<c r="{column}{number}" s="5"><v>{minor / 1_000_000}</v></c>'
        for number, minor in pairs
    ]


def _days(column: str, pairs: Pairs) -> list[str]:
    return [_day(f"{column}{number}", day) if day else "" for number, day in pairs]


def _day(place: str, told: date | str) -> str:
    day = date.fromisoformat(told) if isinstance(told, str) else told
    if day < _FIRST_DAY:
        return text_cell(place, day.isoformat())
    return number_cell(place, (day - _EPOCH).days, Style.DAY)


_WRITERS: Mapping[Kind, Callable[[str, Pairs], list[str]]] = {
    Kind.TEXT: _texts,
    Kind.BADGE: _words,
    Kind.COUNT: _counts,
    Kind.MONEY: _amounts,
    Kind.PERCENT: _percentages,
    Kind.DAY: _days,
}
