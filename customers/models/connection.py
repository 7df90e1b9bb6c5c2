"""A connection: one user's own sealed API key for one tenant."""

import uuid
from enum import StrEnum
from typing import Self

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db import models

from .tenant import Tenant


class ConnectionState(StrEnum):
    """What FlexPortal last said of the key."""

    WORKING = "working"
    REFUSED = "refused"
    UNTRIED = "untried"


class Hue(models.TextChoices):
    """Colours of the tenant strip; none is red, amber, green or the accent."""

    VIOLET = "violet"
    TEAL = "teal"
    MAGENTA = "magenta"
    CYAN = "cyan"
    OLIVE = "olive"
    PLUM = "plum"
    BROWN = "brown"
    SLATE = "slate"


class ConnectionQuerySet(models.QuerySet["Connection"]):
    """Connections, always from a user's point of view."""

    def for_user(self, user: AbstractBaseUser | AnonymousUser) -> Self:
        """The user's own connections with their tenants, in order of name."""
        return self.filter(user_id=user.pk).select_related("tenant").order_by("name", "id")

    def working(self) -> Self:
        """Those whose key FlexPortal accepted last time; only they open saved copies."""
        return self.filter(accepted_at__isnull=False, refused_since__isnull=True)


class Connection(models.Model):
    """A user's key for a tenant, and what FlexPortal said of it.

    The id is drawn before the row is written because the sealed key is bound to it.
    `refused_since` is set by the first refusal and cleared by the next acceptance;
    `refused_at` and `refusal` keep the last refusal for good.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="connections"
    )
    tenant = models.ForeignKey(Tenant, on_delete=models.CASCADE, related_name="connections")
    name = models.CharField(max_length=120)
    hue = models.CharField(max_length=8, choices=Hue.choices, default=Hue.VIOLET)
    sealed_key = models.BinaryField()
    key_tail = models.CharField(max_length=4, blank=True)
    created_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    refused_at = models.DateTimeField(null=True, blank=True)
    refused_since = models.DateTimeField(null=True, blank=True)
    refusal = models.CharField(max_length=200, blank=True)

    objects = ConnectionQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["user", "tenant"], name="connection_once_per_user"),
            models.CheckConstraint(condition=~models.Q(name=""), name="connection_has_name"),
            models.CheckConstraint(
                condition=models.Q(hue__in=Hue.values), name="connection_hue_known"
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def state(self) -> ConnectionState:
        """Working, refused, or not tried yet."""
        if self.refused_since is not None:
            return ConnectionState.REFUSED
        return ConnectionState.WORKING if self.accepted_at else ConnectionState.UNTRIED

    @property
    def is_working(self) -> bool:
        """FlexPortal accepted the key last time; only then are saved copies shown."""
        return self.state is ConnectionState.WORKING
