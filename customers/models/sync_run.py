"""One reading of a whole tenant: who works on it, how far it has come, and how it ended."""

from datetime import datetime
from typing import Self

from django.db import models

from .connection import Connection
from .tenant import Tenant


class SyncState(models.TextChoices):
    """Where a run stands. A waiting or running one is the tenant's only one."""

    WAITING = "waiting"
    RUNNING = "running"
    PUBLISHED = "published"
    SET_ASIDE = "set_aside"
    FAILED = "failed"
    STOPPED = "stopped"


OPEN = (SyncState.WAITING, SyncState.RUNNING)


class SyncPhase(models.TextChoices):
    """What a run reads or does now, in this order."""

    SUBSCRIPTIONS = "subscriptions"
    CUSTOMERS = "customers"
    INACTIVE = "inactive"
    FINISHING = "finishing"


class SyncRunQuerySet(models.QuerySet["SyncRun"]):
    """Runs, always of one tenant."""

    def for_tenant(self, tenant: Tenant) -> Self:
        """The runs of that tenant, the latest first."""
        return self.filter(tenant=tenant).order_by("-pk")

    def open(self) -> Self:
        """Those that are not over."""
        return self.filter(state__in=OPEN)

    def to_take(self, now: datetime) -> Self:
        """Those that no living worker has, and that need not wait."""
        free = models.Q(lease_ends_at=None) | models.Q(lease_ends_at__lte=now)
        return self.filter(free & (models.Q(try_at=None) | models.Q(try_at__lte=now)))


class SyncRun(models.Model):
    """The state of one run: whoever takes it over goes on where the last commit stood.

    `generation` is the picture it makes. `fence` grows with every worker that takes the run:
    a write carries the number it was taken with, and one that is out of date writes nothing.
    `lease_ends_at` is when another worker may take it; `worker` names the one that has it.
    `cursor` says how far the `phase` has come, `page_count` how many pages the whole run has read;
    `try_at` is when to go on after FlexPortal refused, `failure_count` how often it has since the
    last page. `expected_count` is how many customers the last picture held. `reason` is a whole
    sentence for people.
    """

    tenant = models.ForeignKey(Tenant, on_delete=models.CASCADE, related_name="runs")
    connection = models.ForeignKey(
        Connection, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    generation = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=SyncState.choices, default=SyncState.WAITING)
    phase = models.CharField(
        max_length=14, choices=SyncPhase.choices, default=SyncPhase.SUBSCRIPTIONS
    )
    fence = models.PositiveIntegerField(default=0)
    lease_ends_at = models.DateTimeField(null=True, blank=True)
    worker = models.CharField(max_length=100, blank=True, default="")
    cursor = models.CharField(max_length=1024, blank=True, default="")
    page_count = models.PositiveIntegerField(default=0)
    customer_count = models.PositiveIntegerField(default=0)
    subscription_count = models.PositiveIntegerField(default=0)
    changed_count = models.PositiveIntegerField(default=0)
    expected_count = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True, blank=True)
    try_at = models.DateTimeField(null=True, blank=True)
    failure_count = models.PositiveIntegerField(default=0)
    finished_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=400, blank=True, default="")

    objects = SyncRunQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["tenant"], condition=models.Q(state__in=OPEN), name="sync_one_at_a_time"
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=SyncState.values)
                & models.Q(phase__in=SyncPhase.values),
                name="sync_words_known",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=OPEN, finished_at=None)
                | (~models.Q(state__in=OPEN) & models.Q(finished_at__isnull=False)),
                name="sync_finished_whole",
            ),
        )

    def __str__(self) -> str:
        return f"{self.tenant_id}: {self.generation} {self.state}"
