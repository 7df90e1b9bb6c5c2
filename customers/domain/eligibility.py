"""What a customer may do next: verdicts that list every condition with the value that was seen."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from customers.domain.customer import Address, Customer, Status
from customers.domain.metric import Metric
from customers.domain.money import format_count
from customers.domain.words import join_words

_EMAIL_FITS = 22


class _Part(NamedTuple):
    name: str
    wire: str
    word: str


_REQUIRED_PARTS = (
    _Part("contact_name", "contactName", "contact name"),
    _Part("street_address", "streetAddress", "street"),
    _Part("city", "city", "city"),
    _Part("country", "country", "country"),
)


class State(StrEnum):
    """What was found for one condition."""

    MET = "met"
    UNMET = "unmet"
    UNKNOWN = "unknown"


class Eligibility(StrEnum):
    """The verdict of one check."""

    ELIGIBLE = "eligible"
    NOT_ELIGIBLE = "not_eligible"
    UNKNOWN = "unknown"

    @property
    def label(self) -> str:
        """The words beside the check."""
        return _ELIGIBILITY_LABELS[self]


_ELIGIBILITY_LABELS = {
    Eligibility.ELIGIBLE: "Eligible",
    Eligibility.NOT_ELIGIBLE: "Not eligible",
    Eligibility.UNKNOWN: "Unknown",
}


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition: its name in the markup, its title, and the value seen.

    `reason` is half a sentence for reading aloud ("the billing address has no city"), '' when met.
    """

    name: str
    title: str
    state: State
    seen: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one check says, with every condition, and data faults that stand beside it."""

    check: str
    title: str
    state: Eligibility
    conditions: tuple[Condition, ...]
    faults: tuple[str, ...] = ()

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why it is not "eligible": the unmet conditions, or else the unknown ones."""
        wanted = State.UNMET if self.state is Eligibility.NOT_ELIGIBLE else State.UNKNOWN
        return tuple(one.reason for one in self.conditions if one.state is wanted)


def upgrade_verdict(customer: Customer) -> Verdict:
    """FlexPortal's own documented rule (Get Customer, "Check Customer Eligibility")."""
    conditions = (_active_devices(customer), _status_active(customer))
    return make_verdict("upgrade", "Upgrade", conditions, data_faults(customer))


def pre_order_verdict(customer: Customer) -> Verdict:
    """Whether a new order has what it needs (contract §4.2 and §10)."""
    conditions = (
        _status_active(customer),
        _email_present(customer),
        _address_complete("billing", customer.billing_address, customer),
        _address_complete("shipping", customer.shipping_address, customer),
    )
    return make_verdict("pre_order", "Pre-order", conditions, data_faults(customer))


def can_upgrade(customer: Customer) -> bool:
    """The verdict is a plain yes."""
    return upgrade_verdict(customer).state is Eligibility.ELIGIBLE


def can_pre_order(customer: Customer) -> bool:
    """The verdict is a plain yes."""
    return pre_order_verdict(customer).state is Eligibility.ELIGIBLE


def data_faults(customer: Customer) -> tuple[str, ...]:
    """States FlexPortal says cannot be: inactive with active devices (contract §10, Delete)."""
    devices = customer.active_devices.value
    if customer.status is not Status.INACTIVE or devices is None or devices <= 0:
        return ()
    noun = "active device" if devices == 1 else "active devices"
    return (
        f"FlexPortal reports an inactive customer with {format_count(devices)} {noun}, "
        "which by its own rules cannot be.",
    )


def make_verdict(
    check: str, title: str, conditions: tuple[Condition, ...], faults: tuple[str, ...]
) -> Verdict:
    """A verdict: one unmet condition says no; else one unknown makes it unknown."""
    states = {condition.state for condition in conditions}
    if State.UNMET in states:
        state = Eligibility.NOT_ELIGIBLE
    else:
        state = Eligibility.UNKNOWN if State.UNKNOWN in states else Eligibility.ELIGIBLE
    return Verdict(check, title, state, conditions, faults)


def _active_devices(customer: Customer) -> Condition:
    name, title, devices = "active_devices", "Active devices above 0", customer.active_devices.value
    if devices is None:
        absent = customer.why_absent(*Metric.ACTIVE_DEVICES.paths)
        reason = f"the number of active devices was {absent}"
        return Condition(name, title, State.UNKNOWN, absent, reason)
    if devices > 0:
        return Condition(name, title, State.MET, format_count(devices))
    return Condition(name, title, State.UNMET, format_count(devices), "there is no active device")


def _status_active(customer: Customer) -> Condition:
    name, title = "status_active", "Status is active"
    if customer.status is Status.ACTIVE:
        return Condition(name, title, State.MET, "active")
    if customer.status is Status.INACTIVE:
        return Condition(name, title, State.UNMET, "inactive", "the account is inactive")
    if customer.raw_status:
        reason = f"FlexPortal calls the account “{customer.raw_status}”"
        return Condition(name, title, State.UNKNOWN, f"“{customer.raw_status}”", reason)
    absent = customer.why_absent("status")
    reason = f"the status of the account was {absent}"
    return Condition(name, title, State.UNKNOWN, absent, reason)


def _email_present(customer: Customer) -> Condition:
    name, title = "email_present", "E-mail present"
    if customer.email is None:
        absent = customer.why_absent("email")
        reason = f"the e-mail address was {absent}"
        return Condition(name, title, State.UNKNOWN, absent, reason)
    email = customer.email.strip()
    if not email:
        return Condition(name, title, State.UNMET, "empty", "there is no e-mail address")
    return Condition(name, title, State.MET, shorten_email(email))


def shorten_email(email: str) -> str:
    """`marieke@…advies.nl`: both ends of an address too long for its place."""
    if len(email) <= _EMAIL_FITS:
        return email
    local, _, host = email.rpartition("@")
    return f"{local[:9]}@…{host[-9:]}"


def _address_complete(kind: str, address: Address | None, customer: Customer) -> Condition:
    """Contact name, street, city and country are there (contract §4.2, D28).

    A part that is delivered but cannot be read is unknown: it may be there.
    """
    name, title = f"{kind}_address_complete", f"{kind.title()} address complete"
    paths = (f"last{kind.title()}Address", f"{kind}Address")
    if address is None:
        absent = customer.why_absent(*paths)
        reason = f"the {kind} address was {absent}"
        return Condition(name, title, State.UNKNOWN, absent, reason)
    lacking = [part for part in _REQUIRED_PARTS if not (getattr(address, part.name) or "").strip()]
    if not lacking:
        return Condition(name, title, State.MET, "4 of 4 parts")
    missing = [
        part.word
        for part in lacking
        if not customer.is_garbled(*(f"{path}.{part.wire}" for path in paths))
    ]
    if missing:
        reason = f"the {kind} address has no {join_words(missing, last=' and no ', comma=', no ')}"
        return Condition(name, title, State.UNMET, f"{join_words(missing)} missing", reason)
    garbled = join_words([part.word for part in lacking])
    reason = f"the {kind} address has an unreadable {garbled}"
    return Condition(name, title, State.UNKNOWN, f"{garbled} not readable", reason)
