"""Find the customer behind an id in what is saved, while FlexPortal does not answer."""

from collections.abc import Iterator
from typing import Any

from customers.domain.document import OutdatedDocument
from customers.domain.id_kind import IdKind
from customers.domain.list_document import from_list_document
from customers.domain.order import Order
from customers.domain.payment import Payment
from customers.domain.subscription import Subscription
from customers.models import CustomerCopy, ListCopy, ListKind

from .find_owner import Owners, Search
from .open_customer import open_saved

_MOST = 20
_WHERE: dict[IdKind, tuple[ListKind, Any, str]] = {
    IdKind.SUBSCRIPTION: (ListKind.SUBSCRIPTIONS, Subscription, "subscription_id"),
    IdKind.SERIAL: (ListKind.SUBSCRIPTIONS, Subscription, "serial_number"),
    IdKind.ORDER: (ListKind.ORDERS, Order, "order_id"),
    IdKind.PAYMENT: (ListKind.PAYMENTS, Payment, "payment_id"),
}


def find_saved_owner(search: Search) -> Owners:
    """As one kind after the other, among lists that were read; a withheld copy is none."""
    for kind in search.kinds:
        if copies := tuple(_owners(search, kind)):
            return Owners(copies, kind)
    return Owners()


def _owners(search: Search, kind: IdKind) -> Iterator[CustomerCopy]:
    ids = [search.text] if kind is IdKind.CUSTOMER else _holders(search, *_WHERE[kind])
    for customer_id in ids:
        if saved := open_saved(search.connection, customer_id):
            yield saved.copy


def _holders(search: Search, kind: ListKind, row: Any, field: str) -> Iterator[str]:
    """The database finds the text anywhere in a list; the very field has to say it."""
    lists = ListCopy.objects.for_tenant(search.connection.tenant)
    for copy in lists.filter(kind=kind, document__contains=search.text)[:_MOST]:
        try:
            rows = from_list_document(row, copy.document)
        except OutdatedDocument:
            continue
        if any(getattr(one, field) == search.text for one in rows):
            yield copy.customer_id
