"""Which customers a user opened last."""

from typing import Self

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db import models

from .tenant import Tenant


class RecentCustomerQuerySet(models.QuerySet["RecentCustomer"]):
    """Recent customers of one user."""

    def for_user(self, user: AbstractBaseUser | AnonymousUser) -> Self:
        """The user's own, latest first."""
        return self.filter(user_id=user.pk).order_by("-opened_at")


class RecentCustomer(models.Model):
    """One customer in one user's list; what is shown of it comes from the saved copy."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    tenant = models.ForeignKey(Tenant, on_delete=models.CASCADE, related_name="+")
    customer_id = models.CharField(max_length=200)
    opened_at = models.DateTimeField()

    objects = RecentCustomerQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["user", "tenant", "customer_id"], name="recent_once_per_user"
            ),
        )
        indexes = (models.Index(fields=["user", "-opened_at"], name="recent_by_user"),)

    def __str__(self) -> str:
        return f"{self.user_id}: {self.tenant_id}/{self.customer_id}"
