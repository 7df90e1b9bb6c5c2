"""The devices a customer holds or has held."""

from .books import Books, amount
from .customer_documents import without_none
from .months import midnight
from .plan import Contract, Document

_STATUS_AFTER = {
    "active": "rented_out",
    "ended_completed": "available",
    "ended_buyout": "sold",
    "ended_upgrade": "returned",
    "ended_early_return": "returned",
    "cancelled": "unavailable",
}


def asset_documents(books: Books) -> list[Document]:
    """One document for each device, those handed in for another included."""
    assets = []
    for number, contract in enumerate(books.plan.contracts):
        status = _STATUS_AFTER[contract.status(books.today)]
        assets.append(_asset(books, contract, books.serial(number), status))
        if status == "rented_out":
            assets[-1] |= {
                "customerId": books.customer_id,
                "rentalId": books.rental_id(number),
            }
        if contract.replaced_on is not None:
            old = _asset(books, contract, books.swapped_serial(number), "returned")
            assets.append(old | {"notes": "Handed in as defective."})
    return assets


def _asset(books: Books, contract: Contract, serial: str, status: str) -> Document:
    return without_none(
        {
            "serialNumber": serial,
            "tenantId": books.tenant.tenant_id,
            "productId": f"prod_{contract.product.sku.lower()}",
            "sku": contract.product.sku,
            "productName": contract.product.name,
            "status": status,
            "location": None if status == "rented_out" else "Warehouse 1",
            "createdAt": midnight(min(contract.start, books.today)),
            "updatedAt": midnight(min(contract.start, books.today)),
            "acquisitionCost": None if contract.cost is None else amount(contract.cost),
            "acquisitionDate": min(contract.start, books.today).isoformat(),
        }
    )
