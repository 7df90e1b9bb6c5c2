"""What is saved of a customer beyond their own figures: lists, and the figures of a month ago."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import NamedTuple, TypeVar

from django.db.models import Subquery
from django.db.models.functions import Coalesce

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


class Known(NamedTuple):
    """The share of contract time gone, once devices are saved; with payments too, the prospect.

    `earlier` are the figures of `USUAL_DAYS` ago or before, else of the first day there is.
    """

    elapsed_share: Decimal | None = None
    prospect: Prospect | None = None
    earlier: Earlier | None = None


def get_known(connection: Connection, customer: Customer, now: datetime) -> Known:
    """Of one customer who was opened for this user; one query for all of it."""
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
    lists = ListCopy.objects.for_tenant(tenant).filter(customer_id=customer.customer_id)
    days = Snapshot.objects.for_tenant(tenant).filter(customer_id=customer.customer_id)
    usual = days.filter(day__lte=today - timedelta(days=USUAL_DAYS)).order_by("-day")
    first = days.filter(day__lt=today).order_by("day")
    day = Coalesce(Subquery(usual.values("day")[:1]), Subquery(first.values("day")[:1]))
    documents: tuple[str | None, ...] = (
        Tenant.objects.filter(pk=tenant.pk)
        .values_list(
            Subquery(lists.filter(kind=ListKind.SUBSCRIPTIONS).values("document")),
            Subquery(lists.filter(kind=ListKind.PAYMENTS).values("document")),
            Subquery(days.filter(day=day).values("document")),
        )
        .get()
    )
    return documents


def _read(document: str | None, read: Callable[[str], Told]) -> Told | None:
    """What another version of Recoup wrote is as good as not there."""
    try:
        return None if document is None else read(document)
    except OutdatedDocument:
        return None


def _earlier(document: str, today: date) -> Earlier:
    snapshot = from_snapshot_document(document, with_devices=False)
    return Earlier(snapshot, (today - utc_day(snapshot.taken_at)).days)
