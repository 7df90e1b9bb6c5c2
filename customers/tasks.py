"""What the background worker does: one call each. `python manage.py run_huey` runs it."""

import logging
from uuid import UUID

from django.dispatch import receiver
from django.utils import timezone
from huey import crontab
from huey.contrib.djhuey import db_periodic_task, db_task

from customers.services.forget_portfolios import forget_portfolios
from customers.services.run_export import run_export
from customers.services.sweep_exports import sweep_exports
from customers.services.sweep_syncs import sweep_syncs
from customers.services.sync_tenant import sync_tenant
from customers.services.sync_work import Clockwork
from customers.services.wake_worker import work_waits

logger = logging.getLogger(__name__)


@db_task()  # type: ignore[untyped-decorator]
def work_on_sync(run_id: int) -> None:
    """Read a tenant as far as it goes."""
    sync_tenant(run_id, Clockwork(timezone.now))


@db_task()  # type: ignore[untyped-decorator]
def work_on_export(export_id: UUID) -> None:
    """Prepare a file."""
    run_export(export_id, clock=timezone.now)


@db_task()  # type: ignore[untyped-decorator]
def look_for_work() -> None:
    """Find what waits in the database; whoever else finds it too does nothing."""
    for run_id in sweep_syncs(now=timezone.now()):
        work_on_sync(run_id)
    for export_id in sweep_exports(now=timezone.now()):
        work_on_export(export_id)


@db_periodic_task(crontab(hour="*", minute="7"))  # type: ignore[untyped-decorator]
def clear_away() -> None:
    """What nobody can see any more."""
    forget_portfolios()


@db_periodic_task(crontab(minute="*"))  # type: ignore[untyped-decorator]
def look_every_minute() -> None:
    """For schedules, for what a dead worker has left, and where no wake-up call came through."""
    look_for_work.call_local()


@receiver(work_waits)
def wake(**_: object) -> None:
    """Have a worker look now; one that cannot be reached looks within a minute."""
    try:
        look_for_work()
    except Exception as error:
        logger.warning("The background worker cannot be woken: %s", error)
