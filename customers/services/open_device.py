"""Open one device of a customer for one user, with the payments that tell what still comes."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from customers.domain.payment import Payment
from customers.domain.subscription import Subscription
from customers.models import Connection, ListKind

from .open_list import OpenedList, open_list
from .open_panel import OpenedPanel, open_panel


@dataclass(frozen=True, slots=True)
class OpenedDevice:
    """The device among its customer's, and the customer's payments."""

    panel: OpenedPanel
    subscription: Subscription
    payments: OpenedList[Payment]

    @property
    def oldest(self) -> OpenedList[Any]:
        """The list whose age is told: one that could not be renewed, else the one fetched first."""
        lists = (self.panel.listed, self.payments)
        return min(lists, key=lambda one: (one.copy.failed_at is None, one.copy.fetched_at))


def open_device(
    connection: Connection,
    customer_id: str,
    subscription_id: str,
    *,
    refresh: bool,
    clock: Callable[[], datetime],
) -> OpenedDevice | None:
    """The saved copies, or FlexPortal's answers; None if the customer has no such subscription.

    Raises NotAnId, KeyRefused, CustomerNotFound; FetchFailed and Busy only without saved copies.
    """
    panel = open_panel(
        connection, customer_id, ListKind.SUBSCRIPTIONS, refresh=refresh, clock=clock
    )
    found = (one for one in panel.listed.rows if one.subscription_id == subscription_id)
    subscription = next(found, None)
    if subscription is None:
        return None
    payments = open_list(connection, customer_id, ListKind.PAYMENTS, refresh=refresh, clock=clock)
    return OpenedDevice(panel, subscription, payments)
