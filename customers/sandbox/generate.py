"""The other customers: each one made from the seed and its number, whenever it is asked for."""

import re
import unicodedata
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from random import Random

from .cast import Tenant
from .catalogue import LOCALES, PRODUCTS, Locale
from .months import add_months
from .plan import Contract, Document, Ending, Payer, Person, Plan, Product, Shape, Waiting
from .recipes import address

_HISTORY_SECONDS = 1_600 * 86_400  # the company is a little over four years old
_MIX = 0x9E3779B97F4A7C15
_TERM_PRICES = {12: 115, 24: 100, 36: 86}  # percent of the 24-month price
_SHAPES = (Shape.FLAT,) * 32 + (Shape.BOTH,) * 6 + (Shape.NESTED, Shape.ARCHIVED)


class Generator:
    """Makes the plan of any customer of one tenant; the same seed gives the same company."""

    def __init__(self, tenant: Tenant, seed: int, today: date) -> None:
        self._tenant, self._today = tenant, today
        self._locale = LOCALES[tenant.locale]
        digest = sha256(f"{seed}:{tenant.tenant_id}".encode()).digest()
        self._salt = int.from_bytes(digest[:8])

    def created_at(self, index: int) -> datetime:
        """When a customer was created: cheap, so that all of them can be put in order."""
        mixed = ((index + self._salt) * _MIX) & 0xFFFFFFFFFFFFFFFF
        mixed = ((mixed ^ (mixed >> 29)) * _MIX) & 0xFFFFFFFFFFFFFFFF
        noon = datetime(self._today.year, self._today.month, self._today.day, 12, tzinfo=UTC)
        return noon - timedelta(seconds=86_400 * 2 + (mixed >> 17) % _HISTORY_SECONDS)

    def plan(self, index: int) -> Plan:
        """The whole story of one customer."""
        rng = Random(self._salt + index)  # noqa: S311 - a story, not a secret
        created = self.created_at(index)
        person = _make_person(rng, self._locale, index)
        home = _make_address(rng, self._locale, person)
        contracts = _make_contracts(rng, self._today, created.date(), person.company is not None)
        running = any(each.status(self._today) == "active" for each in contracts)
        return Plan(
            person,
            created,
            contracts,
            _make_payer(rng, self._today),
            billing=home,
            shipping=home if rng.random() < 0.95 else None,
            shape=rng.choice(_SHAPES),
            active=running or rng.random() < 0.6,
            consolidated=person.company is not None and len(contracts) > 1 and rng.random() < 0.6,
            waiting=_make_waiting(rng, self._today, contracts),
        )


def number_in_email(email: str) -> int | None:
    """The customer number that a generated address carries before its @; None in any other."""
    found = re.search(r"\.([0-9a-f]{1,8})@", email)
    return int(found[1], 16) if found else None


def _make_person(rng: Random, locale: Locale, index: int) -> Person:
    first, last = rng.choice(locale.firsts), rng.choice(locale.lasts)
    company = f"{last} {rng.choice(locale.legal_forms)}" if rng.random() < 0.35 else None
    local, domain = _latin(first) or "contact", _latin(last) or "maktab"
    email = f"{local}.{index:x}@{domain if company else 'postvak'}.example"
    phone = f"{locale.prefix} {rng.randrange(10_000):04}" if rng.random() < 0.92 else None
    return Person(first, last, email, company, phone)


def _latin(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z]", "", plain)


def _make_address(rng: Random, locale: Locale, person: Person) -> Document:
    city, postal = rng.choice(locale.cities)
    street = f"{rng.choice(locale.streets)} {rng.randrange(1, 280)}"
    home = address(f"{person.first} {person.last}", street, city, postal, locale.country)
    return home | ({"company": person.company} if person.company else {})


def _make_payer(rng: Random, today: date) -> Payer:
    habit = rng.random()
    if habit < 0.78:
        return Payer(rng.randrange(3))
    if habit < 0.92:
        return Payer(rng.randrange(8, 40))
    return Payer(1, stops_on=today - timedelta(days=rng.randrange(10, 150)))


def _make_contracts(
    rng: Random, today: date, created: date, business: bool
) -> tuple[Contract, ...]:
    orders = rng.choice((1, 1, 1, 2, 2, 3)) if rng.random() < 0.98 else 0
    billing_day = min(created.day, 28)
    contracts: list[Contract] = []
    for order in range(orders):
        later = rng.randrange((today - created).days + 1) if order else 0
        start = (created + timedelta(days=later)).replace(day=billing_day)
        devices = rng.choice((1, 2, 3, 5)) if business else 1
        contracts += [_make_contract(rng, start, order) for _ in range(devices)]
    settled = [_turn(rng, contract, today) for contract in contracts]
    return tuple(_upgrade_some(rng, settled, orders, today))


def _make_contract(rng: Random, start: date, order: int) -> Contract:
    product = rng.choice(PRODUCTS)
    term = rng.choice((12, 24, 24, 36))
    monthly = product.monthly * _TERM_PRICES[term] // 5_000 * 50
    cost, source = _make_cost(rng, product)
    return Contract(product, start, term, monthly, cost, source, order)


def _make_cost(rng: Random, product: Product) -> tuple[int | None, str]:
    luck = rng.random()
    if luck < 0.05:
        return None, "unknown"
    if luck < 0.12:
        return product.list_price, "list_price"
    source = rng.choice(("variant", "variant", "variant", "manual", "order_override"))
    return product.cost * rng.randrange(92, 109) // 100, source


def _turn(rng: Random, contract: Contract, today: date) -> Contract:
    """What happened to the contract on its way, as far as today has come."""
    luck, month = rng.random(), rng.randrange(3, contract.term)
    on = add_months(contract.start, month)
    if luck < 0.15 and on <= today:
        left = contract.monthly * (contract.term - month)
        if luck < 0.05:
            return replace(contract, ending=Ending("ended_buyout", on, left))
        fee = left // 2 if luck < 0.08 else 0
        status = "ended_early_return" if luck < 0.11 else "cancelled"
        return replace(contract, ending=Ending(status, on, 0 if status == "cancelled" else fee))
    if luck < 0.19 and on <= today:
        return replace(contract, replaced_on=on)
    if luck < 0.4 and contract.end <= today:
        return replace(contract, extended=rng.choice((6, 12)))
    return contract


def _upgrade_some(
    rng: Random, contracts: list[Contract], orders: int, today: date
) -> list[Contract]:
    """Some contracts that ran undisturbed for a year give way to a new device on a new order."""
    kept: list[Contract] = []
    newer: list[Contract] = []
    for number, contract in enumerate(contracts):
        on = add_months(contract.start, 12)
        plain = contract.ending is None and not contract.extended and contract.term > 12
        if not plain or on > today or rng.random() > 0.06:
            kept.append(contract)
            continue
        kept.append(replace(contract, ending=Ending("ended_upgrade", on)))
        successor = _make_contract(rng, on, orders + len(newer))
        newer.append(replace(successor, upgraded_from=number))
    return kept + newer


def _make_waiting(rng: Random, today: date, contracts: tuple[Contract, ...]) -> tuple[Waiting, ...]:
    """Now and then an order that was not given out, or not wholly."""
    if contracts and rng.random() > 0.08:
        return ()
    status = rng.choice(("pending", "confirmed", "cancelled"))
    orders = {contract.order for contract in contracts}
    on = today - timedelta(days=rng.randrange(1, 20))
    order = rng.choice((len(orders), max(orders, default=0)))
    return (Waiting(rng.choice(PRODUCTS), rng.randrange(1, 3), order, on, status),)
