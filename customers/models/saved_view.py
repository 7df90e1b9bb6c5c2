"""A list somebody wants to see again: its address's query under a name."""

from typing import Self

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db import models

from .tenant import Tenant


class SavedViewQuerySet(models.QuerySet["SavedView"]):
    """Views, always of one tenant."""

    def for_tenant(self, tenant: Tenant) -> Self:
        """The views of that tenant alone, by name."""
        return self.filter(tenant=tenant).order_by("name", "pk")

    def seen_by(self, user: AbstractBaseUser | AnonymousUser) -> Self:
        """The user's own, and what colleagues share."""
        return self.filter(models.Q(user_id=user.pk) | models.Q(shared=True))


class SavedView(models.Model):
    """`query` is the address's query string, checked again whenever it is opened."""

    tenant = models.ForeignKey(Tenant, on_delete=models.CASCADE, related_name="views")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=80)
    query = models.CharField(max_length=2000, blank=True)
    shared = models.BooleanField(default=False)
    created_at = models.DateTimeField()

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["tenant", "user", "name"], name="view_once_per_name"),
            models.CheckConstraint(condition=~models.Q(name=""), name="view_has_name"),
        )

    def __str__(self) -> str:
        return self.name
