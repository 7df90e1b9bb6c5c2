"""Addresses of the rows behind a figure, on the page that shows both."""

from collections.abc import Sequence
from urllib.parse import urlencode

ROWS = "#list"
Words = str | int | Sequence[str]


def rows_behind(**query: Words) -> str:
    """`?recovery=at_risk#list`: the list of the same page, asked in its own words."""
    return f"?{urlencode(query, doseq=True)}{ROWS}"
