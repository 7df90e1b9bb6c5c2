"""The order, a commitment at checkout, as FlexPortal describes it (contract 4.4)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from customers.flexportal.records.customer import AddressRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderItemRecord:
    """One line: so many of one product. unit_price is for one unit and one month."""

    sku: str | None = None
    product_name: str | None = None
    product_id: str | None = None
    variant_id: str | None = None
    product_image_url: str | None = None
    quantity: int | None = None
    unit_price: Decimal | None = None
    contract_length: int | None = None
    list_price: Decimal | None = None
    list_price_source: str | None = None
    list_price_override: Decimal | None = None
    acquisition_cost: Decimal | None = None
    acquisition_cost_source: str | None = None
    acquisition_cost_override: Decimal | None = None
    used_list_price_as_acquisition: bool | None = None
    rental_ids: tuple[str, ...] | None = None
    rental_status: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderRecord:
    """One order; what it says of the customer was frozen when it was placed.

    Whether the totals are for a month or the whole contract is not documented.
    """

    order_id: str
    tenant_id: str
    status: str | None = None
    order_type: str | None = None
    customer_id: str | None = None
    customer_email: str | None = None
    customer_first_name: str | None = None
    customer_last_name: str | None = None
    customer_company: str | None = None
    customer_phone: str | None = None
    customer_type: str | None = None
    billing_address: AddressRecord | None = None
    shipping_address: AddressRecord | None = None
    items: tuple[OrderItemRecord, ...] | None = None
    subtotal: Decimal | None = None
    tax_amount: Decimal | None = None
    total: Decimal | None = None
    currency: str | None = None
    total_devices: int | None = None
    rented_devices: int | None = None
    payment_status: str | None = None
    payment_method: str | None = None
    paid_amount: Decimal | None = None
    rental_ids: tuple[str, ...] | None = None
    billing_group_id: str | None = None
    tracking_number: str | None = None
    shipped_at: str | None = None
    original_order_id: str | None = None
    extension_months: int | None = None
    previous_subscription_id: str | None = None
    previous_serial_number: str | None = None
    custom_fields: Mapping[str, object] | None = None
    notes: str | None = None
    created_at: str | None = None
    updated_at: str | None = None
    created_by: str | None = None
    unreadable: tuple[str, ...] = ()
    raw: Mapping[str, object] = field(default_factory=dict, repr=False)
