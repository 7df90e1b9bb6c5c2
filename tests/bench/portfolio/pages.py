"""How long the portfolio's page takes: against a bare view, Django's admin, and a small tenant."""

import gzip
import re
from collections.abc import Iterator, Mapping

from tests.bench.measure import Act, Line, Round, compare, take_turns
from tests.bench.speed import as_template

from .crowd import COMMON_NAME, PRODUCTS, RARE_NAME
from .stage import ADMIN, Stage, Visitor, address

ROUNDS = 5
PAIRS = 12
ADMIN_PAIRS = 2
MILLION = 1_000_000
BARE = "/bare/1/"
MOST_QUERIES = 8
ORDERS: Mapping[str, Mapping[str, object]] = {
    f"by {sort}": {"sort": sort} for sort in ("name", "-collected", "profit", "-customer_since")
}
FILTERS: Mapping[str, Mapping[str, object]] = {
    "at risk": {"recovery": "at_risk"},
    "at risk, by profit from the top": {"recovery": "at_risk", "sort": "-profit"},
    "no data": {"recovery": "no_data"},
    "inactive": {"status": "inactive"},
    "inactive businesses at risk or without data": {
        "status": "inactive",
        "type": "business",
        "recovery": ["at_risk", "no_data"],
    },
    "cost unknown": {"cost": "unknown"},
    "profit from 1,000": {"profit_min": 1000},
    "profit from 1,000, by name": {"profit_min": 1000, "sort": "name"},
    "revenue from 175": {"revenue_min": 175},
    "5 devices and more, by name": {"devices_min": 5, "sort": "name"},
    "ends within 30 days": {"ends_within": 30},
    "ends within 30 days, at risk": {"ends_within": 30, "recovery": "at_risk"},
    "a cohort": {"cohort": "2025-03"},
    "a product": {"product": PRODUCTS[3]},
}
SEARCHES: Mapping[str, Mapping[str, object]] = {
    "a common name": {"q": COMMON_NAME},
    "a rare name": {"q": RARE_NAME},
    "two names": {"q": f"maria {COMMON_NAME}"},
    "two letters": {"q": COMMON_NAME[:2]},
    "nobody": {"q": "xyzzy"},
    "an id": {"q": "c00004321"},
    "a common name, at risk": {"q": COMMON_NAME, "recovery": "at_risk"},
}


def pages(large: Stage, count: int) -> Iterator[Line]:
    """Every line about one tenant."""
    visitor = Visitor(large)
    page = gzip.decompress(visitor.get(address())).decode()
    bare = as_template(page, _first_customer(page))
    (large.folder / "bare.html").write_text(bare, encoding="utf-8")
    size = f"{len(page.encode()) / 1000:.0f} kB"
    yield _against(visitor, f"Page : bare view, {size}", address(), BARE, limit=4, aim=2)
    yield from _beside_admin(visitor, count)
    half = address(after=large.halfway)
    yield _against(visitor, "Half-way down : first page", half, address(), limit=1.2, aim=1)
    for name, wish in {**ORDERS, **FILTERS}.items():
        yield _against(visitor, f"Page, {name} : bare view", address(**wish), BARE, limit=4, aim=2)
    aim = 2 if count < MILLION else 3.5
    for name, wish in SEARCHES.items():
        what = f"Search, {name} : bare view"
        yield _against(visitor, what, address(**wish), BARE, limit=4, aim=aim)
    yield _queries(visitor, half)


def growth(large: Stage, small: Stage) -> Iterator[Line]:
    """The same page of both tenants."""
    for limit, wishes in ((1.3, {"as it opens": {}, **FILTERS}), (2.5, SEARCHES)):
        for name, wish in wishes.items():
            ours, plain = (_read(Visitor(one), address(**wish)) for one in (large, small))
            what = f"Growth, {name}"
            yield compare(what, _rounds(ours, plain, PAIRS), limit=limit, aim=1)


def _first_customer(page: str) -> str:
    found = re.search(r'data-id="(c\d{8})"', page)
    if found is None:
        raise RuntimeError("The portfolio's page shows no customer.")
    return found[1]


def _beside_admin(visitor: Visitor, count: int) -> Iterator[Line]:
    """The list as it is, and with the counts beside its filters."""
    counted = f"{ADMIN}?_facets=True"
    twentieth = 0.05 if count >= MILLION else None
    for what, other, limit in (
        ("Page : Django admin's list", ADMIN, 0.5),
        ("Page : the same with filter counts", counted, twentieth),
    ):
        ours, plain = _read(visitor, address()), _read(visitor, other)
        rounds = _rounds(ours, plain, ADMIN_PAIRS)
        yield compare(what, rounds, limit=limit, aim=limit or 0.5)


def _against(
    visitor: Visitor, what: str, ours: str, plain: str, *, limit: float, aim: float
) -> Line:
    rounds = _rounds(_read(visitor, ours), _read(visitor, plain), PAIRS)
    return compare(what, rounds, limit=limit, aim=aim)


def _read(visitor: Visitor, path: str) -> Act:
    return lambda: visitor.get(path)


def _rounds(ours: Act, plain: Act, pairs: int) -> list[Round]:
    """The first turn, which finds nothing warm, does not count."""
    take_turns([(ours, plain)])
    return [take_turns((ours, plain) for _ in range(pairs)) for _ in range(ROUNDS)]


def _queries(visitor: Visitor, half: str) -> Line:
    wishes = [{}, *ORDERS.values(), *FILTERS.values(), *SEARCHES.values()]
    most = max(map(visitor.queries, [half, *(address(**wish) for wish in wishes)]))
    return Line("Most queries of a page", most, MOST_QUERIES, MOST_QUERIES, digits=0)
