"""Keep within the number of requests a tenant's plan allows in a minute, across all processes."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from time import sleep as really_sleep
from typing import Any

from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Greatest

from customers.domain.pace import MINUTE, even_bucket, quiet_bucket, tokens_at_once
from customers.models import FailureReason, RequestWindow, Tenant

from .errors import TokensGone

SHORTEST_WAIT = 0.02
FURTHEST = 3 * MINUTE
"""No bucket takes longer to fill up, unless a clock has moved."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def count_request(tenant: Tenant, *, now: datetime, per_minute: int) -> None:
    """Count one question of a person's; one statement, so that nobody counts in between.

    Raises TokensGone with the seconds until there is room again.
    """
    if _counted(tenant, now, per_minute):
        return
    _begin(tenant, now)
    if not _counted(tenant, now, per_minute):
        raise TokensGone(
            FailureReason.LIMITED,
            _person_waits(tenant, now, per_minute),
            "This tenant's requests for the minute are used up.",
        )


def wait_and_count(
    tenant: Tenant,
    *,
    clock: Callable[[], datetime],
    per_minute: int,
    seconds: float,
    sleep: Callable[[float], None] = really_sleep,
) -> None:
    """The same, but wait for room where that takes less than `seconds`."""
    while True:
        try:
            return count_request(tenant, now=clock(), per_minute=per_minute)
        except TokensGone as gone:
            wait = max(gone.retry_after or 0.0, SHORTEST_WAIT)
            if wait >= seconds:
                raise
            sleep(wait)
            seconds -= wait


def counted_repeats(
    tenant: Tenant, *, clock: Callable[[], datetime], per_minute: int
) -> Callable[[], bool]:
    """For a client: each further attempt counts as well, and is not made while there is no room."""

    def may_repeat() -> bool:
        try:
            count_request(tenant, now=clock(), per_minute=per_minute)
        except TokensGone:
            return False
        return True

    return may_repeat


def count_pages(tenant: Tenant, *, now: datetime, per_minute: int) -> tuple[int, float]:
    """Count pages that a sync is about to ask for: (how many, 0) or (0, seconds to wait).

    Only a full bucket gives any, and keeps at least half: a person always finds a token.
    """
    bucket, moment = even_bucket(per_minute), _microseconds(now)
    count = tokens_at_once(bucket)
    window = RequestWindow.objects.for_tenant(tenant)
    taken = window.filter(full_at__lte=moment).update(
        full_at=moment + count * bucket.interval, synced_at=moment, **_minute(now, count)
    )
    if taken:
        return count, 0.0
    _begin(tenant, now)
    full_at = window.values_list("full_at", flat=True).get()
    return 0, max(full_at - moment, 0) / 1_000_000


def _counted(tenant: Tenant, now: datetime, per_minute: int) -> bool:
    """Whether there was room: in half of the plan while no sync reads, else in its even flow."""
    even, quiet, moment = even_bucket(per_minute), quiet_bucket(per_minute), _microseconds(now)
    room = Q(full_at__lte=moment + even.slack) | Q(
        synced_at__lte=moment - MINUTE, people_full_at__lte=moment + quiet.slack
    )
    return bool(
        RequestWindow.objects.for_tenant(tenant)
        .filter(room)
        .update(
            full_at=Greatest(F("full_at"), Value(moment)) + even.interval,
            people_full_at=Greatest(F("people_full_at"), Value(moment)) + quiet.interval,
            **_minute(now, 1),
        )
    )


def _minute(now: datetime, count: int) -> dict[str, Any]:
    """The count that people are shown; a minute that another machine has begun goes on."""
    minute = now.replace(second=0, microsecond=0)
    begins = When(minute__lt=minute, then=Value(count))
    return {
        "request_count": Case(begins, default=F("request_count") + count),
        "minute": Case(When(minute__lt=minute, then=Value(minute)), default=F("minute")),
    }


def _begin(tenant: Tenant, now: datetime) -> None:
    """A tenant's first question; or the first after a clock was put back by minutes or more."""
    first = RequestWindow(tenant=tenant, minute=now.replace(second=0, microsecond=0))
    RequestWindow.objects.bulk_create([first], ignore_conflicts=True)
    latest = Q(full_at__gt=_microseconds(now) + FURTHEST) | Q(
        people_full_at__gt=_microseconds(now) + FURTHEST
    )
    ahead = RequestWindow.objects.for_tenant(tenant).filter(latest)
    ahead.update(full_at=0, people_full_at=0, synced_at=0)


def _person_waits(tenant: Tenant, now: datetime, per_minute: int) -> float:
    window = RequestWindow.objects.for_tenant(tenant).get()
    moment = _microseconds(now)
    waits = [window.full_at - even_bucket(per_minute).slack]
    quiet = quiet_bucket(per_minute)
    waits.append(max(window.synced_at + MINUTE, window.people_full_at - quiet.slack))
    return max(min(waits) - moment, 0) / 1_000_000


def _microseconds(now: datetime) -> int:
    return (now - _EPOCH) // _MICROSECOND
