"""The customers that are awkward in their words and in the shape of their documents."""

from dataclasses import replace
from datetime import date

from . import cast
from .catalogue import IPHONE
from .plan import Document, Person, Plan
from .recipes import address, begun, cast_member, moment, rented

_SURNAME = "Wolfeschlegelsteinhausenbergerdorff"


def odd_plans(today: date) -> list[Plan]:
    """Customers whose names, addresses, moments or values are rare, broken or hostile."""
    return [*_names(today), *_addresses(today), *_moments(today), *_others(today)]


def _plan(today: date, customer_id: str, first: str, last: str, **patch: object) -> Plan:
    """One phone that has not paid back yet; `patch` overrides the document."""
    start = begun(today, 11)
    email = f"{customer_id.removeprefix('cust_')}@postvak.example"
    person = Person(first, last, email, phone="+31 6 5550 1000")
    contract = rented(IPHONE, start, term=24, monthly=4_400, cost=72_000)
    return replace(cast_member(customer_id, person, start, contract), patch=patch)


def _names(today: date) -> list[Plan]:
    long = "-".join([_SURNAME] * 9)[: 300 - len("Hubert ")]
    return [
        _plan(today, cast.LONG_NAME, "Hubert", long),
        _plan(today, cast.MARKUP, "<script>alert(1)</script>", 'O\'Neil & "Zonen" <b>B.V.</b>'),
        _plan(today, cast.OVERRIDE, "Abel", "\u202egnitekram \u202c=1+1"),
    ]


def _addresses(today: date) -> list[Plan]:
    doha = address("فاطمة الكواري", "شارع السد ١٢، مبنى ٤", "الدوحة", None, "قطر")
    dutch = address("Sjoukje IJsbrandtsz", "'t Hoogt 8-bis-III", "'s-Gravenhage", "2511 CV", "NL")
    cityless = {name: line for name, line in dutch.items() if name != "city"}
    home = {"lastBillingAddress": cityless, "lastShippingAddress": dutch}
    arabic = _plan(today, cast.ARABIC, "فاطمة", "الكواري")
    frisian = _plan(today, cast.DUTCH, "Sjoukje", "IJsbrandtsz")
    return [
        replace(arabic, billing=doha, shipping=doha),
        replace(frisian, billing=dutch, shipping=dutch),
        _plan(today, cast.NO_SHIPPING, "Sem", "Zonderadres", lastShippingAddress=None),
        _plan(today, cast.NO_CITY, "Stan", "Zonderstad", **home),
    ]


def _moments(today: date) -> list[Plan]:
    seconds = int(moment(begun(today, 11)).timestamp())
    forms: dict[str, object] = {
        cast.CREATED_SECONDS: seconds,
        cast.CREATED_MILLISECONDS: seconds * 1000,
        cast.CREATED_TIMESTAMP: {"seconds": seconds, "nanoseconds": 0},
        cast.CREATED_UNDERSCORED: {"_seconds": seconds, "_nanoseconds": 0},
        cast.CREATED_GARBAGE: "the day before yesterday",
    }
    return [
        _plan(today, customer_id, "Tijs", "Tijdstip", createdAt=form)
        for customer_id, form in forms.items()
    ]


def _others(today: date) -> list[Plan]:
    unknown: Document = {"status": "suspended", "customerType": "reseller"}
    shared: Document = {"email": cast.SHARED_EMAIL}
    twin = _plan(today, cast.SHARED_EMAIL_INACTIVE, "Dirk", "Dubbel", **shared)
    return [
        _plan(today, cast.NO_PHONE, "Bea", "Zonderbel", phone=None),
        _plan(today, cast.UNKNOWN_VALUES, "Ursula", "Onbekend", **unknown),
        _plan(today, cast.SHARED_EMAIL_ACTIVE, "Dora", "Dubbel", **shared),
        replace(twin, active=False, contracts=()),
    ]
