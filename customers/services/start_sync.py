"""Begin to read a whole tenant, unless that is under way already."""

from datetime import datetime

from django.db import IntegrityError, transaction

from customers.models import Connection, Portfolio, SyncRun


def start_sync(
    connection: Connection, *, now: datetime, accept_fewer: bool = False
) -> tuple[SyncRun, bool]:
    """The tenant's open run, and whether it is a new one; a worker takes it from there.

    `accept_fewer` lets a picture with fewer than half of the customers be shown.
    """
    tenant = connection.tenant
    portfolio, _ = Portfolio.objects.get_or_create(tenant=tenant)
    while True:
        if run := SyncRun.objects.for_tenant(tenant).open().select_related("tenant").first():
            return run, False
        try:
            with transaction.atomic():
                return SyncRun.objects.create(
                    tenant=tenant,
                    connection=connection,
                    generation=portfolio.generation + 1,
                    expected_count=0 if accept_fewer else portfolio.customer_count,
                    created_at=now,
                ), True
        except IntegrityError:
            portfolio.refresh_from_db()
