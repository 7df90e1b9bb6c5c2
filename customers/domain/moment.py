"""Moments as people say them, beside another moment of the same time zone."""

from datetime import date, datetime, timedelta

_NO_BREAK_SPACE = "\u00a0"


def say_day(day: date) -> str:
    """`14 Mar 2023`, of a day or a moment."""
    return f"{day.day}{_NO_BREAK_SPACE}{say_month(day)}"


def say_month(day: date) -> str:
    """`Mar 2023`."""
    return f"{day:%b}{_NO_BREAK_SPACE}{day.year}"


def say_long_day(day: date) -> str:
    """`3 August 2026`, in sentences."""
    return f"{day.day}{_NO_BREAK_SPACE}{say_long_month(day)}"


def say_long_month(day: date) -> str:
    """`May 2027`, in sentences."""
    return f"{day:%B}{_NO_BREAK_SPACE}{day.year}"


def say_moment(moment: datetime, now: datetime) -> str:
    """`09:12 today`, `09:12 yesterday`, `09:12 on 17 Nov 2026`; both in the reader's time zone."""
    time = f"{moment:%H:%M}"
    if moment.date() == now.date():
        return f"{time} today"
    if moment.date() == now.date() - timedelta(days=1):
        return f"{time} yesterday"
    return f"{time} on {say_day(moment)}"


def say_exactly(moment: datetime) -> str:
    """`17 Nov 2026, 11:56:04 CET`, for titles and receipts."""
    return f"{say_day(moment)}, {moment:%H:%M:%S %Z}".strip()


def iso_utc(moment: datetime) -> str:
    """`2026-01-31T09:30:00Z`, for scripts. `moment` is in UTC."""
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"
