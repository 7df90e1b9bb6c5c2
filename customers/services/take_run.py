"""One worker at a time per run: a lease that ends by itself, and a fence that late writes hit."""

import os
import socket
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Coalesce

from customers.models import SyncRun, SyncState

from .hold_run import LostRun

__all__ = ["LEASE", "Hold", "LostRun", "let_go", "prove", "take_run"]

LEASE = timedelta(seconds=60)
"""How long a worker that says nothing more is believed to be alive."""


@dataclass(frozen=True, slots=True)
class Hold:
    """The right to write for one run, as long as its fence stands where it did."""

    run_id: int
    fence: int


def take_run(run_id: int, *, now: datetime) -> tuple[Hold, SyncRun] | None:
    """Become the worker of a run; None while another is, or while the run has to wait."""
    with transaction.atomic():
        free = SyncRun.objects.open().to_take(now).filter(pk=run_id)
        taken = free.update(
            state=SyncState.RUNNING,
            fence=F("fence") + 1,
            lease_ends_at=now + LEASE,
            started_at=Coalesce("started_at", now),
            worker=_worker_name(),
            try_at=None,
        )
        if not taken:
            return None
        run = SyncRun.objects.select_related("tenant", "connection__tenant").get(pk=run_id)
        return Hold(run.pk, run.fence), run


def prove(hold: Hold, *, now: datetime, lease: timedelta = LEASE, **changes: Any) -> None:
    """Prolong the lease and write `changes` to the run, first thing in a transaction.

    Raises LostRun when the fence has moved: whatever the transaction would write is not written.
    """
    held = SyncRun.objects.filter(pk=hold.run_id, fence=hold.fence, state=SyncState.RUNNING)
    if not held.update(lease_ends_at=now + lease, **changes):
        raise LostRun


def let_go(hold: Hold, **changes: Any) -> None:
    """Give the run back, ended or not; whoever lost it already has nothing to give."""
    held = SyncRun.objects.filter(pk=hold.run_id, fence=hold.fence, state=SyncState.RUNNING)
    held.update(lease_ends_at=None, worker="", **changes)


def _worker_name() -> str:
    return f"process {os.getpid()} on {socket.gethostname()}"[:100]
