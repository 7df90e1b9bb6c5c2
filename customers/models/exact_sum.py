"""Sums of amounts that are exact and cannot overflow, on SQLite and PostgreSQL alike.

SQLite adds whole numbers up within 64 bits and stops with an error beyond. An amount is therefore
added up in two parts, its high bits and its low ones, which leave room for 10¹¹ rows.
"""

from typing import Any

from django.db.models import F, Q, Sum

_LOW_BITS = 24
_LOW = 2**_LOW_BITS - 1


def exact_sum(column: str, only: Q | None = None) -> tuple[Any, Any]:
    """The two aggregates of a column; unknown amounts are left out. Join what they bring."""
    high, low = F(column).bitrightshift(_LOW_BITS), F(column).bitand(_LOW)
    return Sum(high, filter=only), Sum(low, filter=only)


def joined(high: Any, low: Any) -> int:
    """The sum, from what the two aggregates brought; 0 of nothing."""
    return (int(high or 0) << _LOW_BITS) + int(low or 0)
