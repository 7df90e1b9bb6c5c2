"""One customer's figures on one day."""

from typing import Self

from django.db import models

from .tenant import Tenant


class SnapshotQuerySet(models.QuerySet["Snapshot"]):
    """Snapshots, always of one tenant."""

    def for_tenant(self, tenant: Tenant) -> Self:
        """The snapshots of that tenant alone."""
        return self.filter(tenant=tenant)

    def of_customer(self, customer_id: str) -> Self:
        """One customer's days, the oldest first."""
        return self.filter(customer_id=customer_id).order_by("day")


class Snapshot(models.Model):
    """The last figures of a day (in UTC), and the subscriptions behind them where they were read.

    `document` is exact text (`customers.domain.snapshot`): no sum is made in the database.
    """

    tenant = models.ForeignKey(Tenant, on_delete=models.CASCADE, related_name="snapshots")
    customer_id = models.CharField(max_length=200)
    day = models.DateField()
    document = models.TextField()

    objects = SnapshotQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["tenant", "customer_id", "day"], name="snapshot_once_per_day"
            ),
        )

    def __str__(self) -> str:
        return f"{self.tenant_id}/{self.customer_id} on {self.day}"
