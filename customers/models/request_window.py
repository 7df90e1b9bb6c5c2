"""When a tenant may be asked again, and how often it was, counted across all processes."""

from typing import Self

from django.db import models

from .tenant import Tenant


class RequestWindowQuerySet(models.QuerySet["RequestWindow"]):
    """Windows, always of one tenant."""

    def for_tenant(self, tenant: Tenant) -> Self:
        """The windows of that tenant alone."""
        return self.filter(tenant=tenant)


class RequestWindow(models.Model):
    """The latest minute in which a tenant was asked, how often, and how full its buckets are.

    `full_at` is when the bucket for all questions (`customers.domain.pace`) is full again if nobody
    asks, `people_full_at` the one for people's questions, `synced_at` when a sync last took of
    the former: all in microseconds since the epoch.
    """

    tenant = models.OneToOneField(Tenant, on_delete=models.CASCADE, related_name="window")
    minute = models.DateTimeField()
    request_count = models.PositiveIntegerField(default=0)
    full_at = models.BigIntegerField(default=0)
    people_full_at = models.BigIntegerField(default=0)
    synced_at = models.BigIntegerField(default=0)

    objects = RequestWindowQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.tenant_id}: {self.request_count}"
