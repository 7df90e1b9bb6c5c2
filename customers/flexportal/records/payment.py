"""The payment, a charge that is planned or done, as FlexPortal describes it (contract 4.5)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class LineItemRecord:
    """The share of one subscription in a consolidated payment."""

    rental_id: str | None = None
    description: str | None = None
    amount: Decimal | None = None
    tax_amount: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentRecord:
    """One charge. Money in major units; billing_period as YYYY-MM; other dates as received.

    `amount` is optional where `total` is not (D69): both are kept apart. The processor's own
    answer is in `raw` only, and must not be shown or logged.
    """

    payment_id: str
    tenant_id: str
    customer_id: str | None = None
    amount: Decimal | None = None
    subtotal: Decimal | None = None
    tax_amount: Decimal | None = None
    tax_rate: Decimal | None = None
    total: Decimal | None = None
    currency: str | None = None
    payment_type: str | None = None
    rental_id: str | None = None
    billing_group_id: str | None = None
    billing_period: str | None = None
    status: str | None = None
    due_date: str | None = None
    paid_at: str | None = None
    last_capture_attempt: str | None = None
    next_retry_at: str | None = None
    provider: str | None = None
    transaction_id: str | None = None
    payment_reference: str | None = None
    marked_by: str | None = None
    manually_marked: bool | None = None
    capture_attempts: int | None = None
    failure_code: str | None = None
    failure_reason: str | None = None
    decline_code: str | None = None
    line_items: tuple[LineItemRecord, ...] | None = None
    late_fee_applied: bool | None = None
    late_fee_amount: Decimal | None = None
    original_amount: Decimal | None = None
    idempotency_key: str | None = None
    notes: str | None = None
    created_at: str | None = None
    updated_at: str | None = None
    unreadable: tuple[str, ...] = ()
    raw: Mapping[str, object] = field(default_factory=dict, repr=False)
