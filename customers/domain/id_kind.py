"""What an id may belong to. Ids are opaque: the look of one only says what to try first."""

import re
from enum import StrEnum


class IdKind(StrEnum):
    """The things of FlexPortal that lead to a customer, in the order of trying."""

    CUSTOMER = "customer"
    SUBSCRIPTION = "subscription"
    SERIAL = "serial"
    ORDER = "order"
    PAYMENT = "payment"

    @property
    def label(self) -> str:
        """The words before such an id, in the middle of a sentence."""
        return _LABELS[self]


_LABELS = {
    IdKind.CUSTOMER: "customer id",
    IdKind.SUBSCRIPTION: "subscription",
    IdKind.SERIAL: "serial number",
    IdKind.ORDER: "order",
    IdKind.PAYMENT: "payment",
}

ALL_KINDS = tuple(IdKind)
BESIDE_CUSTOMERS = ALL_KINDS[1:]

_NUMBER = r"[ _-]?(?:id|no|nr|number)?"
_STATED = {
    IdKind.CUSTOMER: re.compile(rf"customer{_NUMBER}", re.IGNORECASE),
    IdKind.SUBSCRIPTION: re.compile(rf"(?:subscription|rental){_NUMBER}", re.IGNORECASE),
    IdKind.SERIAL: re.compile(rf"(?:asset)?[ _-]?serial{_NUMBER}|s/?n|imei", re.IGNORECASE),
    IdKind.ORDER: re.compile(rf"order{_NUMBER}", re.IGNORECASE),
    IdKind.PAYMENT: re.compile(rf"payment{_NUMBER}", re.IGNORECASE),
}
_HINTS = {
    IdKind.CUSTOMER: re.compile(r"cus[a-z]*[_-]", re.IGNORECASE),
    IdKind.SUBSCRIPTION: re.compile(r"(?:rent|sub)[a-z]*[_-]", re.IGNORECASE),
    IdKind.SERIAL: re.compile(r"\d{15}\Z"),
    IdKind.ORDER: re.compile(r"ord[a-z]*[_-]", re.IGNORECASE),
    IdKind.PAYMENT: re.compile(r"(?:pay|pmt)[a-z]*[_-]", re.IGNORECASE),
}
_PLACES = {
    "customers": IdKind.CUSTOMER,
    "subscriptions": IdKind.SUBSCRIPTION,
    "rentals": IdKind.SUBSCRIPTION,
    "assets": IdKind.SERIAL,
    "orders": IdKind.ORDER,
    "payments": IdKind.PAYMENT,
}
_IMEI = re.compile(r"\d(?:[ ./-]?\d){14}")


def stated_kind(label: str) -> IdKind | None:
    """The kind that a label before an id names: `serial`, `orderId`, `IMEI`."""
    return next((kind for kind, words in _STATED.items() if words.fullmatch(label)), None)


def kind_at(place: str) -> IdKind | None:
    """The kind whose ids stand behind this part of a FlexPortal address."""
    return _PLACES.get(place.lower())


def looks_like_customer(text: str) -> bool:
    """It wears the prefix of FlexPortal's customer ids."""
    return bool(_HINTS[IdKind.CUSTOMER].match(text))


def likeliest_first(text: str) -> tuple[IdKind, ...]:
    """Every kind, the one that the text looks like in front."""
    likely = next((kind for kind, look in _HINTS.items() if look.match(text)), IdKind.CUSTOMER)
    return (likely, *(kind for kind in ALL_KINDS if kind is not likely))


def as_imei(text: str) -> str:
    """The fifteen digits of a phone's number, however they are grouped; '' if it is none."""
    return re.sub(r"\D", "", text) if _IMEI.fullmatch(text) else ""
