"""Which subscription a payment pays for: consolidated ones are spread exactly to the cent."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal, localcontext

from customers.domain.payment import Payment

_CENT = Decimal("0.01")
_DIGITS = 80


@dataclass(frozen=True, slots=True)
class PaymentShare:
    """The part of one payment that falls on one subscription; None: on none that is known."""

    payment: Payment
    subscription_id: str | None
    amount: Decimal


def payment_shares(payment: Payment) -> tuple[PaymentShare, ...]:
    """The parts of one payment, which add up to its value; none while its value is unknown.

    A consolidated payment is spread in the proportion of its line items, since those may be net
    where the payment is gross (contract §4.5); the odd cents go to the largest fractions. Where a
    line item has no amount, nothing is guessed: the whole stays on no subscription.
    """
    value = payment.value.value
    if value is None:
        return ()
    weights = _weights(payment)
    if not weights:
        return (PaymentShare(payment, payment.subscription_id, value),)
    amounts = spread(value, tuple(weights.values()))
    return tuple(
        PaymentShare(payment, subscription_id, amount)
        for subscription_id, amount in zip(weights, amounts, strict=True)
    )


def _weights(payment: Payment) -> dict[str | None, Decimal]:
    """Line item amounts by subscription; empty where they cannot be used."""
    weights: defaultdict[str | None, Decimal] = defaultdict(Decimal)
    for item in payment.line_items:
        if item.amount is None:
            return {}
        weights[item.subscription_id] += item.amount
    return weights if sum(weights.values()) > 0 else {}


def spread(value: Decimal, weights: tuple[Decimal, ...]) -> tuple[Decimal, ...]:
    """Split a value in the proportion of weights (their sum above 0), adding up to it exactly.

    Every part but the largest is whole cents: what is left of a cent falls on the largest.
    """
    with localcontext(prec=_DIGITS):
        total = sum(weights, Decimal(0))
        exact = [value * weight / total for weight in weights]
        parts = [part.quantize(_CENT, rounding=ROUND_FLOOR) for part in exact]
        by_fraction = sorted(range(len(parts)), key=lambda place: parts[place] - exact[place])
        missing = value - sum(parts, Decimal(0))
        for place in by_fraction[: int(missing / _CENT)]:
            parts[place] += _CENT
        largest = max(range(len(parts)), key=lambda place: parts[place])
        parts[largest] += value - sum(parts, Decimal(0))
    return tuple(parts)


def paid_by_subscription(payments: Iterable[Payment]) -> dict[str | None, Decimal]:
    """The values of payments by subscription; under None what belongs to none that is known."""
    sums: defaultdict[str | None, Decimal] = defaultdict(Decimal)
    for payment in payments:
        for share in payment_shares(payment):
            sums[share.subscription_id] += share.amount
    return dict(sums)
