"""What a person pasted into the box: an id, an e-mail address, or a whole address around an id."""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import unquote

MAX_ID_LENGTH = 200

_WRAPPING = r"[\s\"'`´‘’‚“”„«»‹›<>()\[\]{},;]+"
_EDGES = re.compile(rf"^{_WRAPPING}|{_WRAPPING}$")
_LABEL = re.compile(r"^[\"']?(customer[ _-]?id|id|e-?mail)[\"']?\s*[:=]\s*", re.IGNORECASE)
_NAMED_EMAIL = re.compile(r"<([^<>\s]+@[^<>\s]+)>")
_EMAIL = re.compile(r"[^@\s/\x00-\x1f\x7f-\x9f]{1,64}@[^@\s/\x00-\x1f\x7f-\x9f]{1,255}")
_RECOUP = re.compile(r"(?:^|/)t/([^/?#\s]+)/customers/([^/?#\s]+)")
_CUSTOMER = re.compile(r"(?:^|/)customers/([^/?#\s]+)")


class Kind(StrEnum):
    """What the text turned out to be."""

    NOTHING = "nothing"
    CUSTOMER_ID = "customer_id"
    EMAIL = "email"
    FLEXPORTAL_ADDRESS = "flexportal_address"
    RECOUP_ADDRESS = "recoup_address"
    OTHER_ADDRESS = "other_address"


@dataclass(frozen=True, slots=True)
class Recognised:
    """The id or e-mail address found, the tenant's slug where one was named, and how to say so."""

    kind: Kind
    value: str
    said: str
    slug: str = ""


class NotAnId(ValueError):
    """The text cannot be a customer id; `reason` says why in a person's words."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def recognise(text: str) -> Recognised:
    """Take out of a pasted text what can be looked up. The id found is not yet checked."""
    cleaned = _clean(text)
    if not cleaned:
        return Recognised(Kind.NOTHING, "", "Nothing to look up yet.")
    if email := _email(cleaned):
        return Recognised(Kind.EMAIL, email, "Recognised an e-mail address.")
    if "/" in cleaned and (address := _address(cleaned)):
        return address
    return Recognised(Kind.CUSTOMER_ID, cleaned, "Recognised a customer id.")


def _clean(text: str) -> str:
    """Drop what copying adds: invisible characters, quotes, brackets, a label, `mailto:`."""
    visible = "".join(char for char in text if unicodedata.category(char) != "Cf")
    if named := _NAMED_EMAIL.search(visible):
        return named[1].removeprefix("mailto:")
    bare = _EDGES.sub("", _LABEL.sub("", _EDGES.sub("", visible)))
    return _EDGES.sub("", bare[7:]) if bare.lower().startswith("mailto:") else bare


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
        return Recognised(Kind.RECOUP_ADDRESS, unquote(found[2]), said, unquote(found[1]))
    if found := _CUSTOMER.search(text):
        said = "Recognised a FlexPortal address with a customer id in it."
        return Recognised(Kind.FLEXPORTAL_ADDRESS, unquote(found[1]), said)
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
