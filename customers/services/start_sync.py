"""Begin to read a whole tenant, unless that is under way already."""

from datetime import datetime

from django.db import IntegrityError, transaction

from customers.models import Connection, Portfolio, SyncRun

from .wake_worker import wake_worker


def start_sync(
    connection: Connection, *, now: datetime, accept_fewer: bool = False
) -> tuple[SyncRun, bool]:
    """The tenant's open run, and whether it is a new one; a worker takes it from there.

    `accept_fewer` lets a picture with fewer than half of the customers be shown.
    """
    tenant = connection.tenant
    Portfolio.objects.get_or_create(tenant=tenant)
    while True:
        if run := SyncRun.objects.for_tenant(tenant).open().select_related("tenant").first():
            return run, False
        try:
            with transaction.atomic():
                return _start(connection, now, accept_fewer), True
        except IntegrityError:
            continue


def _start(connection: Connection, now: datetime, accept_fewer: bool) -> SyncRun:
    """Where another has begun meanwhile, the database refuses a second one."""
    run = SyncRun.objects.create(
        tenant=connection.tenant, connection=connection, generation=0, created_at=now
    )
    # from here on nobody else can publish
    shown = Portfolio.objects.get(tenant=connection.tenant)
    run.generation = shown.generation + 1
    run.expected_count = 0 if accept_fewer else shown.customer_count
    run.save(update_fields=["generation", "expected_count"])
    wake_worker()
    return run
