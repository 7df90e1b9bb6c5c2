"""The four kinds of objects that are read, with their names and filters on the wire."""

from collections.abc import Callable
from datetime import date
from operator import attrgetter

from customers.flexportal.records import (
    CustomerRecord,
    OrderRecord,
    PaymentRecord,
    SubscriptionRecord,
)
from customers.flexportal.wire.answers import Entity, Filter
from customers.flexportal.wire.customer import read_customer
from customers.flexportal.wire.order import read_order
from customers.flexportal.wire.payment import read_payment
from customers.flexportal.wire.subscription import read_subscription


def _same(field: str) -> Callable[[object, str], bool]:
    read = attrgetter(field)
    return lambda row, asked: bool(read(row) == asked)


def _same_email(row: CustomerRecord, asked: str) -> bool:
    """FlexPortal's rules for case are not documented: letters are compared, not their case."""
    return row.email is not None and row.email.strip().casefold() == asked.strip().casefold()


def _pays_for(row: PaymentRecord, subscription_id: str) -> bool:
    """A consolidated payment names its subscriptions in its lines."""
    lines = row.line_items or ()
    return subscription_id in {row.rental_id, *(line.rental_id for line in lines)}


def _due_from(row: PaymentRecord, day: str) -> bool:
    return _due_on(row) >= day


def _due_to(row: PaymentRecord, day: str) -> bool:
    return "" < _due_on(row) <= day


def _due_on(row: PaymentRecord) -> str:
    """Return the due day as YYYY-MM-DD, or "" where it cannot be told."""
    day = (row.due_date or "")[:10]
    try:
        return date.fromisoformat(day).isoformat()
    except ValueError:
        return ""


CUSTOMERS: Entity[CustomerRecord] = Entity(
    name="customer",
    list_names=("customers", "data"),
    id_names=("customerId",),
    read=read_customer,
    id_of=attrgetter("customer_id"),
    filters={
        "email": Filter("email", _same_email),
        "status": Filter("status", _same("status")),
        "customer_type": Filter("customerType", _same("customer_type")),
    },
)

SUBSCRIPTIONS: Entity[SubscriptionRecord] = Entity(
    name="subscription",
    list_names=("rentals", "subscriptions", "data"),
    id_names=("rentalId", "subscriptionId"),
    read=read_subscription,
    id_of=attrgetter("subscription_id"),
    filters={
        "customer_id": Filter("customerId", _same("customer_id")),
        "status": Filter("status", _same("status")),
        "order_id": Filter("orderId", _same("order_id")),
        "serial_number": Filter("serialNumber", _same("serial_number")),
    },
)

ORDERS: Entity[OrderRecord] = Entity(
    name="order",
    list_names=("orders", "data"),
    id_names=("orderId",),
    read=read_order,
    id_of=attrgetter("order_id"),
    filters={
        "customer_id": Filter("customerId", _same("customer_id")),
        "status": Filter("status", _same("status")),
    },
)

PAYMENTS: Entity[PaymentRecord] = Entity(
    name="payment",
    list_names=("payments", "data"),
    id_names=("paymentId",),
    read=read_payment,
    id_of=attrgetter("payment_id"),
    filters={
        "customer_id": Filter("customerId", _same("customer_id")),
        "status": Filter("status", _same("status")),
        "rental_id": Filter("rentalId", _pays_for),
        "due_from": Filter("dueDateFrom", _due_from),
        "due_to": Filter("dueDateTo", _due_to),
    },
)
