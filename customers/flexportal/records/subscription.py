"""The subscription, "rental" on the wire, as FlexPortal describes it (contract 4.3)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionRecord:
    """One lengthening of a contract. Amounts in major units a month, dates as received."""

    extension_months: int | None = None
    old_contract_length: int | None = None
    new_contract_length: int | None = None
    old_monthly_amount: Decimal | None = None
    new_monthly_amount: Decimal | None = None
    old_end_date: str | None = None
    new_end_date: str | None = None
    extended_at: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplacementRecord:
    """One exchange of the device under a running contract."""

    old_serial_number: str | None = None
    new_serial_number: str | None = None
    reason: str | None = None
    replaced_at: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SubscriptionRecord:
    """One device, one customer, one contract. Money in major units, lengths in months.

    Dates are text as received (plain dates and timestamps both occur, D45). The projected figures
    exist in the documented sample only (D39).
    """

    subscription_id: str
    tenant_id: str
    customer_id: str | None = None
    order_id: str | None = None
    serial_number: str | None = None
    customer_email: str | None = None
    customer_name: str | None = None
    sku: str | None = None
    product_name: str | None = None
    product_id: str | None = None
    variant_id: str | None = None
    product_image_url: str | None = None
    monthly_amount: Decimal | None = None
    currency: str | None = None
    status: str | None = None
    billing_group_id: str | None = None
    original_contract_length: int | None = None
    contract_length: int | None = None
    start_date: str | None = None
    end_date: str | None = None
    next_billing_date: str | None = None
    last_modified_date: str | None = None
    actual_months_rented: Decimal | None = None
    months_saved: Decimal | None = None
    list_price: Decimal | None = None
    list_price_source: str | None = None
    list_price_captured_at: str | None = None
    acquisition_cost: Decimal | None = None
    acquisition_cost_source: str | None = None
    acquisition_cost_captured_at: str | None = None
    total_collected: Decimal | None = None
    cost_recovery_percent: Decimal | None = None
    current_profit: Decimal | None = None
    breakeven_months: Decimal | None = None
    has_reached_breakeven: bool | None = None
    recovery_status: str | None = None
    months_active: Decimal | None = None
    months_remaining: Decimal | None = None
    projected_total_collection: Decimal | None = None
    projected_margin: Decimal | None = None
    projected_margin_percent: Decimal | None = None
    extension_history: tuple[ExtensionRecord, ...] | None = None
    replacement_history: tuple[ReplacementRecord, ...] | None = None
    buyout_price: Decimal | None = None
    bought_out_at: str | None = None
    early_return_fee: Decimal | None = None
    early_return_fee_waived: bool | None = None
    returned_at: str | None = None
    cancellation_reason: str | None = None
    cancelled_at: str | None = None
    upgrade_from_subscription_id: str | None = None
    custom_fields: Mapping[str, object] | None = None
    notes: str | None = None
    created_at: str | None = None
    updated_at: str | None = None
    created_by: str | None = None
    unreadable: tuple[str, ...] = ()
    raw: Mapping[str, object] = field(default_factory=dict, repr=False)
