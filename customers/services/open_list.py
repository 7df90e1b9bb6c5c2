"""Open one list of a customer for one user: saved where that is enough, from FlexPortal else."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Generic, Literal, TypeVar, overload

from customers.domain.document import OutdatedDocument
from customers.domain.list_document import from_list_document
from customers.domain.order import Order
from customers.domain.payment import Payment
from customers.domain.subscription import Subscription
from customers.models import Connection, ListCopy, ListKind

from .errors import Busy, FetchFailed
from .fetch_list import fetch_list
from .mark_failed import mark_failed
from .open_customer import check_id

JUST_NOW = timedelta(seconds=2)
"""A list that came while one looked for it, not yet written then, is not asked for again."""
Clock = Callable[[], datetime]
Row = TypeVar("Row")
_ROWS: dict[ListKind, Any] = {
    ListKind.SUBSCRIPTIONS: Subscription,
    ListKind.ORDERS: Order,
    ListKind.PAYMENTS: Payment,
}


@dataclass(frozen=True, slots=True)
class OpenedList(Generic[Row]):
    """What may be shown: the copy with its rows, whether it came just now, and if not, why."""

    copy: ListCopy
    rows: tuple[Row, ...]
    renewed: bool = False
    problem: FetchFailed | Busy | None = None

    @property
    def busy(self) -> Busy | None:
        """Why nothing was asked at all."""
        return self.problem if isinstance(self.problem, Busy) else None


@overload
def open_list(
    connection: Connection,
    customer_id: str,
    kind: Literal[ListKind.SUBSCRIPTIONS],
    *,
    refresh: bool = False,
    clock: Clock,
) -> OpenedList[Subscription]: ...
@overload
def open_list(
    connection: Connection,
    customer_id: str,
    kind: Literal[ListKind.ORDERS],
    *,
    refresh: bool = False,
    clock: Clock,
) -> OpenedList[Order]: ...
@overload
def open_list(
    connection: Connection,
    customer_id: str,
    kind: Literal[ListKind.PAYMENTS],
    *,
    refresh: bool = False,
    clock: Clock,
) -> OpenedList[Payment]: ...
@overload
def open_list(
    connection: Connection,
    customer_id: str,
    kind: ListKind,
    *,
    refresh: bool = False,
    clock: Clock,
) -> OpenedList[Any]: ...
def open_list(
    connection: Connection,
    customer_id: str,
    kind: ListKind,
    *,
    refresh: bool = False,
    clock: Clock,
) -> OpenedList[Any]:
    """Show the saved list at once; ask FlexPortal when there is none, or when told to refresh.

    A key that FlexPortal refuses, or has never accepted, opens no saved list.
    Raises NotAnId, KeyRefused; FetchFailed and Busy only without a saved list.
    """
    check_id(customer_id)
    since = clock() - (timedelta(0) if refresh else JUST_NOW)
    saved = open_saved_list(connection, customer_id, kind)
    if saved is not None and not refresh:
        return saved
    try:
        copy = fetch_list(connection, customer_id, kind, clock, since=since)
    except (FetchFailed, Busy) as problem:
        if saved is None:
            raise
        if isinstance(problem, FetchFailed):
            mark_failed(saved.copy, problem, now=clock())
        return replace(saved, problem=problem)
    return replace(_opened(copy), renewed=True)


def open_saved_list(
    connection: Connection, customer_id: str, kind: ListKind
) -> OpenedList[Any] | None:
    """The saved list, where this connection may show it and this Recoup can read it."""
    if not connection.is_working:
        return None
    copies = ListCopy.objects.for_tenant(connection.tenant)
    copy = copies.filter(customer_id=customer_id, kind=kind).first()
    try:
        return _opened(copy) if copy else None
    except OutdatedDocument:
        return None


def _opened(copy: ListCopy) -> OpenedList[Any]:
    return OpenedList(copy, from_list_document(_ROWS[ListKind(copy.kind)], copy.document))
