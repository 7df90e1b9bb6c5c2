"""Small helpers for telling a cast member's story relative to today."""

from datetime import UTC, date, datetime, time, timedelta

from .months import add_months
from .plan import Contract, Document, Ending, Person, Plan, Product

EXAMPLE_BILLING: Document = {
    "contactName": "John Smith",
    "streetAddress": "123 Main Street",
    "city": "Amsterdam",
    "postalCode": "1012 AB",
    "country": "Netherlands",
}
EXAMPLE_SHIPPING: Document = {
    "contactName": "John Smith",
    "company": "Acme Corp",
    "streetAddress": "456 Office Park",
    "city": "Rotterdam",
    "postalCode": "3011 AA",
    "country": "Netherlands",
}


def begun(today: date, months: int, days_ago: int = 10) -> date:
    """A start from which exactly `months` charges have fallen due, the last `days_ago` days ago.

    `days_ago` from 3 to 20 keeps that true at every end of a month.
    """
    return add_months(today - timedelta(days=days_ago), 1 - months)


def rented(  # noqa: PLR0913 - these are the facts of one contract
    product: Product, start: date, *, term: int, monthly: int, cost: int | None, order: int = 0
) -> Contract:
    """A plain contract; `monthly` and `cost` in cents."""
    return Contract(product, start, term, monthly, cost, order=order)


def returned(contract: Contract, months: int) -> Contract:
    """The contract handed back without a fee after `months` charges."""
    on = add_months(contract.start, months)
    return Contract(
        contract.product,
        contract.start,
        contract.term,
        contract.monthly,
        contract.cost,
        order=contract.order,
        ending=Ending("ended_early_return", on),
    )


def moment(day: date) -> datetime:
    """A moment in the morning of a day, UTC."""
    return datetime.combine(day, time(8, 30), UTC)


def address(contact: str, street: str, city: str, postal: str | None, country: str) -> Document:
    """An address with the usual five lines."""
    return {
        "contactName": contact,
        "streetAddress": street,
        "city": city,
        "postalCode": postal,
        "country": country,
    }


def cast_member(customer_id: str, person: Person, created: date, *contracts: Contract) -> Plan:
    """A plan with a Dutch address; change what matters with `dataclasses.replace`."""
    home = address(
        f"{person.first} {person.last}".strip(), "Oudegracht 114", "Utrecht", "3511 AW", "NL"
    )
    return Plan(
        person,
        moment(created),
        contracts,
        billing=home,
        shipping=home,
        customer_id=customer_id,
    )
