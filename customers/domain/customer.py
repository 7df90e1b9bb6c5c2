"""The normalised customer: what FlexPortal said, decided field by field; unknown is never zero."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum


class Status(StrEnum):
    """Whether FlexPortal still deals with the customer (inactive is its soft deletion)."""

    ACTIVE = "active"
    INACTIVE = "inactive"
    UNKNOWN = "unknown"


class CustomerType(StrEnum):
    """A person or a company."""

    INDIVIDUAL = "individual"
    BUSINESS = "business"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Figure:
    """One number with the FlexPortal field it was read from.

    `value` is in the tenant's currency, or a count; None is unknown, never zero.
    `source` is FlexPortal's own path (`profitability.lifetimeCollected`), empty when unknown.
    """

    value: Decimal | None = None
    source: str = ""


UNKNOWN_FIGURE = Figure()


@dataclass(frozen=True, slots=True)
class Address:
    """Where bills or devices go. A part not delivered is None; one delivered empty is ''."""

    contact_name: str | None = None
    company: str | None = None
    building_info: str | None = None
    street_address: str | None = None
    locality: str | None = None
    city: str | None = None
    admin_area: str | None = None
    postal_code: str | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Delivered:
    """FlexPortal's own figures in both documented shapes, kept as received for the receipts.

    Money in the tenant's currency; percentages as numbers (118.05 is 118.05 %).
    """

    lifetime_collected: Decimal | None = None
    total_acquisition_cost: Decimal | None = None
    customer_margin: Decimal | None = None
    customer_margin_percent: Decimal | None = None
    nested_lifetime_collected: Decimal | None = None
    nested_total_acquisition_cost: Decimal | None = None
    nested_cost_recovery_percent: Decimal | None = None
    total_devices_rented: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Customer:
    """One customer of one tenant, as of one answer from FlexPortal.

    `raw_status` is FlexPortal's own word where it is neither active nor inactive.
    `unreadable` lists FlexPortal's paths that were delivered but could not be read.
    """

    tenant_id: str
    customer_id: str
    first_name: str | None = None
    last_name: str | None = None
    email: str | None = None
    phone: str | None = None
    company: str | None = None
    customer_type: CustomerType = CustomerType.UNKNOWN
    status: Status = Status.UNKNOWN
    raw_status: str | None = None
    collected: Figure = Figure()
    acquisition_cost: Figure = Figure()
    monthly_revenue: Figure = Figure()
    average_monthly_revenue: Figure = Figure()
    active_devices: Figure = Figure()
    devices_ever: Figure = Figure()
    orders: Figure = Figure()
    subscriptions_tracked: Figure = Figure()
    subscription_ids: tuple[str, ...] | None = None
    order_ids: tuple[str, ...] | None = None
    delivered: Delivered = Delivered()
    billing_address: Address | None = None
    shipping_address: Address | None = None
    custom_fields: tuple[tuple[str, str], ...] = ()
    created_at: datetime | None = None
    updated_at: datetime | None = None
    unreadable: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """First and last name, else the company, else '' (then the id has to serve)."""
        full = " ".join(part.strip() for part in (self.first_name, self.last_name) if part)
        return full.strip() or (self.company or "").strip()

    def is_garbled(self, *paths: str) -> bool:
        """FlexPortal delivered something under one of its paths that could not be read."""
        return not set(paths).isdisjoint(self.unreadable)

    def why_absent(self, *paths: str) -> str:
        """Two words for a member that is None."""
        return "not readable" if self.is_garbled(*paths) else "not delivered"
