"""A large export that is prepared in the background and fetched by a link that expires."""

import uuid
from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db import models

from .tenant import Tenant

KEPT = timedelta(hours=24)


class ExportState(models.TextChoices):
    """Where an export stands."""

    WAITING = "waiting"
    RUNNING = "running"
    READY = "ready"
    FAILED = "failed"


OPEN_EXPORTS = (ExportState.WAITING, ExportState.RUNNING)


class ExportFormat(models.TextChoices):
    """What it is written as."""

    CSV = "csv"
    XLSX = "xlsx"


class ExportQuerySet(models.QuerySet["Export"]):
    """Exports of one user."""

    def for_user(self, user: AbstractBaseUser | AnonymousUser) -> Self:
        """The user's own, the latest first."""
        return self.filter(user_id=user.pk).order_by("-created_at")

    def open(self) -> Self:
        """Those that are not over."""
        return self.filter(state__in=OPEN_EXPORTS)

    def to_take(self, now: datetime) -> Self:
        """Those that wait for a worker, or whose worker is gone; the oldest first."""
        waiting = models.Q(state=ExportState.WAITING)
        left = models.Q(state=ExportState.RUNNING, lease_ends_at__lte=now)
        return self.filter(waiting | left, expires_at__gt=now).order_by("created_at")


class Export(models.Model):
    """One wish for a file: `query` as on the list's page, rows of one `generation`.

    `query` names in `hide` what personal data the file must not hold. `fence` and `lease_ends_at`
    mean what they mean on a run. The file lies in `parts`, so that any machine can hand it out: a
    CSV file as one gzip stream, an XLSX file as it is, `size` bytes in all. It goes with the row,
    which is deleted after `expires_at`: `KEPT` after it was asked for, and again after a worker
    has taken it, and again after it was ready.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    tenant = models.ForeignKey(Tenant, on_delete=models.CASCADE, related_name="exports")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    format = models.CharField(max_length=4, choices=ExportFormat.choices)
    query = models.CharField(max_length=2000, blank=True)
    generation = models.PositiveIntegerField()
    zone = models.CharField(max_length=64, default="UTC")
    state = models.CharField(max_length=8, choices=ExportState.choices, default=ExportState.WAITING)
    fence = models.PositiveIntegerField(default=0)
    lease_ends_at = models.DateTimeField(null=True, blank=True)
    row_count = models.PositiveIntegerField(default=0)
    expected_count = models.PositiveIntegerField(default=0)
    size = models.BigIntegerField(default=0)
    reason = models.CharField(max_length=400, blank=True, default="")
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    objects = ExportQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(state__in=ExportState.values)
                & models.Q(format__in=ExportFormat.values),
                name="export_words_known",
            ),
        )
        indexes = (models.Index(fields=["expires_at"], name="export_by_expiry"),)

    def __str__(self) -> str:
        return f"{self.format} {self.state}"

    @property
    def is_open(self) -> bool:
        """It is still to come."""
        return self.state in OPEN_EXPORTS

    @property
    def taken_at(self) -> datetime:
        """When its worker began; of one that runs."""
        return self.expires_at - KEPT


class ExportPart(models.Model):
    """A piece of an export's file, compressed."""

    export = models.ForeignKey(Export, on_delete=models.CASCADE, related_name="parts")
    number = models.PositiveIntegerField()
    data = models.BinaryField()

    objects = models.Manager["ExportPart"]()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["export", "number"], name="export_part_once"),
        )

    def __str__(self) -> str:
        return f"part {self.number}"
