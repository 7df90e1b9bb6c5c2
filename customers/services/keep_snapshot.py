"""Keep one snapshot per customer and day, whenever figures or devices were fetched."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from django.db import models

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
from customers.models.prepared import Select, Upsert, slot

_OF_DAY = Select(
    lambda: (
        SnapshotRow.objects.for_tenant(slot("tenant"))
        .filter(customer_id=slot("customer_id"), day=slot("day", models.DateField()))
        .only("document")
    )
)
_ROW = Upsert(SnapshotRow, unique=("tenant", "customer_id", "day"), changed=("document",))
_DEVICES_BETWEEN = Select(
    lambda: (
        ListCopy.objects.for_tenant(slot("tenant"))
        .filter(
            customer_id=slot("customer_id"),
            kind=ListKind.SUBSCRIPTIONS,
            fetched_at__gte=slot("begins", models.DateTimeField()),
            fetched_at__lte=slot("ends", models.DateTimeField()),
        )
        .only("document")
    )
)


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
    row = _OF_DAY.first(tenant=tenant.pk, customer_id=customer_id, day=day)
    try:
        return None if row is None else from_snapshot_document(row.document)
    except OutdatedDocument:
        return None


def _devices_of_today(
    tenant: Tenant, customer_id: str, now: datetime
) -> tuple[DeviceFigures, ...] | None:
    """From the saved list, where it came before the figures did."""
    midnight = now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    saved = _DEVICES_BETWEEN.first(
        tenant=tenant.pk,
        customer_id=customer_id,
        begins=midnight,
        ends=midnight + timedelta(days=1),
    )
    try:
        rows = None if saved is None else from_list_document(Subscription, saved.document)
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
    _ROW.save(row)
