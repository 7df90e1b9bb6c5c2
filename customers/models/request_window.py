"""How many questions a tenant was asked in one minute, counted across all processes."""

from typing import Self

from django.db import models

from .tenant import Tenant


class RequestWindowQuerySet(models.QuerySet["RequestWindow"]):
    """Windows, always of one tenant."""

    def for_tenant(self, tenant: Tenant) -> Self:
        """The windows of that tenant alone."""
        return self.filter(tenant=tenant)


class RequestWindow(models.Model):
    """The latest minute in which a tenant was asked, and how often."""

    tenant = models.OneToOneField(Tenant, on_delete=models.CASCADE, related_name="window")
    minute = models.DateTimeField()
    request_count = models.PositiveIntegerField(default=0)

    objects = RequestWindowQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.tenant_id}: {self.request_count}"
