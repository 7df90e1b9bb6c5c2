"""One device, one customer, one contract: the normalised subscription (the wire says rental)."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from customers.domain.customer import UNKNOWN_FIGURE, Figure
from customers.domain.profitability import Recovery


class SubscriptionStatus(StrEnum):
    """Whether it runs, and if not, how it ended (contract §5)."""

    ACTIVE = "active"
    ENDED_COMPLETED = "ended_completed"
    ENDED_BUYOUT = "ended_buyout"
    ENDED_UPGRADE = "ended_upgrade"
    ENDED_EARLY_RETURN = "ended_early_return"
    CANCELLED = "cancelled"
    UNKNOWN = "unknown"

    @property
    def label(self) -> str:
        """The word in the table of devices."""
        return _STATUS_LABELS[self]


_STATUS_LABELS = {
    SubscriptionStatus.ACTIVE: "Active",
    SubscriptionStatus.ENDED_COMPLETED: "Completed",
    SubscriptionStatus.ENDED_BUYOUT: "Bought out",
    SubscriptionStatus.ENDED_UPGRADE: "Upgraded",
    SubscriptionStatus.ENDED_EARLY_RETURN: "Returned early",
    SubscriptionStatus.CANCELLED: "Cancelled",
    SubscriptionStatus.UNKNOWN: "Unknown",
}


class CostSource(StrEnum):
    """Where the acquisition cost of a device came from (D57, D58: the union of both lists)."""

    VARIANT = "variant"
    MANUAL = "manual"
    ORDER_OVERRIDE = "order_override"
    LIST_PRICE = "list_price"
    ESTIMATED = "estimated"
    UNKNOWN = "unknown"

    @property
    def label(self) -> str:
        """The words in the column "Source of the cost"."""
        return _COST_SOURCE_LABELS[self]

    @property
    def is_estimate(self) -> bool:
        """A retail price or a guess stands in for the cost."""
        return self in {CostSource.LIST_PRICE, CostSource.ESTIMATED}


_COST_SOURCE_LABELS = {
    CostSource.VARIANT: "variant",
    CostSource.MANUAL: "entered by hand",
    CostSource.ORDER_OVERRIDE: "set on the order",
    CostSource.LIST_PRICE: "list price, an estimate",
    CostSource.ESTIMATED: "an estimate",
    CostSource.UNKNOWN: "unknown",
}


@dataclass(frozen=True, slots=True)
class Extension:
    """One lengthening of the contract; lengths in months, amounts a month."""

    months: int | None = None
    old_length: int | None = None
    new_length: int | None = None
    old_monthly_amount: Decimal | None = None
    new_monthly_amount: Decimal | None = None
    old_end_on: date | None = None
    new_end_on: date | None = None
    extended_at: datetime | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Replacement:
    """One exchange of the device under the running contract."""

    old_serial_number: str | None = None
    new_serial_number: str | None = None
    reason: str | None = None
    replaced_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """As of one answer from FlexPortal. Lengths in months; None is unknown, never zero.

    `end_on` is derived from start and length where FlexPortal delivers none (D43); `ended_on` is
    the day it really ended, None while it runs. `delivered_percent` and `delivered_recovery` are
    FlexPortal's own. `raw_status` is its word where the status is none of the documented ones.
    """

    tenant_id: str
    subscription_id: str
    customer_id: str | None = None
    order_id: str | None = None
    billing_group_id: str | None = None
    upgraded_from_id: str | None = None
    serial_number: str | None = None
    product_name: str | None = None
    sku: str | None = None
    status: SubscriptionStatus = SubscriptionStatus.UNKNOWN
    raw_status: str | None = None
    currency: str | None = None
    monthly_amount: Decimal | None = None
    original_contract_length: int | None = None
    contract_length: int | None = None
    start_on: date | None = None
    end_on: date | None = None
    ended_on: date | None = None
    next_billing_on: date | None = None
    list_price: Decimal | None = None
    acquisition_cost: Figure = UNKNOWN_FIGURE
    cost_source: CostSource = CostSource.UNKNOWN
    collected: Figure = UNKNOWN_FIGURE
    delivered_percent: Figure = UNKNOWN_FIGURE
    delivered_profit: Decimal | None = None
    delivered_break_even_months: Decimal | None = None
    delivered_recovery: Recovery | None = None
    extensions: tuple[Extension, ...] = ()
    replacements: tuple[Replacement, ...] = ()
    buyout_amount: Decimal | None = None
    early_return_fee: Decimal | None = None
    cancellation_reason: str | None = None
    notes: str | None = None
    created_at: datetime | None = None
    updated_at: datetime | None = None
    unreadable: tuple[str, ...] = ()

    @property
    def is_active(self) -> bool:
        """It runs and is billed. An extended one is active still (D42)."""
        return self.status is SubscriptionStatus.ACTIVE

    @property
    def is_extended(self) -> bool:
        """Its contract was lengthened at least once."""
        return bool(self.extensions)
