"""A customer as FlexPortal last described it, kept per tenant."""

from typing import Self

from django.db import models

from .tenant import Tenant


class FailureReason(models.TextChoices):
    """Why the latest try to fetch brought nothing (`data-stale` in the markup)."""

    UNREACHABLE = "unreachable"
    TIMEOUT = "timeout"
    LIMITED = "limited"
    REFUSED = "refused"
    MALFORMED = "malformed"


def fold_email(email: str) -> str:
    """The form in which addresses are compared; FlexPortal's own rules are not documented."""
    return email.strip().casefold()[:320]


class CustomerCopyQuerySet(models.QuerySet["CustomerCopy"]):
    """Saved copies, always of one tenant."""

    def for_tenant(self, tenant: Tenant) -> Self:
        """The copies of that tenant alone."""
        return self.filter(tenant=tenant)

    def with_email(self, email: str) -> Self:
        """Those with this address, whatever its case and the spaces around it."""
        return self.filter(email=fold_email(email))


class CustomerCopy(models.Model):
    """The normalised customer (`document`), the body it was read from, and how the last try went.

    `email` is folded for comparison, so that a saved customer is found by it while FlexPortal is
    away.
    `failed_at` and `failure` stand from a failed try until the next success; `retry_at` is when
    FlexPortal may be asked again, where it said so.
    """

    tenant = models.ForeignKey(Tenant, on_delete=models.CASCADE, related_name="copies")
    customer_id = models.CharField(max_length=200)
    email = models.CharField(max_length=320, blank=True, default="")
    document = models.TextField()
    body = models.TextField()
    fetched_at = models.DateTimeField()
    failed_at = models.DateTimeField(null=True, blank=True)
    failure = models.CharField(max_length=12, choices=FailureReason.choices, blank=True)
    retry_at = models.DateTimeField(null=True, blank=True)

    objects = CustomerCopyQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["tenant", "customer_id"], name="copy_once_per_tenant"),
            models.CheckConstraint(condition=~models.Q(customer_id=""), name="copy_has_customer"),
            models.CheckConstraint(
                condition=models.Q(failed_at__isnull=True, failure="")
                | models.Q(failed_at__isnull=False, failure__in=FailureReason.values),
                name="copy_failure_whole",
            ),
        )
        indexes = (models.Index(fields=["tenant", "email"], name="copy_by_email"),)

    def __str__(self) -> str:
        return f"{self.tenant_id}/{self.customer_id}"
