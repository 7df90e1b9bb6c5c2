"""What a person pasted into the box: an id, an e-mail address, an address around an id, words."""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import unquote

from customers.domain.id_kind import (
    BESIDE_CUSTOMERS,
    IdKind,
    as_imei,
    kind_at,
    likeliest_first,
    looks_like_customer,
    stated_kind,
)
from customers.domain.words import join_words

__all__ = [
    "BESIDE_CUSTOMERS",
    "IdKind",
    "Kind",
    "NotAnId",
    "Recognised",
    "can_be_customer_id",
    "check_customer_id",
    "recognise",
]

MAX_ID_LENGTH = 200

_WRAPPING = r"[\s\"'`´‘’‚“”„«»‹›<>()\[\]{},;]+"
_EDGES = re.compile(rf"^{_WRAPPING}|{_WRAPPING}$")
_LABEL = re.compile(r"^[\"']?([A-Za-z][A-Za-z/ _-]{0,24}?)[\"']?\s*[:=]\s*")
_PLAIN_LABEL = re.compile(r"id|e-?mail", re.IGNORECASE)
_NOTE = re.compile(r"\s*notes?\s*:(.*)", re.IGNORECASE | re.DOTALL)
_NAMED_EMAIL = re.compile(r"<([^<>\s]+@[^<>\s]+)>")
_EMAIL = re.compile(r"[^@\s/\x00-\x1f\x7f-\x9f]{1,64}@[^@\s/\x00-\x1f\x7f-\x9f]{1,255}")
_RECOUP = re.compile(r"(?:^|/)t/([^/?#\s]+)/customers/([^/?#\s]+)")
_PLACED = re.compile(
    r"(?:^|/)(customers|subscriptions|rentals|assets|orders|payments)/([^/?#\s]+)", re.IGNORECASE
)


class Kind(StrEnum):
    """What the text turned out to be."""

    NOTHING = "nothing"
    CUSTOMER_ID = "customer_id"
    OTHER_ID = "other_id"
    EMAIL = "email"
    NOTE = "note"
    FLEXPORTAL_ADDRESS = "flexportal_address"
    RECOUP_ADDRESS = "recoup_address"
    OTHER_ADDRESS = "other_address"


@dataclass(frozen=True, slots=True)
class Recognised:
    """What was found, the tenant's slug where one was named, and how to say so.

    `tries` are the kinds of id it may be, in the order of trying; one alone was stated.
    """

    kind: Kind
    value: str
    said: str
    slug: str = ""
    tries: tuple[IdKind, ...] = ()

    @property
    def asked_as(self) -> str:
        """`serial number, order or payment`."""
        return join_words([kind.label for kind in self.tries], last=" or ")


class NotAnId(ValueError):
    """The text cannot be a customer id; `reason` says why in a person's words."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def recognise(text: str) -> Recognised:
    """Take out of a pasted text what can be looked up. The id found is not yet checked."""
    visible = "".join(char for char in text if unicodedata.category(char) != "Cf")
    if (note := _NOTE.fullmatch(visible)) and (wanted := _words(note[1])):
        return Recognised(Kind.NOTE, wanted, "Recognised words to look for in notes.")
    stated, cleaned = _clean(visible)
    if not cleaned:
        return Recognised(Kind.NOTHING, "", "Nothing to look up yet.")
    if stated:
        return _stated(stated, cleaned, Kind.CUSTOMER_ID, f"Recognised {_a(stated)}.")
    if email := _email(cleaned):
        return Recognised(Kind.EMAIL, email, "Recognised an e-mail address.")
    if "/" in cleaned and (address := _address(cleaned)):
        return address
    return _any_id(as_imei(cleaned) or cleaned)


def _words(text: str) -> str:
    """One space between words; a NUL is in no note, and no database takes it."""
    return " ".join(text.replace("\0", " ").split())


def _clean(visible: str) -> tuple[IdKind | None, str]:
    """Drop what copying adds: quotes, brackets, `mailto:`, a label, which may state the kind."""
    if named := _NAMED_EMAIL.search(visible):
        return None, named[1].removeprefix("mailto:")
    bare = _EDGES.sub("", visible)
    stated = None
    if label := _LABEL.match(bare):
        stated = stated_kind(label[1])
        if stated or _PLAIN_LABEL.fullmatch(label[1]):
            bare = _EDGES.sub("", bare[label.end() :])
    if bare.lower().startswith("mailto:"):
        bare = _EDGES.sub("", bare[7:])
    return stated, bare


def _stated(kind: IdKind, value: str, found: Kind, said: str) -> Recognised:
    """Only what it was said to be; `found` is how a customer's was."""
    if kind is IdKind.SERIAL:
        value = as_imei(value) or value
    known = found if kind is IdKind.CUSTOMER else Kind.OTHER_ID
    return Recognised(known, value, said, tries=(kind,))


def _any_id(value: str) -> Recognised:
    """Nobody said what it is: what looks like a customer id is taken for one."""
    if looks_like_customer(value):
        return _stated(IdKind.CUSTOMER, value, Kind.CUSTOMER_ID, "Recognised a customer id.")
    tries = likeliest_first(value)
    return Recognised(Kind.OTHER_ID, value, "Recognised an id.", tries=tries)


def _a(kind: IdKind) -> str:
    article = "an" if kind is IdKind.ORDER else "a"
    return f"{article} {kind.label}"


def _email(text: str) -> str:
    """The address, without the subject a `mailto:` link may carry; '' if it is none."""
    address = text.split("?", maxsplit=1)[0]
    return address if _EMAIL.fullmatch(address) else ""


def _address(text: str) -> Recognised | None:
    """An id inside an address of Recoup or FlexPortal; None if the slash is part of something else.

    The host is not looked at: nothing is ever sent to it.
    """
    if found := _RECOUP.search(text):
        said = "Recognised a Recoup address."
        slug, customer_id = map(unquote, found.groups())
        return Recognised(Kind.RECOUP_ADDRESS, customer_id, said, slug, (IdKind.CUSTOMER,))
    if (found := _PLACED.search(text)) and (kind := kind_at(found[1])):
        said = f"Recognised a FlexPortal address with {_a(kind)} in it."
        return _stated(kind, unquote(found[2]), Kind.FLEXPORTAL_ADDRESS, said)
    if "://" in text:
        return Recognised(Kind.OTHER_ADDRESS, "", "This address has no customer id in it.")
    return None


def check_customer_id(text: str) -> None:
    """Raise NotAnId for what cannot be an id. Ids are opaque: all else may be one (hazard 1)."""
    if reason := _why_not(text):
        raise NotAnId(reason)


def can_be_customer_id(text: str) -> bool:
    """Whether it is worth asking FlexPortal for it."""
    return not _why_not(text)


def _why_not(text: str) -> str:
    if not text.strip():
        return "it is empty"
    if len(text) > MAX_ID_LENGTH:
        return f"it is longer than {MAX_ID_LENGTH} characters"
    if not text.strip("."):
        return "it is only dots"
    if "/" in text or "\\" in text:
        return "it has a slash in it"
    return _odd_character(text)


def _odd_character(text: str) -> str:
    categories = {unicodedata.category(char) for char in text}
    if text != text.strip():
        return "it begins or ends with a space"
    if any(char.isspace() for char in text):
        return "it has a space in the middle"
    if "Cc" in categories:
        return "it has a control character in it"
    if categories & {"Cf", "Cs"}:
        return "it has an invisible character in it"
    return ""
