"""What a cell of an export is, and how a text file says it so that no spreadsheet runs it.

A text that a spreadsheet would take for a formula, a number or a date gets an apostrophe in front
(docs/decisions/export.md); `read_text` takes it away again. What is unknown is an empty cell.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from customers.domain.minor import SCALE, exact_minor
from customers.domain.portfolio_columns import Kind

MARK = "'"
_REPLACEMENT = "\ufffd"
_BROKEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML and UTF-8 cannot hold."""
_UNSEEN = "[ \x7f-\xa0\u00ad\u1680\u2000-\u200f\u2028-\u202f\u205f-\u2069\u3000\ufeff\ufffd]"
_STARTS = frozenset("=+-@\uff0b\uff0d\uff1d\uff20")
_FORMULA = "[=+\\-@\uff0b\uff0d\uff1d\uff20]"
_SPLIT = re.compile("[;\t\r\n]")
_QUOTED = re.compile('[",\r\n]')
_SITES = re.compile(
    f"(?:\\A|(?<=[;\t\r\n]))(?={MARK}*{_UNSEEN}*{_FORMULA})"
    f"|\\A(?={MARK}*[\t\r\n])"
    f"|\\A(?={MARK}*(?!(?:0|[1-9]\\d{{0,14}})\\Z)(?=[^\\d]*\\d)[\\d \u00a0\u202f.,:/()%eE+\\-]+\\Z)"
)
"""Where an apostrophe goes: before a formula at the start or behind what another country's
spreadsheet splits at, before a tab or a break, and before what only looks like a number."""
_MARKED = re.compile(f"(?:{_SITES.pattern}){MARK}")


def clean_text(text: str) -> str:
    """The text with a replacement character for what no file can hold (NUL, half a surrogate)."""
    return text if text.isprintable() else _BROKEN.sub(_REPLACEMENT, text)


def write_text(text: str) -> str:
    """The text as a cell that stays text, whatever opens it."""
    clean = clean_text(text)
    if _SPLIT.search(clean):
        return _SITES.sub(MARK, clean)
    if clean[:1].isalpha():
        return clean
    return f"{MARK}{clean}" if clean[:1] in _STARTS else _SITES.sub(MARK, clean)


def read_text(cell: str) -> str:
    """What `write_text` was given, once it was clean."""
    return _MARKED.sub("", cell)


def quote(cell: str) -> str:
    """A cell as a line of the file holds it (RFC 4180)."""
    return '"' + cell.replace('"', '""') + '"' if _QUOTED.search(cell) else cell


def write_column(
    kind: Kind, values: Iterable[Any], words: Mapping[str, str] | None = None
) -> list[str]:
    """A column's values, ready to be joined to lines. `words` are a badge's labels."""
    if kind is Kind.BADGE:
        labels = {value: quote(write_text(label)) for value, label in (words or {}).items()}
        return [
            labels[value] if value in labels else quote(write_text(value or "")) for value in values
        ]
    return _WRITERS[kind](values)


def _texts(values: Iterable[str | None]) -> list[str]:
    """Most names need neither mark nor quotes, and a call for each would take longer than all."""
    return [
        text
        if text
        and text[0].isalpha()
        and text.isprintable()
        and "," not in text
        and ";" not in text
        and '"' not in text
        else quote(write_text(text or ""))
        for text in values
    ]


def _amounts(values: Iterable[int | None]) -> list[str]:
    """Whole cents by way of a float, which is exact to the cent far beyond `minor.LARGEST`."""
    return [
        "" if minor is None else exact_minor(minor) if minor % 100 else f"{minor / SCALE:.2f}"
        for minor in values
    ]


def _percentages(values: Iterable[int | None]) -> list[str]:
    return ["" if minor is None else f"{minor / SCALE:.4f}" for minor in values]


def _counts(values: Iterable[int | None]) -> list[str]:
    return ["" if count is None else str(count) for count in values]


def _days(values: Iterable[date | str | None]) -> list[str]:
    """SQLite keeps days as texts, which are ISO dates already."""
    return ["" if day is None else str(day) for day in values]


_WRITERS: Mapping[Kind, Callable[[Iterable[Any]], list[str]]] = {
    Kind.TEXT: _texts,
    Kind.COUNT: _counts,
    Kind.MONEY: _amounts,
    Kind.PERCENT: _percentages,
    Kind.DAY: _days,
}
