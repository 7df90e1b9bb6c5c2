"""Remember when a user looked at what crossed a line, and when they looked the time before."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from django.contrib.auth.models import User

from customers.models import AttentionLook, Connection, Portfolio

SITTING = timedelta(hours=8)
"""A working day is one look: whoever comes back after lunch finds what the morning showed."""


def look_at_attention(
    user: User, connections: Iterable[Connection], *, now: datetime
) -> Mapping[int, datetime | None]:
    """When the user last looked before this sitting, by tenant; None if never.

    Of tenants that have a picture and whose key works for the user. The first look of a sitting
    moves both moments on; within one nothing is written: a page loaded again shows the same.
    """
    working = {one.tenant_id for one in connections if one.is_working}
    shown = Portfolio.objects.filter(tenant__in=working, generation__gt=0)
    tenants = set(shown.values_list("tenant_id", flat=True))
    looks = AttentionLook.objects.filter(user_id=user.pk, tenant__in=tenants) if tenants else ()
    found = {look.tenant_id: look for look in looks}
    before = {tenant: _before(found.get(tenant), now) for tenant in tenants}
    rows = [
        AttentionLook(user_id=user.pk, tenant_id=tenant, looked_at=now, before_at=before[tenant])
        for tenant in tenants
        if tenant not in found or _is_over(found[tenant], now)
    ]
    if rows:
        AttentionLook.objects.bulk_create(
            rows,
            update_conflicts=True,
            unique_fields=["user", "tenant"],
            update_fields=["looked_at", "before_at"],
        )
    return before


def _before(look: AttentionLook | None, now: datetime) -> datetime | None:
    if look is None:
        return None
    return look.looked_at if _is_over(look, now) else look.before_at


def _is_over(look: AttentionLook, now: datetime) -> bool:
    return now - look.looked_at >= SITTING
