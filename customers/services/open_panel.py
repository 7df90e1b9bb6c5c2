"""Open one panel of a customer's profile for one user."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from customers.domain.subscription import Subscription
from customers.models import Connection, ListKind

from .open_customer import Opened, open_customer
from .open_list import OpenedList, open_list, open_saved_list


@dataclass(frozen=True, slots=True)
class OpenedPanel:
    """The customer, the list, and the devices that payments are for, as far as they are saved."""

    customer: Opened
    listed: OpenedList[Any]
    devices: tuple[Subscription, ...]


def open_panel(
    connection: Connection,
    customer_id: str,
    kind: str,
    *,
    refresh: bool,
    clock: Callable[[], datetime],
) -> OpenedPanel:
    """The list under its customer; only the list is asked for when told to refresh.

    Raises NotAnId, KeyRefused, CustomerNotFound; FetchFailed and Busy only without saved copies.
    """
    customer = open_customer(connection, customer_id, refresh=False, clock=clock)
    wanted = ListKind(kind)
    listed = open_list(connection, customer_id, wanted, refresh=refresh, clock=clock)
    return OpenedPanel(customer, listed, _devices(connection, listed))


def _devices(connection: Connection, listed: OpenedList[Any]) -> tuple[Subscription, ...]:
    if listed.copy.kind != ListKind.PAYMENTS:
        return ()
    saved = open_saved_list(connection, listed.copy.customer_id, ListKind.SUBSCRIPTIONS)
    return saved.rows if saved else ()
