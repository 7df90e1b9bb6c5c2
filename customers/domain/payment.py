"""One charge, planned or done: the normalised payment."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from customers.domain.customer import UNKNOWN_FIGURE, Figure


class PaymentStatus(StrEnum):
    """Where the money is (contract §5); pending includes charges that are not yet due (D71)."""

    PENDING = "pending"
    PROCESSING = "processing"
    PAID = "paid"
    FAILED = "failed"
    CANCELLED = "cancelled"
    UNKNOWN = "unknown"

    @property
    def label(self) -> str:
        """The word in the table of payments."""
        return _STATUS_LABELS[self]


_STATUS_LABELS = {
    PaymentStatus.PENDING: "Pending",
    PaymentStatus.PROCESSING: "In progress",
    PaymentStatus.PAID: "Paid",
    PaymentStatus.FAILED: "Failed",
    PaymentStatus.CANCELLED: "Cancelled",
    PaymentStatus.UNKNOWN: "Unknown",
}


@dataclass(frozen=True, slots=True)
class LineItem:
    """What one subscription has in a consolidated payment."""

    subscription_id: str | None = None
    description: str | None = None
    amount: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Payment:
    """As of one answer from FlexPortal. `value` is `amount`, else `total` (D69).

    `billing_period` is `YYYY-MM`. A consolidated payment has its subscriptions in `line_items`.
    """

    tenant_id: str
    payment_id: str
    customer_id: str | None = None
    subscription_id: str | None = None
    billing_group_id: str | None = None
    value: Figure = UNKNOWN_FIGURE
    currency: str | None = None
    consolidated: bool = False
    line_items: tuple[LineItem, ...] = ()
    billing_period: str | None = None
    status: PaymentStatus = PaymentStatus.UNKNOWN
    raw_status: str | None = None
    due_on: date | None = None
    paid_at: datetime | None = None
    next_retry_at: datetime | None = None
    provider: str | None = None
    reference: str | None = None
    manually_marked: bool | None = None
    failure_reason: str | None = None
    late_fee_amount: Decimal | None = None
    notes: str | None = None
    unreadable: tuple[str, ...] = ()
