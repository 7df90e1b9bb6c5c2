"""The payment on the wire (contract 4.5; D69, D74)."""

from customers.flexportal.records import LineItemRecord, PaymentRecord
from customers.flexportal.wire.fields import (
    Json,
    build_whole,
    count,
    figure,
    flag,
    identity,
    many,
    member,
    text,
)

LINE_ITEM = {
    "rental_id": member(text, "rentalId"),
    "description": member(text, "description"),
    "amount": member(figure, "amount"),
    "tax_amount": member(figure, "taxAmount"),
}

PAYMENT = {
    "customer_id": member(text, "customerId"),
    "amount": member(figure, "amount"),
    "subtotal": member(figure, "subtotal"),
    "tax_amount": member(figure, "taxAmount"),
    "tax_rate": member(figure, "taxRate"),
    "total": member(figure, "total"),
    "currency": member(text, "currency"),
    "payment_type": member(text, "paymentType"),
    "rental_id": member(text, "rentalId", "subscriptionId"),
    "billing_group_id": member(text, "billingGroupId"),
    "billing_period": member(text, "billingPeriod"),
    "status": member(text, "status"),
    "due_date": member(text, "dueDate"),
    "paid_at": member(text, "paidAt"),
    "last_capture_attempt": member(text, "lastCaptureAttempt", "failedAt"),
    "next_retry_at": member(text, "nextRetryAt"),
    "provider": member(text, "provider"),
    "transaction_id": member(text, "transactionId"),
    "payment_reference": member(text, "paymentReference"),
    "marked_by": member(text, "markedBy"),
    "manually_marked": member(flag, "manuallyMarked"),
    "capture_attempts": member(count, "captureAttempts"),
    "failure_code": member(text, "lastCaptureError.code"),
    "failure_reason": member(text, "lastCaptureError.message", "failureReason"),
    "decline_code": member(text, "lastCaptureError.declineCode"),
    "line_items": member(many(LineItemRecord, LINE_ITEM), "lineItems"),
    "late_fee_applied": member(flag, "lateFeeApplied"),
    "late_fee_amount": member(figure, "lateFeeAmount"),
    "original_amount": member(figure, "originalAmount"),
    "idempotency_key": member(text, "idempotencyKey"),
    "notes": member(text, "notes"),
    "created_at": member(text, "createdAt"),
    "updated_at": member(text, "updatedAt"),
}


def read_payment(source: Json) -> PaymentRecord:
    """Read one payment. Raises Malformed without a payment and tenant id."""
    return build_whole(
        PaymentRecord,
        PAYMENT,
        source,
        payment_id=identity(source, "paymentId"),
        tenant_id=identity(source, "tenantId"),
    )
