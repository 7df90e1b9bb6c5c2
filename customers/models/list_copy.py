"""A customer's subscriptions, orders or payments as FlexPortal last listed them."""

from typing import Self

from django.db import models

from .customer_copy import FailureReason
from .tenant import Tenant


class ListKind(models.TextChoices):
    """Which list."""

    SUBSCRIPTIONS = "subscriptions"
    ORDERS = "orders"
    PAYMENTS = "payments"


class ListCopyQuerySet(models.QuerySet["ListCopy"]):
    """Saved lists, always of one tenant."""

    def for_tenant(self, tenant: Tenant) -> Self:
        """The lists of that tenant alone."""
        return self.filter(tenant=tenant)


class ListCopy(models.Model):
    """The whole list, read to its end and normalised (`document`), and how the last try went.

    `failed_at`, `failure` and `retry_at` mean what they mean on a customer's copy.
    """

    tenant = models.ForeignKey(Tenant, on_delete=models.CASCADE, related_name="lists")
    customer_id = models.CharField(max_length=200)
    kind = models.CharField(max_length=16, choices=ListKind.choices)
    document = models.TextField()
    fetched_at = models.DateTimeField()
    failed_at = models.DateTimeField(null=True, blank=True)
    failure = models.CharField(max_length=12, choices=FailureReason.choices, blank=True)
    retry_at = models.DateTimeField(null=True, blank=True)

    objects = ListCopyQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["tenant", "customer_id", "kind"], name="list_once_per_customer"
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=ListKind.values), name="list_kind_known"
            ),
            models.CheckConstraint(
                condition=models.Q(failed_at__isnull=True, failure="")
                | models.Q(failed_at__isnull=False, failure__in=FailureReason.values),
                name="list_failure_whole",
            ),
        )

    def __str__(self) -> str:
        return f"{self.tenant_id}/{self.customer_id}/{self.kind}"
