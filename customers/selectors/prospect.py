"""What is saved of a customer beyond their own figures: lists, and the figures of a month ago."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import lru_cache
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
Version = tuple[int, str, datetime]
KEPT = 512
"""Customers whose lists are worked out in a process; the least used one goes first."""
_KINDS = (ListKind.SUBSCRIPTIONS, ListKind.PAYMENTS)


class Known(NamedTuple):
    """The share of contract time gone, once devices are saved; with payments too, the prospect.

    `earlier` are the figures of `USUAL_DAYS` ago or before, else of the first day there is.
    """

    elapsed_share: Decimal | None = None
    prospect: Prospect | None = None
    earlier: Earlier | None = None


def get_known(connection: Connection, customer: Customer, now: datetime) -> Known:
    """Of one customer who was opened for this user; two queries, and two more when a list is new.

    Reading two thousand payments takes longer than the rest of the page: what was made of them is
    kept in the process for as long as customer, lists and day are the same.
    """
    tenant, today = connection.tenant, utc_day(now)
    lists = ListCopy.objects.for_tenant(tenant).filter(
        customer_id=customer.customer_id, kind__in=_KINDS
    )
    versions = frozenset(lists.values_list("pk", "kind", "fetched_at"))
    before = _day_before(tenant, customer, today)
    return Known(
        *(_worked_out(customer, tenant.currency, versions, today) if versions else (None, None)),
        earlier=_read(before, lambda text: _earlier(text, today)),
    )


@lru_cache(KEPT)
def _worked_out(
    customer: Customer, currency: str, versions: frozenset[Version], today: date
) -> tuple[Decimal | None, Prospect | None]:
    """The share of contract time gone, and the prospect, from these versions of the lists."""
    subscriptions, payments = _documents(versions)
    devices = _read(subscriptions, lambda text: from_list_document(Subscription, text))
    charges = _read(payments, lambda text: from_list_document(Payment, text))
    if devices is None:
        return None, None
    elapsed = weighted_elapsed_share(devices, today)
    share = elapsed.share if elapsed else None
    if charges is None:
        return share, None
    return share, prospect_of(customer, devices, charges, currency, today)


def _documents(versions: frozenset[Version]) -> tuple[str | None, ...]:
    """Subscriptions and payments."""
    lists = ListCopy.objects.filter(pk__in=[pk for pk, _, _ in versions])
    saved = dict(lists.values_list("kind", "document"))
    return tuple(saved.get(kind) for kind in _KINDS)


def _day_before(tenant: Tenant, customer: Customer, today: date) -> str | None:
    """The latest of `USUAL_DAYS` ago or before, else the first there is."""
    usual = When(day__lte=today - timedelta(days=USUAL_DAYS), then="day")
    days = Snapshot.objects.filter(tenant=tenant, customer_id=customer.customer_id, day__lt=today)
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
