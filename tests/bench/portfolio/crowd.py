"""Customers by the million, made up: names common and rare, profits skewed, some odd ones."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import accumulate
from random import Random

from customers.domain.search import product_word, search_text

TODAY = date(2026, 9, 15)
HISTORY_DAYS = 1_500
COMMON_NAME, RARE_NAME = "jansen", "quistgaard"
"""One customer in forty bears the first, one in fifty thousand the second."""
FIRSTS = (
    *("Jan", "Maria", "Anna", "Peter", "Sanne", "Youssef", "Zoë", "Björn", "Fatima", "Lars"),
    *("Noor", "Émile", "Chloé", "Håkan", "Łukasz", "Aïsha", "Jürgen", "Siân", "Mehmet", "Ines"),
    *("Tomás", "Greta", "Olu", "Priya", "Kenji", "Marieke", "Dirk", "Sofie", "Ayşe", "Ruben"),
)
_KNOWN_LASTS = (
    *("Jansen", "de Vries", "van den Berg", "Bakker", "Visser", "Smit", "Meijer", "Mulder"),
    *("Müller", "Sjöström", "O'Brien", "García", "Nowak", "Yılmaz", "Nguyễn", "Ó Briain"),
    *("al-Khatib", "Lindqvist", "Peeters", "Dubois", "Rossi", "Andersen", "Novák", "Öztürk"),
    *("Hoekstra", "Brouwer", "Postma", "Schouten", "Kuipers", "Verhoeven", "Dekker", "Wolters"),
)
_BEGINNINGS = ("Ber", "Dal", "Fal", "Gro", "Hal", "Kor", "Lin", "Mar", "Nor", "Ros", "Sten", "Wal")
_ENDINGS = (
    "berg",
    "dal",
    "man",
    "horst",
    "veld",
    "sen",
    "stra",
    "mark",
    "huis",
    "lund",
    "ing",
    "ov",
)
LASTS = _KNOWN_LASTS + tuple(
    f"{one}{other}{end}" for one in _BEGINNINGS for other in ("", "ke") for end in _ENDINGS
)
PRODUCTS = tuple(
    f"{maker} {model} {size}"
    for maker, model in (
        ("Nord", "Phone"),
        ("Nord", "Tablet"),
        ("Fjell", "Laptop"),
        ("Vik", "Bike"),
    )
    for size in ("S", "M", "L")
)
_LAST_WEIGHTS = tuple(accumulate(1 / (rank + 9) for rank in range(len(LASTS))))
_PRODUCT_WEIGHTS = tuple(accumulate(1 / (rank + 1) for rank in range(len(PRODUCTS))))
_DEVICES = (1, 1, 1, 1, 1, 1, 2, 2, 3, 5)
CUSTOMER_COLUMNS = (
    *("tenant_id", "customer_id", "born", "died", "fingerprint", "name", "company", "email"),
    *("phone", "sort_name", "search_text", "status", "customer_type", "recovery", "collected"),
    *("acquisition_cost", "profit", "still_open", "recovery_percent", "monthly_revenue"),
    *("average_monthly_revenue", "active_devices", "devices_ever", "orders", "contract_ends_on"),
    *("at_risk_on", "cohort", "collected_since", "customer_since", "document"),
)
SUBSCRIPTION_COLUMNS = (
    *("tenant_id", "subscription_id", "customer_id", "born", "died", "fingerprint", "product"),
    *("status", "monthly_amount", "acquisition_cost", "cost_source", "collected", "start_on"),
    *("contract_months", "end_on", "ended_on"),
)
Row = tuple[object, ...]
_DAYS = tuple(TODAY - timedelta(days=number) for number in range(HISTORY_DAYS + 1_200))
_ENDS = tuple(TODAY + timedelta(days=number) for number in range(-30, 1_100))


@dataclass(frozen=True, slots=True)
class Member:
    """One customer's row, its subscriptions' rows, and the text it is found by."""

    customer: Row
    subscriptions: tuple[Row, ...]


def crowd(tenant_id: int, count: int, generation: int, alive: int) -> Iterator[Member]:
    """So many customers of one tenant; one in a hundred is gone since the last run."""
    rng = Random(4)  # noqa: S311 - a story, not a secret
    for number in range(count):
        yield _member(rng, tenant_id, number, 1, alive)
        if number % 100 == 7:
            yield _member(rng, tenant_id, count + number, 1, generation)


def _member(rng: Random, tenant_id: int, number: int, born: int, died: int) -> Member:
    luck = rng.random()
    customer_id = f"c{number:08d}"
    since = rng.randrange(HISTORY_DAYS)
    devices = rng.choice(_DEVICES) if luck > 0.03 else 0
    lasting = rng.choice((12, 24, 24, 36))
    subscriptions = tuple(
        _subscription(rng, tenant_id, customer_id, one, (since, lasting, born, died))
        for one in range(devices)
    )
    active = devices if luck > 0.12 else 0
    money = _money(rng, devices, luck, since > lasting * 15)
    monthly = 10_000 * 35 * active
    customer = (
        *(tenant_id, customer_id, born, died, rng.randbytes(16)),
        *_identity(rng, number, customer_id, subscriptions),
        "inactive" if luck < 0.02 else "active",
        "individual" if number % 3 else "business",
        *money,
        *(monthly, monthly if luck > 0.05 else None, active, devices, 1 + devices // 2),
        _ENDS[rng.randrange(len(_ENDS))] if active else None,
        *_dates(since, lasting, devices),
        _document(money, monthly, subscriptions),
    )
    return Member(customer, subscriptions)


def _dates(since: int, lasting: int, devices: int) -> Row:
    """At risk from, cohort, collected since, customer since."""
    late = _DAYS[max(since - lasting * 15, 0)]
    first = _DAYS[since].replace(day=1)
    owned = (late, first) if devices else (None, None)
    return (*owned, _DAYS[since // 3], _DAYS[since])


def _identity(rng: Random, number: int, customer_id: str, owned: tuple[Row, ...]) -> Row:
    first = FIRSTS[int(len(FIRSTS) * rng.random() ** 2)]
    rare = number % 50_000 == 4_321
    last = "Quistgaard" if rare else rng.choices(LASTS, cum_weights=_LAST_WEIGHTS)[0]
    name = f"{first} {last}"
    company = "" if number % 3 else f"{last} Holding B.V."
    digits = f"{number * 7919 % 100_000_000:08d}"
    host = f"{_folded(last).replace(' ', '')}.example"
    products = " ".join({_product_word(str(one[6])) for one in owned})
    found_by = (
        f"{_folded(name)} {_folded(company)} {number:x} {host.replace('.', ' ')} {customer_id}"
        f" 316{digits} 16{digits} 6{digits} {digits} {products}"
    )
    email = f"{_folded(first)}.{number:x}@{host}"
    return (name, company, email, f"+31 6 {digits}", _folded(name), " ".join(found_by.split()))


@cache
def _folded(text: str) -> str:
    return search_text(text)


@cache
def _product_word(product: str) -> str:
    return product_word(product)


def _money(rng: Random, devices: int, luck: float, late: bool) -> Row:
    """Badge, collected, cost, profit, still open, percent: a few earn most, one in ten is late."""
    collected = 100 * int(100 * devices * rng.lognormvariate(5.6, 1.1))
    if not devices or 0.5 < luck < 0.514:
        return ("no_data", collected if devices else None, None, None, None, None)
    cost = 100 * int(100 * devices * rng.lognormvariate(5.3, 0.5))
    percent = collected * 1_000_000 // cost
    badge = "recovering"
    if percent >= 1_000_000:
        badge = "profitable"
    elif percent <= 500_000 and (late or luck > 0.8):
        badge = "at_risk"
    return (badge, collected, cost, collected - cost, max(cost - collected, 0), percent)


def _subscription(
    rng: Random, tenant_id: int, customer_id: str, number: int, life: tuple[int, int, int, int]
) -> Row:
    since, months, born, died = life
    product = rng.choices(PRODUCTS, cum_weights=_PRODUCT_WEIGHTS)[0]
    end = _ENDS[rng.randrange(len(_ENDS))]
    return (
        *(tenant_id, f"{customer_id}-{number}", customer_id, born, died, rng.randbytes(16)),
        *(product, "active", 350_000, 2_000_000, "asset", 2_500_000),
        *(_DAYS[since], months, end, None),
    )


def _document(money: Row, monthly: int, subscriptions: tuple[Row, ...]) -> str:
    _, collected, cost, profit, _, percent = money
    devices = ",".join(
        f'["{one[1]}","{one[6]}",true,"asset","200.00","250.00","35.00"]' for one in subscriptions
    )
    return (
        f'{{"v":1,"at":"2026-09-15T04:00:00+00:00","figures":{{"lifetime_collected":"{collected}",'
        f'"acquisition_cost":"{cost}","profit":"{profit}","cost_recovery_percent":"{percent}",'
        f'"monthly_revenue":"{monthly}"}},"devices":[{devices}]}}'
    )
