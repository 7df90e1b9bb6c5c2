"""Moments and days out of fields that FlexPortal does not type (D23, D45)."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_FIRST_YEAR, _LAST_YEAR = 1970, 2200
_LAST_SECOND = int((datetime(_LAST_YEAR + 1, 1, 1, tzinfo=UTC) - _EPOCH).total_seconds())
_BILLION = 10**9


def read_moment(raw: object) -> datetime | None:
    """A moment in UTC from whatever stands in a field without a type (D23).

    Read are ISO 8601 text (without a zone: UTC), epoch seconds, epoch milliseconds (told apart by
    size) and `{seconds, nanoseconds}` with or without underscores. Anything else, and any year
    outside 1970 to 2200, is None.
    """
    if isinstance(raw, str):
        return _read_iso(raw)
    if not isinstance(raw, Mapping):
        return _read_epoch(raw)
    nanoseconds = _number(raw.get("nanoseconds", raw.get("_nanoseconds", 0)))
    if nanoseconds is None or not 0 <= nanoseconds < _BILLION:
        return None
    return _read_epoch(raw.get("seconds", raw.get("_seconds")), nanoseconds)


def _read_iso(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    if not _FIRST_YEAR <= moment.year <= _LAST_YEAR:
        return None
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def _read_epoch(raw: object, nanoseconds: Decimal = Decimal(0)) -> datetime | None:
    """Seconds up to the last year that counts as sane; above that, milliseconds."""
    number = _number(raw)
    if number is None:
        return None
    seconds = number if number < _LAST_SECOND else number / 1000
    if not 0 <= seconds < _LAST_SECOND:
        return None
    return _EPOCH + timedelta(microseconds=int(seconds * 1_000_000 + nanoseconds / 1000))


def _number(raw: object) -> Decimal | None:
    """A finite JSON number; a boolean is none."""
    if isinstance(raw, bool) or not isinstance(raw, int | Decimal):
        return None
    number = Decimal(raw)
    return number if number.is_finite() else None


def read_day(raw: object) -> date | None:
    """A day from a plain date or a timestamp; of a timestamp, the day in UTC.

    Which time zone fixes a contract's days is not documented (contract §6); event times are UTC.
    """
    moment = read_moment(raw)
    return moment.date() if moment else None
