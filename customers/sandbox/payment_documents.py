"""Payments: one for each charge, or one for each month of a billing group."""

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import groupby
from operator import attrgetter

from .books import Books, amount
from .customer_documents import without_none
from .ledger import Charge
from .months import midnight
from .plan import Document

_DECLINED = {
    "code": "card_declined",
    "message": "The card was declined.",
    "declineCode": "insufficient_funds",
}


def payment_documents(books: Books) -> list[Document]:
    """Every payment of a customer, by due date."""
    ordered = sorted(books.charges, key=attrgetter("due", "contract"))
    batches = _batch(ordered) if books.plan.consolidated else [[charge] for charge in ordered]
    return [_payment(books, position, batch) for position, batch in enumerate(batches)]


def _batch(charges: Iterable[Charge]) -> list[list[Charge]]:
    """Charges that fall due together, without those that were voided."""
    standing = (charge for charge in charges if charge.status != "cancelled")
    return [list(batch) for _, batch in groupby(standing, key=attrgetter("due"))]


def _payment(books: Books, position: int, batch: list[Charge]) -> Document:
    first, total = batch[0], sum(charge.amount for charge in batch)
    net = round(total * 100 / (100 + books.tenant.tax))
    document = {
        "paymentId": books.payment_id(position),
        "tenantId": books.tenant.tenant_id,
        "customerId": books.customer_id,
        "subtotal": amount(net),
        "taxAmount": amount(total - net),
        "taxRate": books.tenant.tax,
        "total": amount(total),
        "amount": amount(total),
        "currency": books.tenant.currency,
        "billingPeriod": first.due.isoformat()[:7],
        "status": first.status,
        "dueDate": first.due.isoformat(),
        "idempotencyKey": f"{books.payment_id(position)}:{first.due.isoformat()[:7]}",
        "createdAt": midnight(min(first.due, books.today)),
        "updatedAt": midnight(first.paid_on or min(first.due, books.today)),
    }
    document |= _subject(books, batch) | _outcome(first, books.today)
    return without_none(document)


def _subject(books: Books, batch: list[Charge]) -> Document:
    if not books.plan.consolidated:
        return {"paymentType": "individual", "rentalId": books.rental_id(batch[0].contract)}
    return {
        "paymentType": "consolidated",
        "billingGroupId": books.group_id,
        "lineItems": [
            {
                "rentalId": books.rental_id(charge.contract),
                "description": books.plan.contracts[charge.contract].product.name,
                "amount": amount(charge.amount),
            }
            for charge in batch
        ],
    }


def _outcome(charge: Charge, today: date) -> Document:
    if charge.status == "paid" and charge.paid_on is not None:
        return {"paidAt": midnight(charge.paid_on), "provider": "stripe", "captureAttempts": 1}
    if charge.status == "processing":
        attempt = midnight(charge.due)
        return {"provider": "stripe", "captureAttempts": 1, "lastCaptureAttempt": attempt}
    if charge.status == "failed":
        return {
            "provider": "stripe",
            "captureAttempts": 3,
            "lastCaptureError": _DECLINED,
            "lastCaptureAttempt": midnight(charge.due + timedelta(days=3)),
            "nextRetryAt": midnight(today + timedelta(days=2)),
        }
    return {}
