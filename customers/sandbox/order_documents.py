"""Orders: what was asked for, and how much of it became subscriptions."""

from datetime import date
from itertools import groupby

from .books import Books, amount
from .customer_documents import without_none
from .months import add_months, midnight
from .plan import Document, Waiting
from .subscription_documents import extended_on

_NOWHERE: Document = {
    "contactName": "Unknown",
    "streetAddress": "Unknown",
    "city": "Unknown",
    "country": "Unknown",
}


def order_documents(books: Books) -> list[Document]:
    """Every order of a customer: sales first, then the extensions that left their own rows."""
    sales = [
        _sale(books, number, contracts, waiting)
        for number, (contracts, waiting) in books.orders.items()
    ]
    extensions = [
        _extension(books, order, number) for order, number in books.extension_orders.items()
    ]
    return sales + extensions


def _sale(books: Books, order: int, contracts: list[int], waiting: list[Waiting]) -> Document:
    items = _rented_items(books, contracts) + [_waiting_item(each) for each in waiting]
    starts = [books.plan.contracts[number].start for number in contracts]
    ordered_on = min(*starts, *(each.on for each in waiting), books.today)
    status = "fulfilled"
    if waiting:
        status = "partial" if contracts else waiting[0].status
    sale = _order(books, order, ordered_on, items) | {"status": status}
    return sale | _upgrade(books, contracts)


def _rented_items(books: Books, contracts: list[int]) -> list[Document]:
    def terms(number: int) -> tuple[str, int, int]:
        contract = books.plan.contracts[number]
        return contract.product.sku, contract.monthly, contract.term

    items = []
    for _, group in groupby(sorted(contracts, key=terms), key=terms):
        numbers = list(group)
        contract = books.plan.contracts[numbers[0]]
        items.append(
            {
                "sku": contract.product.sku,
                "productName": contract.product.name,
                "quantity": len(numbers),
                "unitPrice": amount(contract.monthly),
                "contractLength": contract.term,
                "rentalIds": [books.rental_id(number) for number in numbers],
                "rentalStatus": "completed",
            }
        )
    return items


def _waiting_item(waiting: Waiting) -> Document:
    return {
        "sku": waiting.product.sku,
        "productName": waiting.product.name,
        "quantity": waiting.quantity,
        "unitPrice": amount(waiting.product.monthly),
        "contractLength": 24,
        "rentalIds": [],
        "rentalStatus": "pending",
    }


def _order(books: Books, order: int, ordered_on: date, items: list[Document]) -> Document:
    plan, rentals = books.plan, [each for item in items for each in item["rentalIds"]]
    billing = plan.billing or _NOWHERE
    return {
        "orderId": books.order_id(order),
        "tenantId": books.tenant.tenant_id,
        "orderType": "standard",
        "customer": _buyer(books),
        "billingAddress": billing,
        "shippingAddress": plan.shipping or billing,
        "items": items,
        "totals": _totals(books, items),
        "customFields": {"channel": "webshop" if books.index % 3 else "sales"},
        "rentalProgress": {
            "totalDevices": sum(item["quantity"] for item in items),
            "rentedDevices": len(rentals),
        },
        "rentalIds": rentals,
        "createdAt": midnight(ordered_on),
        "updatedAt": midnight(ordered_on),
        "createdBy": "order_checkout",
    }


def _buyer(books: Books) -> Document:
    person = books.plan.person
    return without_none(
        {
            "customerId": books.customer_id,
            "email": person.email,
            "firstName": person.first,
            "lastName": person.last,
            "company": person.company,
            "phone": person.phone,
            "customerType": "business" if person.company else "individual",
        }
    )


def _totals(books: Books, items: list[Document]) -> Document:
    """The sums of one month, tax included in every price."""
    total = sum(round(item["unitPrice"] * 100) * item["quantity"] for item in items)
    net = round(total * 100 / (100 + books.tenant.tax))
    return {
        "subtotal": amount(net),
        "taxAmount": amount(total - net),
        "total": amount(total),
        "currency": books.tenant.currency,
        "totalDevices": sum(item["quantity"] for item in items),
    }


def _upgrade(books: Books, contracts: list[int]) -> Document:
    for number in contracts:
        before = books.plan.contracts[number].upgraded_from
        if before is not None:
            old = books.plan.contracts[before]
            details = {
                "previousDevice": old.product.name,
                "previousSerialNumber": books.serial(before),
                "previousMonthlyAmount": amount(old.monthly),
                "previousRentalId": books.rental_id(before),
            }
            return {"orderType": "upgrade", "upgradeDetails": details}
    return {}


def _extension(books: Books, order: int, number: int) -> Document:
    contract = books.plan.contracts[number]
    item = _rented_items(books, [number])[0] | {"contractLength": contract.extended}
    document = _order(books, order, extended_on(contract), [item])
    return document | {
        "status": "fulfilled",
        "orderType": "extension",
        "extensionDetails": {
            "originalOrderId": books.order_id(contract.order),
            "extensionMonths": contract.extended,
            "previousEndDate": add_months(contract.start, contract.term).isoformat(),
            "newEndDate": contract.end.isoformat(),
        },
    }
