"""How to reach a customer, as far as it may be shown."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.http import QueryDict

from customers.domain.customer import Address, Customer
from customers.domain.personal import Personal

from .shown import Shown

FIELDS_SHOWN = 60
LONGEST_VALUE = 600
"""Letters; both are more than any tenant needs, and keep an absurd one from filling the page."""


@dataclass(frozen=True, slots=True)
class FieldView(Shown):
    """One way to reach them, line by line; `text` is the whole for copying.

    `reveal_url` shows what is hidden now, '' where nothing is.
    """

    label: str
    what: str
    lines: tuple[str, ...]
    text: str
    reveal_url: str


@dataclass(frozen=True, slots=True)
class ContactView(Shown):
    """E-mail, phone, both addresses, and the fields the tenant made for itself."""

    fields: tuple[FieldView, ...]
    custom_fields: tuple[tuple[str, str], ...]
    custom_fields_more: int


def contact(customer: Customer, hidden: frozenset[str] = frozenset(), url: str = "") -> ContactView:
    """All that is known of how to reach a customer, who is masked already where `hidden` says so.

    `url` is the page's address, which a hidden field adds its wish to.
    """

    def reveal_url(field: str) -> str:
        if field not in hidden:
            return ""
        query = QueryDict(mutable=True)
        query.setlist("reveal", [one for one in Personal if one not in hidden or one == field])
        return f"{url}?{query.urlencode()}"

    custom = customer.custom_fields
    shown = tuple((_cut(name), _cut(value)) for name, value in custom[:FIELDS_SHOWN])
    return ContactView(tuple(_fields(customer, reveal_url)), shown, len(custom) - len(shown))


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_VALUE else f"{text[:LONGEST_VALUE]}…"


def _fields(customer: Customer, reveal_url: Callable[[str], str]) -> Iterator[FieldView]:
    billing, shipping = customer.billing_address, customer.shipping_address
    for name, label, what, lines in (
        (Personal.EMAIL, "E-mail", "e-mail address", _line(customer.email)),
        (Personal.PHONE, "Phone", "phone number", _line(customer.phone)),
        (Personal.BILLING, "Billing", "billing address", tuple(_lines(billing))),
        (Personal.SHIPPING, "Shipping", "shipping address", tuple(_lines(shipping))),
    ):
        yield FieldView(label, what, lines, "\n".join(lines), reveal_url(name) if lines else "")


def _line(text: str | None) -> tuple[str, ...]:
    return (text,) if text else ()


def _lines(address: Address | None) -> Iterator[str]:
    """In the order of an envelope; empty parts leave no gap."""
    if address is None:
        return
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
