"""How far a cohort had paid back so many months after it began."""

from typing import Self

from django.db import models

from .tenant import Tenant


class CohortMonthQuerySet(models.QuerySet["CohortMonth"]):
    """Cohorts, always of one tenant."""

    def for_tenant(self, tenant: Tenant) -> Self:
        """The cohorts of that tenant, the oldest first."""
        return self.filter(tenant=tenant).order_by("cohort", "months_since")


class CohortMonth(models.Model):
    """The sums of a cohort's customers with a known cost, as the month's last picture had them.

    `cohort` is the first day of the month of the first subscription; amounts are ten-thousandths.
    """

    tenant = models.ForeignKey(Tenant, on_delete=models.CASCADE, related_name="cohort_months")
    cohort = models.DateField()
    months_since = models.PositiveSmallIntegerField()
    customer_count = models.PositiveIntegerField()
    collected = models.DecimalField(max_digits=38, decimal_places=0)
    acquisition_cost = models.DecimalField(max_digits=38, decimal_places=0)

    objects = CohortMonthQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["tenant", "cohort", "months_since"], name="cohort_once_per_month"
            ),
        )

    def __str__(self) -> str:
        return f"{self.tenant_id}: {self.cohort} + {self.months_since}"
