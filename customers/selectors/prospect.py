"""What is saved of a customer beyond their own figures: lists, and the figures of a month ago."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import NamedTuple, TypeVar

from django.db.models import Case, When

from customers.domain.contract_time import weighted_elapsed_share
from customers.domain.customer import Customer
from customers.domain.document import OutdatedDocument
from customers.domain.list_document import from_list_document
from customers.domain.payment import Payment
from customers.domain.prospect import Prospect, prospect_of
from customers.domain.since import USUAL_DAYS, Earlier
from customers.domain.snapshot import from_snapshot_document
from customers.domain.subscription import Subscription
from customers.models import Connection, ListCopy, ListKind, Snapshot, Tenant

from .panel import utc_day

Told = TypeVar("Told")
_KINDS = (ListKind.SUBSCRIPTIONS, ListKind.PAYMENTS)


class Known(NamedTuple):
    """The share of contract time gone, once devices are saved; with payments too, the prospect.

    `earlier` are the figures of `USUAL_DAYS` ago or before, else of the first day there is.
    """

    elapsed_share: Decimal | None = None
    prospect: Prospect | None = None
    earlier: Earlier | None = None


def get_known(connection: Connection, customer: Customer, now: datetime) -> Known:
    """Of one customer who was opened for this user; two queries."""
    today = utc_day(now)
    subscriptions, payments, snapshot = _documents(connection.tenant, customer, today)
    devices = _read(subscriptions, lambda text: from_list_document(Subscription, text))
    charges = _read(payments, lambda text: from_list_document(Payment, text))
    earlier = _read(snapshot, lambda text: _earlier(text, today))
    if devices is None:
        return Known(earlier=earlier)
    elapsed = weighted_elapsed_share(devices, today)
    share = elapsed.share if elapsed else None
    if charges is None:
        return Known(share, earlier=earlier)
    currency = connection.tenant.currency
    return Known(share, prospect_of(customer, devices, charges, currency, today), earlier)


def _documents(tenant: Tenant, customer: Customer, today: date) -> tuple[str | None, ...]:
    """Subscriptions, payments, and the day to compare with."""
    lists = ListCopy.objects.for_tenant(tenant).filter(
        customer_id=customer.customer_id, kind__in=_KINDS
    )
    saved = dict(lists.values_list("kind", "document"))
    return *(saved.get(kind) for kind in _KINDS), _day_before(tenant, customer, today)


def _day_before(tenant: Tenant, customer: Customer, today: date) -> str | None:
    """The latest of `USUAL_DAYS` ago or before, else the first there is."""
    usual = When(day__lte=today - timedelta(days=USUAL_DAYS), then="day")
    days = Snapshot.objects.for_tenant(tenant).filter(
        customer_id=customer.customer_id, day__lt=today
    )
    latest = Case(usual).desc(nulls_last=True)
    return days.order_by(latest, "day").values_list("document", flat=True).first()


def _read(document: str | None, read: Callable[[str], Told]) -> Told | None:
    """What another version of Recoup wrote is as good as not there."""
    try:
        return None if document is None else read(document)
    except OutdatedDocument:
        return None


def _earlier(document: str, today: date) -> Earlier:
    snapshot = from_snapshot_document(document, with_devices=False)
    return Earlier(snapshot, (today - utc_day(snapshot.taken_at)).days)
