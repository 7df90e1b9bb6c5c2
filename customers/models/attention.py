"""Customers that crossed a line, and when each user last looked."""

from datetime import UTC, datetime
from typing import Self

from django.conf import settings
from django.db import models

from customers.domain.attention import TOLD_FOR

from .tenant import Tenant


class AttentionKind(models.TextChoices):
    """Which line."""

    NEWLY_AT_RISK = "newly_at_risk"
    BROKE_EVEN = "broke_even"
    WENT_SILENT = "went_silent"
    COST_EDITED = "cost_edited"
    ENDING_UNRECOVERED = "ending_unrecovered"


class AttentionQuerySet(models.QuerySet["Attention"]):
    """Crossings, always of one tenant."""

    def for_tenant(self, tenant: Tenant) -> Self:
        """The crossings of that tenant, the latest first."""
        return self.filter(tenant=tenant).order_by("-noticed_at", "-pk")

    def published(self, generation: int) -> Self:
        """Those of pictures that readers may see."""
        return self.filter(generation__lte=generation)

    def lately(self, tenant: Tenant, generation: int, as_of: datetime) -> Self:
        """Those that count in the picture of this generation, read then: of 30 days (in UTC)."""
        midnight = as_of.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
        told = self.for_tenant(tenant).published(generation)
        return told.filter(noticed_at__gte=midnight - TOLD_FOR)


class Attention(models.Model):
    """One crossing, written by the run that noticed it; `generation` hides it until published.

    `amount` (ten-thousandths) is what is at stake, by which the list is sorted; `reason` is a whole
    sentence. `mark` tells one crossing from the next of the same kind: the same line is not
    reported twice.
    """

    tenant = models.ForeignKey(Tenant, on_delete=models.CASCADE, related_name="attention")
    customer_id = models.CharField(max_length=200)
    name = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=20, choices=AttentionKind.choices)
    mark = models.CharField(max_length=64)
    generation = models.PositiveIntegerField()
    noticed_at = models.DateTimeField()
    amount = models.BigIntegerField(null=True)
    reason = models.CharField(max_length=400)

    objects = AttentionQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["tenant", "customer_id", "kind", "mark"], name="attention_once"
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=AttentionKind.values), name="attention_kind_known"
            ),
        )
        indexes = (models.Index(fields=["tenant", "-noticed_at"], name="attention_by_time"),)

    def __str__(self) -> str:
        return f"{self.kind}: {self.tenant_id}/{self.customer_id}"


class AttentionLook(models.Model):
    """When a user last looked at a tenant's crossings, and the time before that."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    tenant = models.ForeignKey(Tenant, on_delete=models.CASCADE, related_name="+")
    looked_at = models.DateTimeField()
    before_at = models.DateTimeField(null=True, blank=True)

    objects = models.Manager["AttentionLook"]()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["user", "tenant"], name="attention_look_once"),
        )

    def __str__(self) -> str:
        return f"{self.user_id} at {self.tenant_id}"
