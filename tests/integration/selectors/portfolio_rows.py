"""A tenant's rows at random, with ties, unknowns, dead and unborn ones, beside another tenant's."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from customers.domain.minor import SCALE
from customers.domain.portfolio_columns import Column
from customers.domain.portfolio_wish import ListWish
from customers.domain.profitability import Recovery, possible_badges
from customers.domain.search import search_text
from customers.models import ALIVE, Portfolio, PortfolioCustomer, Tenant
from customers.models.portfolio_search import index_rows
from customers.models.whole_rows import whole_rows
from tests.portfolio import a_row, a_tenant, publish

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
TODAY = NOW.date()
SHOWN = 5
NAMES = ("jan", "jansen", "bruno", "brouwerij", "zoe", "abel", "åsa", "müller", "oconnor", "ng")
SECTORS = ("Retail", "Care", "")
PRODUCTS = ("MacBook Air", "iPhone 16")


def _maybe(chance: Random, value: Any) -> Any:
    return None if chance.random() < 0.2 else value


def a_random_row(tenant: Tenant, number: int, chance: Random) -> PortfolioCustomer:
    """Few different values of each column, so that many rows are tied; a fifth is unknown."""
    name = " ".join(chance.sample(NAMES, 2)) if chance.random() < 0.9 else ""
    company = chance.choice(["", "Noord BV", "Zuid BV"])
    born, died = chance.choice([(1, ALIVE), (2, ALIVE), (1, 5), (6, ALIVE), (5, 6)])
    profit = _maybe(chance, chance.randrange(-4, 5) * SCALE // 2)
    percent = _maybe(chance, chance.randrange(0, 200, 25))
    return a_row(
        tenant,
        number,
        born=born,
        died=died,
        name=name,
        sort_name=name,
        company=company,
        email=chance.choice(["", "a@x.nl", "b@x.nl"]),
        search_text=_words(name, company, number, chance),
        cohort=_maybe(chance, date(2026, chance.randrange(1, 4), 1)),
        recovery_percent=None if percent is None else percent * SCALE,
        recovery=_badge(chance, percent),
        profit=profit,
        still_open=None if profit is None else max(-profit, 0),
        **{field: chance.choice(words) for field, words in _BADGES.items()},
        **{field: _maybe(chance, chance.randrange(-4, 5) * SCALE // 2) for field in _AMOUNTS},
        **{field: _maybe(chance, chance.randrange(4)) for field in _COUNTS},
        **{field: _maybe(chance, _day(chance)) for field in _DAYS},
    )


def _badge(chance: Random, percent: int | None) -> str:
    if percent is None:
        return Recovery.NO_DATA
    exactly = Decimal(percent)
    return chance.choice(sorted(possible_badges(exactly, exactly)))


def _words(name: str, company: str, number: int, chance: Random) -> str:
    return search_text(
        name,
        company,
        f"cust_{number:06}",
        phone=f"+31 20 {number:07}",
        custom_fields=[("Sector", chance.choice(SECTORS))],
        products=chance.sample(PRODUCTS, chance.randrange(3)),
    )


def _day(chance: Random) -> date:
    return TODAY + timedelta(days=chance.randrange(-4, 60))


_BADGES = {
    "status": ["active", "inactive", "unknown"],
    "customer_type": ["business", "individual", "unknown"],
}
_AMOUNTS = (
    "collected",
    "acquisition_cost",
    "monthly_revenue",
    "average_monthly_revenue",
)
_COUNTS = ("active_devices", "devices_ever", "orders")
_DAYS = ("contract_ends_on", "customer_since")


def a_random_portfolio(count: int, seed: int = 1) -> Portfolio:
    """The picture that readers see of so many versions of rows; a neighbour has rows too."""
    chance = Random(seed)  # noqa: S311
    tenant, neighbour = a_tenant(1), a_tenant(2)
    rows = [a_random_row(tenant, number, chance) for number in range(count)]
    rows += [a_random_row(neighbour, number, chance) for number in range(count // 4)]
    chance.shuffle(rows)
    kept = PortfolioCustomer.objects.bulk_create(rows, batch_size=500)
    index_rows([(row.pk, row.search_text) for row in kept])
    before = {"generation": SHOWN - 1, "as_of": NOW, "published_at": NOW}
    return publish(Portfolio.objects.create(tenant=tenant, **before), now=NOW)


def seen(portfolio: Portfolio) -> list[PortfolioCustomer]:
    """All rows of the picture."""
    return list(PortfolioCustomer.objects.shown(portfolio))


def all_ids(portfolio: Portfolio, wish: ListWish) -> list[str]:
    """The ids of all rows of a list in its order, as an export reads them."""
    pieces = whole_rows(portfolio, wish, ("customer_id",), now=NOW)
    return [one for (ids,) in pieces for one in ids]


def in_order(
    rows: Sequence[PortfolioCustomer], column: Column, *, descending: bool
) -> Iterator[PortfolioCustomer]:
    """As Python sorts them: the known by value and key, then the unknown by key."""

    def known(row: PortfolioCustomer) -> bool:
        value = getattr(row, column.field)
        return value not in {None, ""} and not (column.order and value == column.order[-1])

    def key(row: PortfolioCustomer) -> tuple[Any, int]:
        value = getattr(row, column.field)
        return (column.order.index(value) if column.order else value), row.pk

    def by_key(row: PortfolioCustomer) -> int:
        return row.pk

    yield from sorted((row for row in rows if known(row)), key=key, reverse=descending)
    yield from sorted((row for row in rows if not known(row)), key=by_key, reverse=descending)
