"""Keep within the number of requests a tenant's plan allows in a minute."""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import F

from customers.models import FailureReason, RequestWindow, Tenant

from .errors import FetchFailed


def count_request(tenant: Tenant, *, now: datetime, per_minute: int) -> None:
    """Count one question to FlexPortal, across all processes; refuse the one too many.

    Raises FetchFailed(limited) with the seconds until the next minute begins.
    """
    minute = now.replace(second=0, microsecond=0)
    window = RequestWindow.objects.for_tenant(tenant)
    if window.filter(minute=minute, request_count__lt=per_minute).update(
        request_count=F("request_count") + 1
    ):
        return
    if window.filter(minute__lt=minute).update(minute=minute, request_count=1):
        return
    if not _opened(tenant, minute):
        raise FetchFailed(
            FailureReason.LIMITED,
            (minute + timedelta(minutes=1) - now).total_seconds(),
            "This tenant's requests for the minute are used up.",
        )


def _opened(tenant: Tenant, minute: datetime) -> bool:
    try:
        with transaction.atomic():
            RequestWindow.objects.create(tenant=tenant, minute=minute, request_count=1)
    except IntegrityError:
        return False
    return True
