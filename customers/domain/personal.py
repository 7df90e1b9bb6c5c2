"""Personal data that may be hidden: e-mail, phone and street, masked before anything is made of it.

Whatever is shown of a masked customer is masked too: contact, verdicts, the copied summary.
"""

from collections.abc import Collection
from dataclasses import replace
from enum import StrEnum

from customers.domain.customer import Address, Customer

DOTS = "•••"
_STREET_PARTS = ("building_info", "street_address", "locality", "postal_code")


class Visibility(StrEnum):
    """Whether a person wants to see personal data at once, or only on demand."""

    SHOWN = "shown"
    HIDDEN_NOW = "hidden_now"
    HIDDEN_ALWAYS = "hidden_always"


class Personal(StrEnum):
    """What can be hidden, and revealed by itself."""

    EMAIL = "email"
    PHONE = "phone"
    BILLING = "billing"
    SHIPPING = "shipping"


def mask(customer: Customer, hidden: Collection[str]) -> Customer:
    """The customer without what is in `hidden`; what is unknown or empty stays so."""
    if not hidden:
        return customer
    billing, shipping = customer.billing_address, customer.shipping_address
    return replace(
        customer,
        email=mask_email(customer.email) if Personal.EMAIL in hidden else customer.email,
        phone=_phone(customer.phone) if Personal.PHONE in hidden else customer.phone,
        billing_address=_address(billing) if Personal.BILLING in hidden else billing,
        shipping_address=_address(shipping) if Personal.SHIPPING in hidden else shipping,
    )


def mask_email(email: str | None) -> str | None:
    """Its first letter."""
    return f"{email.strip()[0]}{DOTS}@{DOTS}" if email and email.strip() else email


def _phone(phone: str | None) -> str | None:
    """Its last two digits, as callers are asked for them."""
    digits = [sign for sign in phone or "" if sign.isdigit()]
    if not phone or not phone.strip():
        return phone
    return f"{DOTS} {''.join(digits[-2:])}" if len(digits) > 6 else DOTS


def _address(address: Address | None) -> Address | None:
    """Country and city stay: they say where, not at whose door."""
    if address is None:
        return None
    hidden = {name: DOTS for name in _STREET_PARTS if (getattr(address, name) or "").strip()}
    return replace(address, **hidden)
