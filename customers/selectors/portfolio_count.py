"""How many customers a list holds and what is open with them: kept, or counted once per picture."""

from datetime import UTC, date, datetime
from functools import lru_cache
from typing import NamedTuple

from django.db import connection

from customers.domain.minor import format_minor
from customers.domain.portfolio import Key, Measure, add_up
from customers.domain.portfolio_wish import ListWish
from customers.models import Portfolio
from customers.models.picture_figures import figures_of
from customers.models.portfolio_conditions import ROWS, Condition, conditions_of, visible
from customers.models.portfolio_rows import Found, are_few, few_of, narrowest
from customers.models.portfolio_search import Sql, joined

KEPT = 256
_KEPT = ("recovery", "status", "type")


class Tally(NamedTuple):
    """Customers, and the sum of what is open with those of whom it is known (ten-thousandths)."""

    customers: int
    known: int
    still_open: int

    def say(self, currency: str) -> str:
        """`42 customers, 74,810.47 EUR open`, and how many the sum leaves out."""
        words = f"{self.customers:,} customer{'' if self.customers == 1 else 's'}"
        if not self.known:
            return words
        money = f"{format_minor(self.still_open)} {currency}".rstrip().replace(" ", "\u00a0")
        left_out = self.customers - self.known
        rest = f" ({left_out:,} unknown)" if left_out else ""
        return f"{words}, {money} open{rest}"


def kept_tally(portfolio: Portfolio, wish: ListWish) -> Tally | None:
    """What the picture's kept counts say; None where they know nothing of a filter."""
    kept = [pair for pair in wish.choices if pair[0] in _KEPT]
    if wish.filters != ListWish(choices=tuple(kept), cost=wish.cost):
        return None
    figures = figures_of(portfolio.figures)
    if figures is None:
        return None if wish.filtered else Tally(portfolio.customer_count, 0, 0)
    sums = add_up(sums for key, sums in figures.cube.items() if _stands_in(key, wish))
    still_open = sums.total(Measure.STILL_OPEN)
    return Tally(sums.customers, still_open.counted, still_open.amount)


def _stands_in(key: Key, wish: ListWish) -> bool:
    words = {"recovery": key.recovery, "status": key.status, "type": key.customer_type}
    chosen = all(words[name] in values for name, values in wish.choices)
    return chosen and wish.cost in {"", "known" if key.cost_known else "unknown"}


def count_found(portfolio: Portfolio, wish: ListWish, now: datetime) -> Tally:
    """All that pass the wish's filters; once a process for each picture, filters and day."""
    picture = _Picture(portfolio.pk, portfolio.generation, now.astimezone(UTC).date())
    return _counted(picture, wish.filters)


class _Picture(NamedTuple):
    portfolio: int
    generation: int
    day: date


@lru_cache(KEPT)
def _counted(picture: _Picture, filters: ListWish) -> Tally:
    portfolio = Portfolio.objects.get(pk=picture.portfolio)
    portfolio.generation = picture.generation
    noon = datetime(picture.day.year, picture.day.month, picture.day.day, 12, tzinfo=UTC)
    few = few_of(portfolio.customer_count)
    driver = narrowest(conditions_of(portfolio, filters, noon), few)
    return _count_by(portfolio, filters, noon, driver)


def count_few(portfolio: Portfolio, wish: ListWish, now: datetime, found: Found) -> Tally | None:
    """The same where it costs next to nothing: all are known by now, or all of the tenant few."""
    if found.counts:
        return Tally(*found.counts)
    few = are_few(portfolio.customer_count)
    return _count_by(portfolio, wish, now) if few else None


def _count_by(
    portfolio: Portfolio, wish: ListWish, now: datetime, driver: Condition | None = None
) -> Tally:
    """In one query, by the rows of a condition that few can pass, else by all."""
    conditions = conditions_of(portfolio, wish.filters, now)
    where = joined([visible(portfolio), *(one.sql for one in conditions)])
    if driver and driver.hits:
        few = driver.hits
        first = Sql(f"WITH few AS MATERIALIZED ({few.text}) ", few.values)
        source, link = f"few CROSS JOIN {ROWS} AS c", "c.id = few.id AND "
    else:
        hint = " NOT INDEXED" if connection.vendor == "sqlite" else ""
        first, source, link = Sql(""), f"{ROWS} AS c{hint}", ""
    text = (
        f"{first.text}SELECT count(*), count(c.still_open), sum(c.still_open) FROM {source}"  # noqa: S608
        f" WHERE {link}c.tenant_id = %s AND {where.text}"
    )
    with connection.cursor() as cursor:
        cursor.execute(text, (*first.values, portfolio.tenant_id, *where.values))
        customers, known, still_open = cursor.fetchone()
    return Tally(customers, known, int(still_open or 0))
