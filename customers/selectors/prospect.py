"""What is saved of a customer beyond their own figures: lists, and the figures of a month ago."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple, TypeVar

from django.db import connection

from customers.domain.contract_time import weighted_elapsed_share
from customers.domain.customer import Customer
from customers.domain.document import OutdatedDocument
from customers.domain.facts import Ahead, ahead_of
from customers.domain.list_document import from_list_document
from customers.domain.payment import Payment
from customers.domain.prospect import Prospect, prospect_of
from customers.domain.since import USUAL_DAYS, Earlier
from customers.domain.snapshot import from_snapshot_document
from customers.domain.subscription import Subscription
from customers.models import Connection, ListCopy, ListKind, Tenant

from .panel import utc_day

Told = TypeVar("Told")
Version = tuple[int, str]
KEPT = 512
"""Customers whose lists are worked out in a process; the least used one goes first."""
_KINDS = (ListKind.SUBSCRIPTIONS, ListKind.PAYMENTS)
_SAVED = """
SELECT id, CAST(fetched_at AS varchar(64)), '' FROM customers_listcopy
WHERE tenant_id = %s AND customer_id = %s AND kind IN (%s, %s)
UNION ALL
SELECT * FROM (
  SELECT 0, '', document FROM customers_snapshot
  WHERE tenant_id = %s AND customer_id = %s AND day < %s
  ORDER BY CASE WHEN day <= %s THEN 0 ELSE 1 END, CASE WHEN day <= %s THEN day END DESC, day
  LIMIT 1
) AS earlier
"""


class Known(NamedTuple):
    """The share of contract time gone, once devices are saved; with payments too, the prospect.

    `earlier` are the figures of `USUAL_DAYS` ago or before, else of the first day there is.
    `ahead` is what is read aloud of lists that are at most a day old.
    """

    elapsed_share: Decimal | None = None
    prospect: Prospect | None = None
    earlier: Earlier | None = None
    ahead: Ahead = Ahead()


def get_known(opened: Connection, customer: Customer, now: datetime) -> Known:
    """Of one customer who was opened for this user; one query, and one more when a list is new.

    Reading two thousand payments takes longer than the rest of the page: what was made of them is
    kept in the process for as long as customer, lists and day are the same.
    """
    tenant, today = opened.tenant, utc_day(now)
    versions, before = _saved(tenant, customer.customer_id, today)
    known = _worked_out(customer, tenant.currency, versions, today) if versions else Known()
    return known._replace(earlier=_read(before, lambda text: _earlier(text, today)))


def _saved(tenant: Tenant, customer_id: str, today: date) -> tuple[frozenset[Version], str | None]:
    """Which lists there are, and the day to compare with: the latest of `USUAL_DAYS` ago or before,
    else the first there is.

    Written out because it is asked at every view: the query costs a tenth of what making it does.
    """
    usual = today - timedelta(days=USUAL_DAYS)
    customer: tuple[int, str] = (tenant.pk, customer_id)
    with connection.cursor() as cursor:
        cursor.execute(_SAVED, (*customer, *_KINDS, *customer, today, usual, usual))
        rows = cursor.fetchall()
    versions = frozenset((pk, version) for pk, version, _ in rows if pk)
    return versions, next((document for pk, _, document in rows if not pk), None)


@lru_cache(KEPT)
def _worked_out(
    customer: Customer, currency: str, versions: frozenset[Version], today: date
) -> Known:
    """All but the earlier figures, from these versions of the lists."""
    subscriptions, payments = _documents(versions)
    devices = _read(subscriptions, lambda text: from_list_document(Subscription, text))
    charges = _read(payments, lambda text: from_list_document(Payment, text))
    ahead = ahead_of(devices, charges, currency, today) if _are_recent(versions, today) else Ahead()
    if devices is None:
        return Known(ahead=ahead)
    elapsed = weighted_elapsed_share(devices, today)
    share = elapsed.share if elapsed else None
    if charges is None:
        return Known(share, ahead=ahead)
    prospect = prospect_of(customer, devices, charges, currency, today)
    return Known(share, prospect, ahead=ahead)


def _are_recent(versions: frozenset[Version], today: date) -> bool:
    """Of today or yesterday: what is older is not read aloud as if it were so."""
    return min(version[:10] for _, version in versions) >= str(today - timedelta(days=1))


def _documents(versions: frozenset[Version]) -> tuple[str | None, ...]:
    """Subscriptions and payments."""
    lists = ListCopy.objects.filter(pk__in=[pk for pk, _ in versions])
    saved = dict(lists.values_list("kind", "document"))
    return tuple(saved.get(kind) for kind in _KINDS)


def _read(document: str | None, read: Callable[[str], Told]) -> Told | None:
    """What another version of Recoup wrote is as good as not there."""
    try:
        return None if document is None else read(document)
    except OutdatedDocument:
        return None


@lru_cache(KEPT)
def _earlier(document: str, today: date) -> Earlier:
    snapshot = from_snapshot_document(document, with_devices=False)
    return Earlier(snapshot, (today - utc_day(snapshot.taken_at)).days)
