"""What a row must be to stand in the list that somebody wishes for, as pieces of SQL.

The table's alias is `c`; values are always bound. Each test says, where an index can, which rows
may pass it.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from django.db import connection

from customers.domain.portfolio_filters import MIRRORS
from customers.domain.portfolio_wish import RANGES, ListWish
from customers.domain.ranking import Place
from customers.domain.search import Word, field_word, product_word, search_words

from .attention import Attention
from .picture_figures import figures_of
from .portfolio import Portfolio
from .portfolio_customer import PortfolioCustomer
from .portfolio_search import Sql, holding, is_sure, joined, matching, selecting
from .portfolio_segments import SEGMENT_CHOICES, chosen_segments, in_segments

ROWS = PortfolioCustomer._meta.db_table


class Condition(NamedTuple):
    """One condition on a row; `reads` is the column it is about.

    `hits` selects the keys of all rows that may pass, by index; None where no index helps. `low`
    and `high` are its two halves where it is a stretch of the column. `sure` says that every one of
    the hits passes, so that its row need not be tested. `matches` is what an index answers of the
    row itself, where that is another question: PostgreSQL's of words.
    """

    sql: Sql
    reads: str
    hits: Sql | None = None
    low: Sql | None = None
    high: Sql | None = None
    sure: bool = False
    matches: Sql | None = None

    @property
    def of_words(self) -> bool:
        """The index of words gathers its hits: much more slowly than a stretch of another."""
        return self.reads == "search_text"


def conditions_of(portfolio: Portfolio, wish: ListWish, now: datetime) -> tuple[Condition, ...]:
    """Every condition of the wish, but for the picture that a row must belong to."""
    return tuple(_conditions(portfolio, wish, now))


def mirrored(portfolio: Portfolio, wish: ListWish) -> Iterator[Condition]:
    """What the wish's stretches of profit say of what is open, and the other way round.

    They hold of every row that passes the wish. The order of what is open would have to be walked
    to its end for those who have earned something: all of them have nothing open.
    """
    stretches = [(RANGES[one.name], *one.bounds) for one in wish.ranges]
    if wish.decile and (ends := _ends_of_tenth(portfolio, wish.decile)):
        first, last = ends
        stretches.append(("profit", last.profit, first.profit))
    for column, low, high in stretches:
        if column in MIRRORS:
            other, mirror = MIRRORS[column]
            bounds = mirror(low, high)
            if bounds != (None, None):
                yield _between(other, *bounds)


def visible(portfolio: Portfolio) -> Sql:
    """The row stands in the picture that readers see."""
    return Sql("c.born <= %s AND c.died > %s", (portfolio.generation, portfolio.generation))


def words_asked(wish: ListWish) -> tuple[Word, ...]:
    """Everything that is looked for as a word."""
    words = search_words(wish.q)
    if wish.product:
        words += (Word(product_word(wish.product), whole=True),)
    if wish.field:
        words += (Word(field_word(wish.field, wish.value), whole=True),)
    return words


def _conditions(portfolio: Portfolio, wish: ListWish, now: datetime) -> Iterator[Condition]:
    tenant = Sql("c.tenant_id = %s", (portfolio.tenant_id,))
    chosen = in_segments(chosen_segments(wish))
    scope = joined([tenant, chosen])
    if wish.cost or any(wish.chosen(name) for name in SEGMENT_CHOICES):
        yield _indexed(tenant, "segment", chosen)
    if words := words_asked(wish):
        yield _words(words)
    for one in wish.ranges:
        yield _stretch(scope, RANGES[one.name], *one.bounds)
    if wish.ends_within is not None:
        today = now.astimezone(UTC).date()
        days = (today.isoformat(), (today + timedelta(days=wish.ends_within)).isoformat())
        yield _stretch(scope, "contract_ends_on", *days)
    if wish.cohorts:
        months = [cohort.isoformat() for cohort in wish.cohorts]
        marks = ", ".join(["%s"] * len(months))
        yield _indexed(tenant, "cohort", Sql(f"c.cohort IN ({marks})", tuple(months)))
    if wish.decile:
        yield _tenth(portfolio, scope, wish.decile)
    if kinds := wish.chosen("attention"):
        yield _attention(portfolio, kinds)


def _words(words: tuple[Word, ...]) -> Condition:
    hits, sure, matches = selecting(words), is_sure(words), matching(words)
    return Condition(holding(words, "c"), "search_text", hits, sure=sure, matches=matches)


def _between(column: str, low: str | int | None, high: str | int | None) -> Condition:
    at_least = None if low is None else Sql(f"c.{column} >= %s", (low,))
    at_most = None if high is None else Sql(f"c.{column} <= %s", (high,))
    both = joined([one for one in (at_least, at_most) if one])
    return Condition(both, column, low=at_least, high=at_most)


def _stretch(scope: Sql, column: str, low: str | int | None, high: str | int | None) -> Condition:
    stretch = _between(column, low, high)
    return stretch._replace(hits=_indexed(scope, column, stretch.sql).hits)


def _indexed(scope: Sql, column: str, sql: Sql) -> Condition:
    where = joined([scope, sql])
    text = f"SELECT c.id FROM {rows_by(column)} WHERE {where.text}"  # noqa: S608
    return Condition(sql, column, Sql(text, where.values))


def rows_by(column: str) -> str:
    """The table as `c`, on SQLite read along one column's index: it has no figures to judge by."""
    hint = f" INDEXED BY row_by_{column}" if connection.vendor == "sqlite" else ""
    return f"{ROWS} AS c{hint}"


def _tenth(portfolio: Portfolio, scope: Sql, number: int) -> Condition:
    """The rows between the two ends that the picture's ranking has of this tenth."""
    ends = _ends_of_tenth(portfolio, number)
    if ends is None:
        return Condition(Sql("1 = 0"), "profit")
    first, last = ends
    inside = Sql(
        "((c.profit < %s OR c.id <= %s) AND (c.profit > %s OR c.id >= %s))",
        (first.profit, first.key, last.profit, last.key),
    )
    stretch = _stretch(scope, "profit", last.profit, first.profit)
    return stretch._replace(
        sql=joined([stretch.sql, inside]),
        low=joined([stretch.low or inside, inside]),
        high=joined([stretch.high or inside, inside]),
    )


def _ends_of_tenth(portfolio: Portfolio, number: int) -> tuple[Place, Place] | None:
    """The first and the last of this tenth of the picture's ranking; None where it is empty."""
    figures = figures_of(portfolio.figures)
    tenths = figures.ranking.tenths if figures else ()
    for tenth in tenths:
        if tenth.number == number and tenth.first and tenth.last:
            return tenth.first, tenth.last
    return None


def _attention(portfolio: Portfolio, kinds: tuple[str, ...]) -> Condition:
    tenant, as_of = portfolio.tenant, portfolio.as_of or datetime.max.replace(tzinfo=UTC)
    lately = Attention.objects.lately(tenant, portfolio.generation, as_of).order_by()
    noticed = lately.filter(kind__in=kinds).values("customer_id")
    text, values = noticed.query.sql_with_params()
    sql = Sql(f"c.customer_id IN ({text})", values)
    hits = f"SELECT c.id FROM {ROWS} AS c WHERE c.tenant_id = %s AND {sql.text}"  # noqa: S608
    return Condition(sql, "customer_id", Sql(hits, (portfolio.tenant_id, *values)))
