"""Subscriptions, which the wire calls rentals, and the devices they hold."""

from datetime import date, timedelta

from .books import Books, amount, percent, recovery_status
from .customer_documents import without_none
from .months import add_months, midnight
from .plan import Contract, Document, Ending

CLERK: Document = {"userId": "user_backoffice", "displayName": "Back office", "role": "admin"}


def subscription_documents(books: Books) -> list[Document]:
    """Every subscription of a customer, ended ones included."""
    return [_subscription(books, number) for number in range(len(books.plan.contracts))]


def _subscription(books: Books, number: int) -> Document:
    contract = books.plan.contracts[number]
    document = (
        _identity(books, number)
        | _terms(books, number)
        | _figures(books, number)
        | _history(books, number)
    )
    if contract.ending is not None:
        document |= _ending(books, number, contract.ending)
    return without_none(document | contract.patch)


def _identity(books: Books, number: int) -> Document:
    contract, person = books.plan.contracts[number], books.plan.person
    return {
        "rentalId": books.rental_id(number),
        "tenantId": books.tenant.tenant_id,
        "assetSerialNumber": books.serial(number),
        "customerId": books.customer_id,
        "customerEmail": person.email,
        "customerName": f"{person.first} {person.last}",
        "orderId": books.order_id(contract.order),
        "productId": f"prod_{contract.product.sku.lower()}",
        "variantId": f"var_{contract.product.sku.lower()}_a",
        "sku": contract.product.sku,
        "productName": contract.product.name,
        "createdBy": "user_backoffice",
    }


def _terms(books: Books, number: int) -> Document:
    contract = books.plan.contracts[number]
    running = contract.status(books.today) == "active"
    upcoming = add_months(contract.start, books.paid_months(number))
    return {
        "monthlyAmount": amount(contract.monthly),
        "currency": books.tenant.currency,
        "status": contract.status(books.today),
        "originalContractLength": contract.term,
        "contractLength": contract.length,
        "startDate": contract.start.isoformat(),
        "endDate": contract.end.isoformat(),
        "nextBillingDate": upcoming.isoformat() if running and upcoming < contract.end else None,
        "billingGroupId": books.group_id if books.plan.consolidated else None,
        "createdAt": midnight(min(contract.start, books.today)),
        "updatedAt": midnight(min(contract.end, books.today)),
    }


def _figures(books: Books, number: int) -> Document:
    contract, collected = books.plan.contracts[number], books.collected[number]
    known: Document = {
        "listPrice": amount(contract.product.list_price),
        "listPriceSource": "variant",
        "acquisitionCostSource": contract.cost_source,
        "totalCollected": amount(collected),
        "recoveryStatus": recovery_status(contract, collected, books.today),
    }
    if contract.cost is None:
        return known | {"acquisitionCostSource": "unknown"}
    known |= {
        "acquisitionCost": amount(contract.cost),
        "acquisitionCostCapturedAt": midnight(contract.start),
        "currentProfit": amount(collected - contract.cost),
        "hasReachedBreakeven": collected >= contract.cost,
    }
    if contract.cost:
        known["costRecoveryPercent"] = percent(collected, contract.cost)
    if contract.monthly:
        known["breakevenMonths"] = contract.cost / contract.monthly
    return known


def _history(books: Books, number: int) -> Document:
    contract = books.plan.contracts[number]
    history: Document = {}
    if contract.extended:
        history["extensionHistory"] = [_extension(contract)]
    if contract.replaced_on is not None:
        history["replacementHistory"] = [
            {
                "oldSerialNumber": books.swapped_serial(number),
                "newSerialNumber": books.serial(number),
                "reason": "defective",
                "replacedBy": CLERK,
                "replacedAt": midnight(contract.replaced_on),
            }
        ]
    if contract.upgraded_from is not None:
        history["upgradeFromRentalId"] = books.rental_id(contract.upgraded_from)
    return history


def _extension(contract: Contract) -> Document:
    before = add_months(contract.start, contract.term)
    return {
        "extensionMonths": contract.extended,
        "oldContractLength": contract.term,
        "newContractLength": contract.length,
        "oldMonthlyAmount": amount(contract.monthly),
        "newMonthlyAmount": amount(contract.monthly),
        "oldEndDate": before.isoformat(),
        "newEndDate": contract.end.isoformat(),
        "extendedAt": midnight(extended_on(contract)),
        "extendedBy": CLERK,
    }


def extended_on(contract: Contract) -> date:
    """The day an extension was agreed: thirty days before the first term ran out."""
    return add_months(contract.start, contract.term) - timedelta(days=30)


def _ending(books: Books, number: int, ending: Ending) -> Document:
    contract, used = books.plan.contracts[number], books.paid_months(number)
    left = contract.length - used
    common = {
        "actualMonthsRented": used,
        "monthsSaved": left,
        "lastModifiedDate": midnight(ending.on),
    }
    if ending.status == "ended_buyout":
        return common | {"buyoutDetails": _buyout(ending)}
    if ending.status == "ended_early_return":
        return common | {"earlyReturnDetails": _early_return(contract, ending, left)}
    if ending.status == "cancelled":
        return common | {"cancellationDetails": _cancellation(ending)}
    return common


def _buyout(ending: Ending) -> Document:
    return {
        "buyoutPrice": amount(ending.amount),
        "calculationMethod": "auto_calculated",
        "reason": "customer_request",
        "processedBy": CLERK,
        "buyoutDate": midnight(ending.on),
    }


def _early_return(contract: Contract, ending: Ending, left: int) -> Document:
    return {
        "fee": amount(ending.amount),
        "feeWaived": ending.amount == 0,
        "calculationMethod": "auto_calculated",
        "calculationBreakdown": {
            "method": "remaining_months" if ending.amount else "no_fee",
            "remainingMonths": left,
            "gracePeriodApplied": False,
            "daysFromStart": (ending.on - contract.start).days,
        },
        "returnCondition": "good",
        "reason": "customer_request",
        "processedBy": CLERK,
        "returnedAt": midnight(ending.on),
    }


def _cancellation(ending: Ending) -> Document:
    return {
        "reason": "payment_failure",
        "processedBy": CLERK,
        "cancelledAt": midnight(ending.on),
    }
