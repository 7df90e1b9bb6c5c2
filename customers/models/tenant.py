"""A tenant: one FlexPortal Business Unit in one region."""

from django.db import models


class Tenant(models.Model):
    """The owner of all customer data, whoever of our users may see it.

    `currency` is ISO 4217, or '' until a subscription has told it (FlexPortal's settings cannot be
    read through its API). `answered_at`, `answered_in_ms` and `failing_since` describe how
    FlexPortal last behaved for anyone; they carry no customer data.
    """

    region = models.CharField(max_length=16)
    tenant_id = models.CharField(max_length=200)
    slug = models.SlugField(max_length=80, unique=True)
    currency = models.CharField(max_length=3, blank=True, default="")
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_in_ms = models.PositiveIntegerField(null=True, blank=True)
    failing_since = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["region", "tenant_id"], name="tenant_once_per_region"),
            models.CheckConstraint(condition=~models.Q(tenant_id=""), name="tenant_id_not_empty"),
        )

    def __str__(self) -> str:
        return self.slug
