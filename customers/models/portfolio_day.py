"""A tenant's totals on one day, so that a later one can say how they moved."""

from typing import Self

from django.db import models

from .tenant import Tenant


class PortfolioDayQuerySet(models.QuerySet["PortfolioDay"]):
    """Days, always of one tenant."""

    def for_tenant(self, tenant: Tenant) -> Self:
        """The days of that tenant, the oldest first."""
        return self.filter(tenant=tenant).order_by("day")


class PortfolioDay(models.Model):
    """The totals of the day's last picture (in UTC), as JSON text."""

    tenant = models.ForeignKey(Tenant, on_delete=models.CASCADE, related_name="portfolio_days")
    day = models.DateField()
    totals = models.TextField()

    objects = PortfolioDayQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["tenant", "day"], name="portfolio_day_once"),
        )

    def __str__(self) -> str:
        return f"{self.tenant_id} on {self.day}"
