"""Open what a customer's outlook is made of: the customer, the devices and the payments."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from customers.domain.payment import Payment
from customers.domain.subscription import Subscription
from customers.models import Connection, ListKind

from .open_customer import Opened, open_customer
from .open_list import OpenedList, open_list


@dataclass(frozen=True, slots=True)
class OpenedOutlook:
    """The customer and both lists."""

    customer: Opened
    subscriptions: OpenedList[Subscription]
    payments: OpenedList[Payment]


def open_outlook(
    connection: Connection, customer_id: str, *, clock: Callable[[], datetime]
) -> OpenedOutlook:
    """Saved copies where there are any; a list asked for by its panel right now is waited for.

    Raises NotAnId, KeyRefused, CustomerNotFound; FetchFailed and Busy only without saved copies.
    """
    return OpenedOutlook(
        open_customer(connection, customer_id, refresh=False, clock=clock),
        open_list(connection, customer_id, ListKind.SUBSCRIPTIONS, clock=clock),
        open_list(connection, customer_id, ListKind.PAYMENTS, clock=clock),
    )
