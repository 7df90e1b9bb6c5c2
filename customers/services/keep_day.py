"""Keep one snapshot per customer and day of the picture that is about to be shown."""

from datetime import UTC

from django.db import transaction

from customers.models.snapshot_copy import copy_snapshots

from .sync_work import Work

BATCH = 5_000


def keep_day(work: Work) -> None:
    """Every customer's figures of the run's day; the run's cursor says how far it has come.

    What a lookup has kept later stands. A second run of a day writes what has changed. Raises
    LostRun.
    """
    began = work.run.started_at or work.time.clock()
    shown_at = work.portfolio.as_of
    again = shown_at is not None and shown_at.astimezone(UTC).date() == work.today
    last = int(work.run.cursor or 0)
    while True:
        with transaction.atomic():
            work.prove()
            reached = copy_snapshots(
                work.tenant, work.generation, last, BATCH, at=began, only_new=again
            )
            if reached is None:
                return
            work.prove(cursor=str(reached))
        last = reached
        work.time.on_commit(work.run)
