"""The index of words: FTS5 on SQLite, a GIN index on PostgreSQL, behind one set of functions.

Both hold the words of `PortfolioCustomer.search_text` (`customers.domain.search`), nothing else.
SQLite's index does not keep the text twice, so it must be told of rows that come and go.
PostgreSQL's stands on the column. Words are letters and digits: nothing in them is an operator.
"""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from django.db import connection

from customers.domain.search import Word, as_part

INDEX = "customers_portfoliosearch"
ROWS = "customers_portfoliocustomer"
VECTOR = "array_to_tsvector(string_to_array(search_text, ' '))"
_AT_ONCE = 5_000
_FEWEST_SIGNS = 2
"""The index is not asked what begins with one letter: it would have to gather half of the rows."""


class Sql(NamedTuple):
    """A piece of a statement, and what is bound into it."""

    text: str
    values: tuple[Any, ...] = ()


def joined(parts: Iterable[Sql]) -> Sql:
    """All of the conditions at once."""
    every = tuple(parts)
    text = " AND ".join(part.text for part in every)
    return Sql(text or "1 = 1", tuple(value for part in every for value in part.values))


def index_rows(rows: Sequence[tuple[int, str]]) -> None:
    """Make rows (primary key, search_text) findable that have just been inserted."""
    if connection.vendor != "sqlite" or not rows:
        return
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {INDEX} (rowid, search_text) VALUES (%s, %s)", rows)  # noqa: S608


def forget_rows(pks: Iterable[int]) -> None:
    """Take rows out of the index that stand in the table for the last time."""
    keys = list(pks)
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        for start in range(0, len(keys), _AT_ONCE):
            some = keys[start : start + _AT_ONCE]
            marks = ", ".join(["%s"] * len(some))
            told = f"SELECT 'delete', id, search_text FROM {ROWS} WHERE id IN ({marks})"  # noqa: S608
            cursor.execute(f"INSERT INTO {INDEX} ({INDEX}, rowid, search_text) {told}", some)


def indexed(words: Sequence[Word]) -> tuple[Word, ...]:
    """Those of the words that the index is asked for."""
    return tuple(word for word in words if word.whole or len(word.text) >= _FEWEST_SIGNS)


def matching(words: Sequence[Word]) -> Sql | None:
    """The keys of all rows that hold the words, of whatever tenant and picture, as a subselect.

    None where the index is no help.
    """
    asked = indexed(words)
    if not asked:
        return None
    if connection.vendor == "sqlite":
        question = " AND ".join(f'"{word.text}"{"" if word.whole else "*"}' for word in asked)
        return Sql(f"SELECT rowid AS id FROM {INDEX} WHERE {INDEX} MATCH %s", (question,))  # noqa: S608
    question = " & ".join(f"'{word.text}'{'' if word.whole else ':*'}" for word in asked)
    return Sql(f"SELECT id FROM {ROWS} WHERE {VECTOR} @@ %s::tsquery", (question,))  # noqa: S608


def expected(rows: Sql) -> int:
    """How many rows PostgreSQL expects a statement to select, without running it."""
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (FORMAT JSON) {rows.text}", rows.values)
        (plan,) = cursor.fetchone()[0]
        return int(plan["Plan"]["Plan Rows"])


def holding(words: Sequence[Word], row: str) -> Sql:
    """Whether one row (an alias of the table) holds the words, without the index."""
    find = "instr" if connection.vendor == "sqlite" else "strpos"
    text = f"' ' || {row}.search_text || ' '"
    tests = [f"{find}({text}, %s) > 0" for _ in words]
    return Sql(" AND ".join(tests) or "1 = 1", tuple(as_part(word) for word in words))
