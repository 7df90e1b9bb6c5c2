"""The index of words: FTS5 on SQLite, a GIN index on PostgreSQL, behind one set of functions.

Both hold the words of `PortfolioCustomer.search_text` (`customers.domain.search`), nothing else.
SQLite's index does not keep the text twice, so it must be told of rows that come and go.
PostgreSQL's stands on the column. Words are letters and digits: nothing in them is an operator.

To gather all that begins with some letters takes PostgreSQL ten times as long as all that hold one
word. Its index therefore holds beginnings too (`=mar`, `=maria`), each a word by itself; FTS5 keeps
those of some lengths of its own accord.
"""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from django.db import connection

from customers.domain.search import Word, as_part

INDEX = "customers_portfoliosearch"
ROWS = "customers_portfoliocustomer"
VECTOR = (
    "array_to_tsvector(string_to_array(search_text || regexp_replace(search_text,"
    " '(^| )(?:([^0-9 ]{3})([^0-9 ]{2})?[^ ]*|[^ ]+)', ' =\\2 =\\2\\3', 'g'), ' '))"
)
"""The words, and the first three and five signs of each as far as none of them is a digit."""
_BEGINNINGS = (5, 3)
_AT_ONCE = 5_000
_DIGITS = frozenset("0123456789")
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


def selecting(words: Sequence[Word]) -> Sql | None:
    """The keys of all rows that may hold the words, of whatever tenant and picture, as a subselect.

    None where the index is no help.
    """
    if found := matching(words):
        return Sql(f"SELECT id FROM {ROWS} WHERE {found.text}", found.values)  # noqa: S608
    asked = indexed(words)
    if not asked:
        return None
    question = " AND ".join(f'"{word.text}"{"" if word.whole else "*"}' for word in asked)
    return Sql(f"SELECT rowid AS id FROM {INDEX} WHERE {INDEX} MATCH %s", (question,))  # noqa: S608


def matching(words: Sequence[Word]) -> Sql | None:
    """What PostgreSQL's index says of a row; None where it is no help, and on SQLite."""
    asked = indexed(words)
    if connection.vendor == "sqlite" or not asked:
        return None
    question = " & ".join(_operand(word, begins=_begin(words)) for word in asked)
    return Sql(f"{VECTOR} @@ %s::tsquery", (question,))


def is_sure(words: Sequence[Word]) -> bool:
    """Whether all that `selecting` selects hold the words."""
    return indexed(words) == tuple(words) and not _begin(words)


def _begin(words: Sequence[Word]) -> bool:
    """Whether beginnings are looked for. Those of one word are as many as all that hold it.

    Of several, rows hold them all that hold few of the words.
    """
    return connection.vendor == "postgresql" and sum(not word.whole for word in words) > 1


def _operand(word: Word, *, begins: bool) -> str:
    if word.whole:
        return f"'{word.text}'"
    lengths = (one for one in _BEGINNINGS if begins and len(word.text) >= one)
    starts = (word.text[:length] for length in lengths)
    start = next((one for one in starts if not _DIGITS & set(one)), None)
    return f"'={start}'" if start else f"'{word.text}':*"


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
