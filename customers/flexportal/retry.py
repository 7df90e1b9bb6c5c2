"""When to ask again, and after how long: pure."""

import re
from email.utils import mktime_tz, parsedate_tz

from customers.flexportal.errors import FlexPortalError, Limited, TimedOut

MAX_ATTEMPTS = 3
FIRST_PAUSE = 0.2
MAX_RETRY_AFTER = 3600.0

_SECONDS = re.compile(r"[0-9]{1,12}")


def pause_before_next(
    error: FlexPortalError, *, attempt: int, method: str, left: float, jitter: float
) -> float | None:
    """Return the seconds to wait after this attempt (counted from 1), or None to give up.

    left: seconds the whole question still has; a wait that does not fit is not begun. jitter: a
    random number in [0, 1), which spreads the back-off between half and one and a half of itself.
    What FlexPortal asks for is never undercut, and never goes below the back-off.
    """
    if attempt >= MAX_ATTEMPTS or not _may_repeat(error, method):
        return None
    back_off = FIRST_PAUSE * 2 ** (attempt - 1) * (0.5 + jitter)
    pause = max(back_off, error.retry_after or 0.0)
    return pause if pause < left else None


def read_retry_after(value: str | None, *, now: float) -> float | None:
    """Read Retry-After as seconds from now, in either form, clamped to 0 … one hour.

    now: seconds since the epoch by FlexPortal's clock. None when absent or not understood.
    """
    if value is None:
        return None
    if _SECONDS.fullmatch(value.strip()):
        return min(float(value), MAX_RETRY_AFTER)
    moment = read_date(value)
    return None if moment is None else min(max(moment - now, 0.0), MAX_RETRY_AFTER)


def read_date(value: str | None) -> float | None:
    """Read an HTTP date as seconds since the epoch, or None."""
    try:
        parts = parsedate_tz(value or "")
        return None if parts is None else float(mktime_tz(parts))
    except (ValueError, OverflowError, IndexError):
        return None


def _may_repeat(error: FlexPortalError, method: str) -> bool:
    """A calculator's POST is repeated only when throttled, timed out or failed by the server."""
    if method == "GET":
        return error.retryable
    return isinstance(error, Limited | TimedOut) or (error.status or 0) >= 500
