"""What a customer owes: due, upcoming, in progress, failed, overdue by age (contract §9)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from customers.domain.payment import Payment, PaymentStatus


@dataclass(frozen=True, slots=True)
class Bucket:
    """So many payments and their sum; `left_out` of them are of unknown value or currency."""

    amount: Decimal
    count: int
    left_out: int


@dataclass(frozen=True, slots=True)
class Overdue:
    """Pending payments past their due day, by the days since."""

    up_to_30: Bucket
    up_to_60: Bucket
    over_60: Bucket
    total: Bucket
    oldest_due_on: date | None


@dataclass(frozen=True, slots=True)
class Outstanding:
    """The headline `total` is everything pending, as FlexPortal counts it; the rest splits it.

    `due` + `upcoming` + `undated` are `total`. `overdue` is part of `due` (a payment due today is
    not overdue). `in_progress` and `failed` stand beside it.
    """

    currency: str
    total: Bucket
    due: Bucket
    upcoming: Bucket
    undated: Bucket
    in_progress: Bucket
    failed: Bucket
    overdue: Overdue


def outstanding(payments: Iterable[Payment], today: date, currency: str) -> Outstanding:
    """Split a customer's payments. Amounts of another currency than the tenant's are left out.

    While the tenant's currency is '', the first one delivered stands in for it.
    """
    listed = tuple(payments)
    used = currency or next((one.currency for one in listed if one.currency), "")
    pending = [one for one in listed if one.status is PaymentStatus.PENDING]

    def bucket(chosen: Iterable[Payment]) -> Bucket:
        return _bucket(tuple(chosen), used)

    return Outstanding(
        currency=used,
        total=bucket(pending),
        due=bucket(one for one in pending if one.due_on and one.due_on <= today),
        upcoming=bucket(one for one in pending if one.due_on and one.due_on > today),
        undated=bucket(one for one in pending if one.due_on is None),
        in_progress=bucket(one for one in listed if one.status is PaymentStatus.PROCESSING),
        failed=bucket(one for one in listed if one.status is PaymentStatus.FAILED),
        overdue=_overdue(pending, today, bucket),
    )


def days_overdue(payment: Payment, today: date) -> int:
    """Days since a pending payment was due; 0 while it is not overdue."""
    if payment.status is not PaymentStatus.PENDING or payment.due_on is None:
        return 0
    return max((today - payment.due_on).days, 0)


def _overdue(
    pending: Iterable[Payment], today: date, bucket: Callable[[Iterable[Payment]], Bucket]
) -> Overdue:
    aged = [(days, one) for one in pending if (days := days_overdue(one, today))]
    return Overdue(
        up_to_30=bucket(one for days, one in aged if days <= 30),
        up_to_60=bucket(one for days, one in aged if 30 < days <= 60),
        over_60=bucket(one for days, one in aged if days > 60),
        total=bucket(one for _, one in aged),
        oldest_due_on=min((one.due_on for _, one in aged if one.due_on), default=None),
    )


def _bucket(payments: tuple[Payment, ...], currency: str) -> Bucket:
    values = [
        one.value.value
        for one in payments
        if one.value.value is not None and one.currency in {None, currency}
    ]
    return Bucket(sum(values, Decimal(0)), len(payments), len(payments) - len(values))
