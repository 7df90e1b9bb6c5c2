"""The working behind one figure, whichever it is."""

from collections.abc import Callable, Mapping
from datetime import datetime

from customers.domain.customer import Customer
from customers.domain.metric import Metric
from customers.models import Connection, CustomerCopy

from .break_even_receipt import break_even_receipt
from .figure_receipt import figure_receipt
from .money import OUTSTANDING, OVERDUE
from .outlook import BREAK_EVEN_ON
from .owed_receipt import outstanding_receipt, overdue_receipt
from .receipt_page import Asked, ReceiptPage

HERO = Metric.COST_RECOVERY_PERCENT.value
"""The figure whose working is shown when none is named."""
_RECEIPTS: Mapping[str, Callable[[Asked], ReceiptPage]] = {
    **{metric.value: figure_receipt for metric in Metric},
    OUTSTANDING: outstanding_receipt,
    OVERDUE: overdue_receipt,
    BREAK_EVEN_ON: break_even_receipt,
}


def has_receipt(figure: str) -> bool:
    """Whether there is a figure of this name."""
    return figure in _RECEIPTS


def get_receipt_page(
    connection: Connection, copy: CustomerCopy, customer: Customer, figure: str, *, now: datetime
) -> ReceiptPage:
    """The working of one figure, by its name, from saved copies alone; one query."""
    return _RECEIPTS[figure](Asked(connection, copy, customer, figure, now))
