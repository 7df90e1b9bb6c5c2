"""What the saved lists tell of a customer beyond their own figures."""

from datetime import datetime
from decimal import Decimal
from typing import NamedTuple

from customers.domain.contract_time import weighted_elapsed_share
from customers.domain.customer import Customer
from customers.domain.prospect import Prospect, prospect_of
from customers.models import Connection, ListKind

from .panel import utc_day
from .saved_lists import get_saved_lists


class Known(NamedTuple):
    """The share of contract time gone, once devices are saved; with payments too, the prospect."""

    elapsed_share: Decimal | None = None
    prospect: Prospect | None = None


def get_known(connection: Connection, customer: Customer, now: datetime) -> Known:
    """Of one customer who was opened for this user; one query."""
    wanted = (ListKind.SUBSCRIPTIONS, ListKind.PAYMENTS)
    saved, today = get_saved_lists(connection, customer.customer_id, *wanted), utc_day(now)
    if saved.subscriptions is None:
        return Known()
    devices = saved.subscriptions.rows
    elapsed = weighted_elapsed_share(devices, today)
    share = elapsed.share if elapsed else None
    if saved.payments is None:
        return Known(share)
    currency, charges = connection.tenant.currency, saved.payments.rows
    return Known(share, prospect_of(customer, devices, charges, currency, today))
