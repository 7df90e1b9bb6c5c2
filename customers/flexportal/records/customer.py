"""The customer as FlexPortal describes it (contract 4.1 and 4.2), in both documented shapes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class AddressRecord:
    """A postal address; the country is free text."""

    contact_name: str | None = None
    company: str | None = None
    building_info: str | None = None
    street_address: str | None = None
    locality: str | None = None
    city: str | None = None
    admin_area: str | None = None
    postal_code: str | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProseProfitability:
    """The nested block of the documented sample (D19). Money in major units; percent as 118.05."""

    lifetime_collected: Decimal | None = None
    total_acquisition_cost: Decimal | None = None
    cost_recovery_percent: Decimal | None = None
    average_monthly_revenue: Decimal | None = None
    total_devices_ever: int | None = None
    active_devices: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerRecord:
    """One customer of one tenant. Money in major units of the tenant's currency.

    created_at and updated_at have no declared type (D23): they are the JSON value as received.
    """

    customer_id: str
    tenant_id: str
    email: str | None = None
    first_name: str | None = None
    last_name: str | None = None
    company: str | None = None
    phone: str | None = None
    customer_type: str | None = None
    status: str | None = None
    custom_fields: Mapping[str, object] | None = None
    total_orders: int | None = None
    total_devices_rented: int | None = None
    total_monthly_revenue: Decimal | None = None
    order_ids: tuple[str, ...] | None = None
    rental_ids: tuple[str, ...] | None = None
    last_billing_address: AddressRecord | None = None
    last_shipping_address: AddressRecord | None = None
    billing_address: AddressRecord | None = None
    shipping_address: AddressRecord | None = None
    created_at: object = None
    updated_at: object = None
    created_by: str | None = None
    lifetime_collected: Decimal | None = None
    total_acquisition_cost: Decimal | None = None
    customer_margin: Decimal | None = None
    customer_margin_percent: Decimal | None = None
    subscriptions_tracked: int | None = None
    profitability: ProseProfitability | None = None
    unreadable: tuple[str, ...] = ()
    raw: Mapping[str, object] = field(default_factory=dict, repr=False)
