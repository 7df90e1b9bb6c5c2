"""Months as billing counts them."""

from calendar import monthrange
from datetime import date
from functools import lru_cache


@lru_cache(1 << 16)
def add_months(day: date, months: int) -> date:
    """The same day `months` later (or earlier), or the last day that month has."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    number = day.day if day.day <= 28 else min(day.day, monthrange(year, month + 1)[1])
    return date(year, month + 1, number)


def months_begun(start: date, today: date) -> int:
    """How many monthly due dates, the first on `start` itself, have been reached."""
    if today < start:
        return 0
    whole = (today.year - start.year) * 12 + today.month - start.month
    return whole + (add_months(start, whole) <= today)


def midnight(day: date) -> str:
    """The UTC moment a day begins, as FlexPortal writes moments."""
    return f"{day.isoformat()}T00:00:00Z"
