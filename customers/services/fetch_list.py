"""Ask FlexPortal for a customer's subscriptions, orders or payments, to the last page."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import TypeVar

from customers.domain.list_document import from_list_document, to_list_document
from customers.domain.subscription import Subscription
from customers.flexportal.client import Client
from customers.flexportal.records import Page
from customers.models import Connection, FailureReason, ListCopy, ListKind
from customers.normalise import normalise_order, normalise_payment, normalise_subscription

from .ask_once import Further, Question, ask_once
from .errors import CustomerNotFound, FetchFailed
from .keep_snapshot import keep_devices

Record = TypeVar("Record")
Row = TypeVar("Row")


def fetch_list(
    connection: Connection,
    customer_id: str,
    kind: ListKind,
    clock: Callable[[], datetime],
    since: datetime | None = None,
) -> ListCopy:
    """Bring one fresh list, by asking or by waiting for whoever asks already.

    What another has kept `since` then is fresh enough: when nothing saved was found, for one.
    Raises NotAnId, KeyRefused, FetchFailed and Busy.
    """
    question = Question(
        connection,
        customer_id,
        subject=kind,
        about=f"{kind} of {customer_id}",
        ask=lambda client, further: _read_document(kind, client, customer_id, further),
        keep=lambda document, now: _keep(connection, customer_id, kind, document, now),
        kept_since=lambda asked: _kept_since(
            connection, customer_id, kind, min(asked, since or asked)
        ),
        clock=clock,
    )
    try:
        return ask_once(question)
    except CustomerNotFound as error:
        # a list that is not there says nothing about the customer
        words = f"FlexPortal answered “not found” when asked for the {kind}."
        raise FetchFailed(FailureReason.UNREACHABLE, None, words) from error


def _read_document(kind: ListKind, client: Client, customer_id: str, further: Further) -> str:
    match kind:
        case ListKind.SUBSCRIPTIONS:
            rentals = client.list_subscription_pages(customer_id=customer_id)
            return to_list_document(_rows(rentals, normalise_subscription, further))
        case ListKind.ORDERS:
            orders = client.list_order_pages(customer_id=customer_id)
            return to_list_document(_rows(orders, normalise_order, further))
        case ListKind.PAYMENTS:
            payments = client.list_payment_pages(customer_id=customer_id)
            return to_list_document(_rows(payments, normalise_payment, further))


def _rows(
    pages: Iterator[Page[Record]], normalise: Callable[[Record], Row], further: Further
) -> list[Row]:
    """The rows of all pages; the client drops those of another customer, and any row's repeat."""
    rows: list[Row] = []
    while page := next(pages, None):
        rows += map(normalise, page.items)
        if page.next_cursor is None:
            break
        further()
    return rows


def _keep(
    connection: Connection, customer_id: str, kind: ListKind, document: str, now: datetime
) -> ListCopy:
    """Save the list in place of the former one; clears an earlier failure."""
    copy = ListCopy(
        tenant=connection.tenant,
        customer_id=customer_id,
        kind=kind,
        document=document,
        fetched_at=now,
    )
    ListCopy.objects.bulk_create(
        [copy],
        update_conflicts=True,
        unique_fields=["tenant", "customer_id", "kind"],
        update_fields=["document", "fetched_at", "failed_at", "failure", "retry_at"],
    )
    if kind is ListKind.SUBSCRIPTIONS:
        rows = from_list_document(Subscription, document)
        keep_devices(connection.tenant, customer_id, rows, now=now)
    return copy


def _kept_since(
    connection: Connection, customer_id: str, kind: ListKind, since: datetime
) -> ListCopy | None:
    copies = ListCopy.objects.for_tenant(connection.tenant)
    return copies.filter(customer_id=customer_id, kind=kind, fetched_at__gte=since).first()
