"""FlexPortal's payment record to the domain's payment.

D69  The value is `amount`, else `total`: the first is what FlexPortal itself adds up.
D70  Five statuses; any other is unknown. "Scheduled" is pending with a day to come.
D74  The reason of a failure is in the last capture error, else in its code.
"""

from customers.domain.payment import LineItem, Payment, PaymentStatus
from customers.flexportal.records import LineItemRecord, PaymentRecord
from customers.normalise.figure import first_figure
from customers.normalise.moment import read_day, read_moment

_STATUSES: dict[str | None, PaymentStatus] = {one.value: one for one in PaymentStatus}


def normalise_payment(record: PaymentRecord) -> Payment:
    """The payment as the domain knows it; never raises."""
    status = _STATUSES.get(record.status, PaymentStatus.UNKNOWN)
    return Payment(
        tenant_id=record.tenant_id,
        payment_id=record.payment_id,
        customer_id=record.customer_id,
        subscription_id=record.rental_id,
        billing_group_id=record.billing_group_id,
        value=first_figure(("amount", record.amount), ("total", record.total)),
        currency=record.currency,
        consolidated=record.payment_type == "consolidated",
        line_items=tuple(_line_item(item) for item in record.line_items or ()),
        billing_period=record.billing_period,
        status=status,
        raw_status=record.status if status is PaymentStatus.UNKNOWN else None,
        due_on=read_day(record.due_date),
        paid_at=read_moment(record.paid_at),
        next_retry_at=read_moment(record.next_retry_at),
        provider=record.provider,
        reference=record.payment_reference or record.transaction_id,
        manually_marked=record.manually_marked,
        failure_reason=record.failure_reason or record.decline_code or record.failure_code,
        late_fee_amount=record.late_fee_amount,
        notes=record.notes,
        unreadable=record.unreadable,
    )


def _line_item(record: LineItemRecord) -> LineItem:
    return LineItem(record.rental_id, record.description, record.amount)
