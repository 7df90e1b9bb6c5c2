"""Keep one snapshot per customer and day, whenever figures or devices were fetched."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from customers.domain.customer import Customer
from customers.domain.document import OutdatedDocument
from customers.domain.list_document import from_list_document
from customers.domain.snapshot import (
    DeviceFigures,
    Snapshot,
    device_figures,
    from_snapshot_document,
    kept_figures,
    to_snapshot_document,
)
from customers.domain.subscription import Subscription
from customers.models import ListCopy, ListKind, Tenant
from customers.models import Snapshot as SnapshotRow


def keep_figures(tenant: Tenant, customer: Customer, *, now: datetime) -> None:
    """The last figures of the day (in UTC) stand; nothing is written while they are the same."""
    kept = _kept(tenant, customer.customer_id, _day(now))
    figures = kept_figures(customer)
    if kept is None:
        devices = _devices_of_today(tenant, customer.customer_id, now)
        _save(tenant, customer.customer_id, Snapshot(now, figures, devices), _day(now))
    elif kept.figures != figures:
        again = replace(kept, taken_at=now, figures=figures)
        _save(tenant, customer.customer_id, again, _day(now))


def keep_devices(
    tenant: Tenant, customer_id: str, subscriptions: Iterable[Subscription], *, now: datetime
) -> None:
    """Add the devices to the day's figures; a day without figures is none to compare."""
    kept = _kept(tenant, customer_id, _day(now))
    devices = device_figures(subscriptions, tenant.currency)
    if kept is not None and kept.devices != devices:
        _save(tenant, customer_id, replace(kept, devices=devices), _day(now))


def _day(now: datetime) -> date:
    return now.astimezone(UTC).date()


def _kept(tenant: Tenant, customer_id: str, day: date) -> Snapshot | None:
    rows = SnapshotRow.objects.for_tenant(tenant).filter(customer_id=customer_id, day=day)
    document = rows.values_list("document", flat=True).first()
    try:
        return None if document is None else from_snapshot_document(document)
    except OutdatedDocument:
        return None


def _devices_of_today(
    tenant: Tenant, customer_id: str, now: datetime
) -> tuple[DeviceFigures, ...] | None:
    """From the saved list, where it came before the figures did."""
    midnight = now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    lists = ListCopy.objects.for_tenant(tenant).filter(
        customer_id=customer_id,
        kind=ListKind.SUBSCRIPTIONS,
        fetched_at__range=(midnight, midnight + timedelta(days=1)),
    )
    document = lists.values_list("document", flat=True).first()
    try:
        rows = None if document is None else from_list_document(Subscription, document)
    except OutdatedDocument:
        return None
    return None if rows is None else device_figures(rows, tenant.currency)


def _save(tenant: Tenant, customer_id: str, snapshot: Snapshot, day: date) -> None:
    row = SnapshotRow(
        tenant=tenant,
        customer_id=customer_id,
        day=day,
        document=to_snapshot_document(snapshot),
    )
    SnapshotRow.objects.bulk_create(
        [row],
        update_conflicts=True,
        unique_fields=["tenant", "customer_id", "day"],
        update_fields=["document"],
    )
