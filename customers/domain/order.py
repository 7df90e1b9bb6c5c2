"""One commitment at checkout: the normalised order."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from customers.domain.customer import UNKNOWN_FIGURE, Figure


class OrderStatus(StrEnum):
    """How far it has come (contract §5)."""

    PENDING = "pending"
    CONFIRMED = "confirmed"
    PARTIAL = "partial"
    FULFILLED = "fulfilled"
    CANCELLED = "cancelled"
    UNKNOWN = "unknown"

    @property
    def label(self) -> str:
        """The word in the table of orders."""
        return _STATUS_LABELS[self]


_STATUS_LABELS = {
    OrderStatus.PENDING: "Pending",
    OrderStatus.CONFIRMED: "Confirmed",
    OrderStatus.PARTIAL: "Partly fulfilled",
    OrderStatus.FULFILLED: "Fulfilled",
    OrderStatus.CANCELLED: "Cancelled",
    OrderStatus.UNKNOWN: "Unknown",
}


class OrderType(StrEnum):
    """Why it was made; extensions and upgrades leave orders of their own (contract §4.4)."""

    STANDARD = "standard"
    EXTENSION = "extension"
    UPGRADE = "upgrade"
    UNKNOWN = "unknown"

    @property
    def label(self) -> str:
        """The word in the table of orders."""
        return _TYPE_LABELS[self]


_TYPE_LABELS = {
    OrderType.STANDARD: "New",
    OrderType.EXTENSION: "Extension",
    OrderType.UPGRADE: "Upgrade",
    OrderType.UNKNOWN: "Unknown",
}


@dataclass(frozen=True, slots=True)
class OrderItem:
    """So many of one product; `unit_price` is for one of them and one month."""

    product_name: str | None = None
    sku: str | None = None
    quantity: int | None = None
    unit_price: Decimal | None = None
    contract_length: int | None = None
    acquisition_cost: Decimal | None = None
    subscription_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """As of one answer from FlexPortal.

    Whether `total` is for a month or the whole contract is not documented: never add it up.
    """

    tenant_id: str
    order_id: str
    customer_id: str | None = None
    status: OrderStatus = OrderStatus.UNKNOWN
    raw_status: str | None = None
    order_type: OrderType = OrderType.UNKNOWN
    total: Figure = UNKNOWN_FIGURE
    currency: str | None = None
    items: tuple[OrderItem, ...] = ()
    device_count: int | None = None
    delivered_count: int | None = None
    subscription_ids: tuple[str, ...] | None = None
    payment_status: str | None = None
    payment_method: str | None = None
    tracking_number: str | None = None
    notes: str | None = None
    shipped_at: datetime | None = None
    created_at: datetime | None = None
    unreadable: tuple[str, ...] = ()

    @property
    def is_new_business(self) -> bool:
        """Neither an extension nor an upgrade of what the customer had."""
        return self.order_type is OrderType.STANDARD
