"""The search index beside the rows."""

from collections.abc import Iterable, Sequence


def index_rows(rows: Sequence[tuple[int, str]]) -> None:
    """Take in rows that were just inserted: (key, search_text)."""


def forget_rows(keys: Iterable[int]) -> None:
    """Drop rows that are about to be deleted."""
