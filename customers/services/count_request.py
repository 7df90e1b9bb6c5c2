"""Keep within the number of requests a tenant's plan allows in a minute, across all processes."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from time import sleep as really_sleep
from typing import Any

from django.db.models import BigIntegerField, Case, DateTimeField, F, Q, Value, When
from django.db.models.functions import Greatest

from customers.domain.pace import MINUTE, even_bucket, quiet_bucket, tokens_at_once
from customers.models import FailureReason, RequestWindow, Tenant
from customers.models.prepared import slot, update

from .errors import TokensGone
from .write_lightly import lightly

SHORTEST_WAIT = 0.02
FURTHEST = 3 * MINUTE
"""No bucket takes longer to fill up, unless a clock has moved."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def _number(name: str) -> Any:
    return slot(name, BigIntegerField())


def _minute(minute: Any, count: Any) -> dict[str, Any]:
    """The count that people are shown; a minute that another machine has begun goes on."""
    begins = Q(minute__lt=minute)
    return {
        "request_count": Case(When(begins, then=count), default=F("request_count") + count),
        "minute": Case(When(begins, then=minute), default=F("minute")),
    }


_COUNT = update(
    lambda: RequestWindow.objects.for_tenant(slot("tenant")).filter(
        Q(full_at__lte=_number("even_room"))
        | Q(synced_at__lte=_number("quiet_since"), people_full_at__lte=_number("quiet_room"))
    ),
    full_at=Greatest(F("full_at"), _number("moment")) + _number("even_interval"),
    people_full_at=Greatest(F("people_full_at"), _number("moment")) + _number("quiet_interval"),
    **_minute(slot("minute", DateTimeField()), 1),
)
"""A person's question: half of the plan while no sync reads, else its even flow."""


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
            with lightly():
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
        full_at=moment + count * bucket.interval,
        synced_at=moment,
        **_minute(Value(_whole_minute(now)), count),
    )
    if taken:
        return count, 0.0
    _begin(tenant, now)
    full_at = window.values_list("full_at", flat=True).get()
    return 0, max(full_at - moment, 0) / 1_000_000


def _counted(tenant: Tenant, now: datetime, per_minute: int) -> bool:
    """Whether there was room."""
    even, quiet, moment = even_bucket(per_minute), quiet_bucket(per_minute), _microseconds(now)
    return bool(
        _COUNT.run(
            tenant=tenant.pk,
            moment=moment,
            even_room=moment + even.slack,
            quiet_since=moment - MINUTE,
            quiet_room=moment + quiet.slack,
            even_interval=even.interval,
            quiet_interval=quiet.interval,
            minute=_whole_minute(now),
        )
    )


def _whole_minute(now: datetime) -> datetime:
    return now.replace(second=0, microsecond=0)


def _begin(tenant: Tenant, now: datetime) -> None:
    """A tenant's first question; or the first after a clock was put back by minutes or more."""
    first = RequestWindow(tenant=tenant, minute=_whole_minute(now))
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
