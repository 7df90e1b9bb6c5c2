"""Keep within the number of requests a tenant's plan allows in a minute."""

from datetime import datetime, timedelta

from django.db.models import Case, DateTimeField, F, Q, When

from customers.models import FailureReason, RequestWindow, Tenant
from customers.models.prepared import slot, update

from .errors import FetchFailed

_MINUTE = slot("minute", DateTimeField())
_BEGINS = Q(minute__lt=_MINUTE)
_COUNT = update(
    lambda: RequestWindow.objects.for_tenant(slot("tenant")).filter(
        _BEGINS | Q(request_count__lt=slot("per_minute"))
    ),
    request_count=Case(When(_BEGINS, then=1), default=F("request_count") + 1),
    minute=Case(When(_BEGINS, then=_MINUTE), default=F("minute")),
)


def count_request(tenant: Tenant, *, now: datetime, per_minute: int) -> None:
    """Count one question to FlexPortal, across all processes; refuse the one too many.

    Raises FetchFailed(limited) with the seconds until the next minute begins.
    """
    minute = now.replace(second=0, microsecond=0)
    if _counted(tenant, minute, per_minute):
        return
    first = RequestWindow(tenant=tenant, minute=minute, request_count=0)
    RequestWindow.objects.bulk_create([first], ignore_conflicts=True)
    if not _counted(tenant, minute, per_minute):
        raise FetchFailed(
            FailureReason.LIMITED,
            (minute + timedelta(minutes=1) - now).total_seconds(),
            "This tenant's requests for the minute are used up.",
        )


def _counted(tenant: Tenant, minute: datetime, per_minute: int) -> bool:
    """Whether there was room; one statement, so that nobody counts in between.

    A minute that another machine, whose clock runs ahead, has begun already goes on.
    """
    return bool(_COUNT.run(tenant=tenant.pk, minute=minute, per_minute=per_minute))
