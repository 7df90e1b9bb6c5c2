"""A tenant's whole picture: which generation readers see, its totals, and when the next is due."""

from typing import Self

from django.db import models

from .connection import Connection
from .tenant import Tenant


class PortfolioQuerySet(models.QuerySet["Portfolio"]):
    """Pictures, always of one tenant."""

    def for_tenant(self, tenant: Tenant) -> Self:
        """The one of that tenant."""
        return self.filter(tenant=tenant)


class Portfolio(models.Model):
    """What readers see of a tenant. Publishing a run is one update of this row.

    `generation` counts published pictures; 0 is none yet. `figures` is all that is shown above the
    list, worked out once per picture (`customers.domain.portfolio`, as JSON). `as_of` is when the
    picture's run began to read: its figures are no older. `sync_every_hours` is None while nobody
    asked for a schedule; `sync_with` is the connection whose owner did.
    """

    tenant = models.OneToOneField(Tenant, on_delete=models.CASCADE, related_name="portfolio")
    generation = models.PositiveIntegerField(default=0)
    as_of = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    customer_count = models.PositiveIntegerField(default=0)
    figures = models.TextField(blank=True, default="")
    sync_every_hours = models.PositiveSmallIntegerField(null=True, blank=True)
    sync_next_at = models.DateTimeField(null=True, blank=True)
    sync_with = models.ForeignKey(
        Connection, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = PortfolioQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(generation=0, as_of=None, published_at=None)
                | models.Q(generation__gt=0, as_of__isnull=False, published_at__isnull=False),
                name="portfolio_published_whole",
            ),
        )
        indexes = (models.Index(fields=["sync_next_at"], name="portfolio_by_due"),)

    def __str__(self) -> str:
        return f"{self.tenant_id}: generation {self.generation}"
