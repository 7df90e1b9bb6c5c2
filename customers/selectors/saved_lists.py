"""A customer's lists as far as they are saved; nothing is asked for."""

from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from customers.domain.document import OutdatedDocument
from customers.domain.list_document import from_list_document
from customers.domain.order import Order
from customers.domain.payment import Payment
from customers.domain.subscription import Subscription
from customers.models import Connection, ListCopy, ListKind

Row = TypeVar("Row")
_ROWS: dict[ListKind, Any] = {
    ListKind.SUBSCRIPTIONS: Subscription,
    ListKind.ORDERS: Order,
    ListKind.PAYMENTS: Payment,
}


@dataclass(frozen=True, slots=True)
class SavedList(Generic[Row]):
    """One list with its rows."""

    copy: ListCopy
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class SavedLists:
    """The three lists; one is None while it was never read, or cannot be read any more."""

    subscriptions: SavedList[Subscription] | None = None
    orders: SavedList[Order] | None = None
    payments: SavedList[Payment] | None = None


def rows_of(saved: SavedList[Row] | None) -> tuple[Row, ...] | None:
    """The rows of a list that was read."""
    return None if saved is None else saved.rows


def get_saved_lists(connection: Connection, customer_id: str, *kinds: ListKind) -> SavedLists:
    """The lists of those kinds; one query. Only after the customer was opened for this user."""
    copies = ListCopy.objects.for_tenant(connection.tenant)
    found = copies.filter(customer_id=customer_id, kind__in=kinds)
    return SavedLists(**{copy.kind: saved for copy in found if (saved := _read(copy))})


def _read(copy: ListCopy) -> SavedList[Any] | None:
    try:
        rows = from_list_document(_ROWS[ListKind(copy.kind)], copy.document)
    except OutdatedDocument:
        return None
    return SavedList(copy, rows)
