"""How old a copy is, why it was not renewed, and when Recoup tries again by itself."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from math import ceil

from django.utils.timezone import localtime

from customers.domain.age import describe_age, describe_duration
from customers.domain.moment import iso_utc, say_exactly, say_moment
from customers.models import CustomerCopy, FailureReason, ListCopy

from .shown import Shown

FRESH_FOR = timedelta(seconds=60)
TRY_AGAIN_AFTER = timedelta(seconds=60)
_SHORTEST_WAIT = 5
_TITLES = {
    FailureReason.UNREACHABLE: "FlexPortal did not answer.",
    FailureReason.TIMEOUT: "FlexPortal did not answer in time.",
    FailureReason.LIMITED: "FlexPortal asked us to slow down.",
    FailureReason.REFUSED: "FlexPortal refused the key.",
    FailureReason.MALFORMED: "FlexPortal’s answer could not be read.",
}
_LOST = {FailureReason.MALFORMED: "The answer was dropped and recorded as a fault. "}


@dataclass(frozen=True, slots=True)
class Freshness(Shown):
    """The age of what is shown; `stale` is the reason of a failed try, else ''.

    `refresh_in` is in seconds: 0 asks as soon as the page is there, None not at all.
    """

    fetched_at: str
    exactly: str
    shown: str
    stale: str
    title: str
    text: str
    refresh_in: int | None


def freshness(copy: CustomerCopy | ListCopy, now: datetime, wait: float | None = None) -> Freshness:
    """What the page says of its own age; `wait`: seconds in which nobody should ask again."""
    age = (now - copy.fetched_at).total_seconds()
    failed = copy.failed_at is not None
    words = describe_duration(age)
    return Freshness(
        fetched_at=iso_utc(copy.fetched_at.astimezone(UTC)),
        exactly=say_exactly(localtime(copy.fetched_at)),
        shown=f"{words} old" if failed else describe_age(age),
        stale=copy.failure,
        title=_title(copy, now) if failed else "",
        text=f"{_LOST.get(FailureReason(copy.failure), '')}Nothing is lost: every figure below is "
        f"as it stood {words} ago."
        if failed
        else "",
        refresh_in=_refresh_in(copy, now, wait),
    )


def _title(copy: CustomerCopy | ListCopy, now: datetime) -> str:
    since = say_moment(localtime(copy.fetched_at), localtime(now))
    what = _TITLES[FailureReason(copy.failure)]
    return f"{what} You are looking at the saved copy from {since}."


def _refresh_in(copy: CustomerCopy | ListCopy, now: datetime, wait: float | None) -> int | None:
    if copy.failed_at is None:
        if now - copy.fetched_at < FRESH_FOR:
            return None
        return max(_SHORTEST_WAIT, ceil(wait)) if wait else 0
    due = copy.retry_at or copy.failed_at + TRY_AGAIN_AFTER
    return max(_SHORTEST_WAIT, ceil((due - now).total_seconds()))
