"""How to reach a customer."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from customers.domain.customer import Address, Customer


class AddressView(NamedTuple):
    """An address line by line; `text` is the whole for copying."""

    label: str
    what: str
    lines: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class ContactView:
    """E-mail, phone, both addresses, and the fields the tenant made for itself."""

    email: str | None
    phone: str | None
    addresses: tuple[AddressView, ...]
    custom_fields: tuple[tuple[str, str], ...]


def contact(customer: Customer) -> ContactView:
    """All that is known of how to reach a customer."""
    return ContactView(
        email=customer.email,
        phone=customer.phone,
        addresses=tuple(_addresses(customer)),
        custom_fields=customer.custom_fields,
    )


def _addresses(customer: Customer) -> Iterator[AddressView]:
    for label, address in (
        ("Billing", customer.billing_address),
        ("Shipping", customer.shipping_address),
    ):
        lines = tuple(_lines(address)) if address else ()
        yield AddressView(label, f"{label.lower()} address", lines, "\n".join(lines))


def _lines(address: Address) -> Iterator[str]:
    """In the order of an envelope; empty parts leave no gap."""
    rows = (
        (address.contact_name,),
        (address.company,),
        (address.building_info,),
        (address.street_address,),
        (address.locality,),
        (address.postal_code, address.city),
        (address.admin_area,),
        (address.country,),
    )
    for row in rows:
        if line := " ".join(part.strip() for part in row if part and part.strip()):
            yield line
