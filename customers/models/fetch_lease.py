"""Who is asking FlexPortal for a customer right now, across threads, processes and machines."""

from typing import Self

from django.db import models

from .customer_copy import FailureReason
from .tenant import Tenant


class FetchLeaseQuerySet(models.QuerySet["FetchLease"]):
    """Leases, always of one tenant."""

    def for_tenant(self, tenant: Tenant) -> Self:
        """The leases of that tenant alone."""
        return self.filter(tenant=tenant)


class FetchLease(models.Model):
    """One running question; it ends at `expires_at`, so that a killed process blocks nobody.

    A question that failed leaves its failure behind, for those who waited for it; the next one
    that succeeds clears it. `retry_after` is in seconds, where FlexPortal said so.
    """

    tenant = models.ForeignKey(Tenant, on_delete=models.CASCADE, related_name="+")
    customer_id = models.CharField(max_length=200)
    subject = models.CharField(max_length=16, default="customer")
    holder = models.UUIDField()
    expires_at = models.DateTimeField()
    failed_at = models.DateTimeField(null=True, blank=True)
    failure = models.CharField(max_length=12, choices=FailureReason.choices, blank=True)
    retry_after = models.FloatField(null=True, blank=True)

    objects = FetchLeaseQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["tenant", "customer_id", "subject"], name="lease_once_per_subject"
            ),
            models.CheckConstraint(
                condition=models.Q(failed_at__isnull=True, failure="")
                | models.Q(failed_at__isnull=False, failure__in=FailureReason.values),
                name="lease_failure_whole",
            ),
        )

    def __str__(self) -> str:
        return f"{self.tenant_id}/{self.customer_id}"
