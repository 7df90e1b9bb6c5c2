"""The list of a tenant's customers: one page of it, ready to be shown."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import NamedTuple

from django.http import QueryDict
from django.urls import reverse

from customers.domain.portfolio_columns import Column, Kind
from customers.domain.portfolio_wish import ListWish, columns_of, write_wish
from customers.domain.portfolio_wish import read_wish as read_words
from customers.domain.words import join_words
from customers.models import Portfolio
from customers.models.portfolio_rows import Found, find_rows
from customers.models.portfolio_walk import Row

from .figures import LIST_BADGES, BadgeView
from .portfolio_chips import Filter, filters_of
from .portfolio_controls import Controls, controls_of
from .portfolio_count import Tally, count_few, kept_tally

__all__ = [
    "Column",
    "Kind",
    "ListWish",
    "canonical_query",
    "columns_of",
    "get_list",
    "read_wish",
]

ALWAYS = ("customer_id", "name", "still_open")


class Head(NamedTuple):
    """The head of a column; `sorted` is for `aria-sort`, '' while it is not the one."""

    name: str
    label: str
    number: bool
    href: str
    sorted: str


class Chip(NamedTuple):
    """A filter that is set, and the address without it."""

    name: str
    label: str
    words: str
    href: str


class ListRow(NamedTuple):
    """One customer: id, name, and the values of the columns after it, as the row keeps them."""

    customer_id: str
    name: str
    values: tuple[str | int | None, ...]


@dataclass(frozen=True, slots=True)
class ListPage:
    """One page. `counted` says how many there are in all, `counting_url` who tells it later.

    `hidden` says how many customers the filters leave out, where they leave none.
    """

    wish: ListWish
    url: str
    query: str
    columns: tuple[Column, ...]
    heads: tuple[Head, ...]
    chips: tuple[Chip, ...]
    rows: tuple[ListRow, ...]
    counted: str
    counting_url: str
    shown: str
    hidden: int
    previous_href: str
    next_href: str
    clear_href: str
    first_href: str
    here: str
    views_href: str
    profile_prefix: str
    preview_prefix: str
    controls: Controls
    hidden_data: frozenset[str]
    badges: tuple[BadgeView, ...] = LIST_BADGES

    @property
    def ignored(self) -> str:
        """What the address asks for in vain."""
        return join_words(self.wish.ignored)

    @property
    def search_only(self) -> bool:
        """Nothing but words was looked for."""
        return self.wish.filters == ListWish(q=self.wish.q)


def read_wish(query: QueryDict) -> ListWish:
    """What an address asks for."""
    return read_words({name: [str(one) for one in values] for name, values in query.lists()})


def canonical_query(query: QueryDict) -> str:
    """The same list from its beginning, each thing written one way."""
    return write_wish(replace(read_wish(query), cursor=""))


def get_list(
    portfolio: Portfolio,
    wish: ListWish,
    now: datetime,
    hidden_data: frozenset[str] = frozenset(),
) -> ListPage:
    """The page; at most three queries. `hidden_data` is what must not be told of a person."""
    found = find_rows(portfolio, wish, _fields(wish), now)
    rows = tuple(_list_rows(wish, found.fields, found.rows))
    tally = _tally(portfolio, wish, found, now)
    slug, currency = portfolio.tenant.slug, portfolio.tenant.currency
    address = _Address(reverse("portfolio", args=[slug]), wish)
    views, query = reverse("portfolio_views", args=[slug]), write_wish(replace(wish, cursor=""))
    counting = f"{reverse('portfolio_count', args=[slug])}?{write_wish(wish.filters)}"
    return ListPage(
        wish=wish,
        url=address.url,
        query=query,
        columns=columns_of(wish),
        heads=tuple(_head(column, address) for column in columns_of(wish)),
        chips=tuple(_chip(one, address) for one in filters_of(wish)),
        rows=rows,
        counted=tally.say(currency) if tally else _uncounted(found),
        counting_url="" if tally else counting,
        shown=_shown(found, tally),
        hidden=portfolio.customer_count if wish.filtered else 0,
        previous_href=address.at(found.previous),
        next_href=address.at(found.next),
        clear_href=address.of(replace(ListWish(), sort=wish.sort, columns=wish.columns)),
        first_href=address.of(replace(wish, cursor="")),
        here=address.of(wish),
        views_href=views if not query else f"{views}?{query}",
        profile_prefix=reverse("profile", args=[slug, "x"]).removesuffix("x/"),
        preview_prefix=reverse("portfolio_preview", args=[slug, "x"]).removesuffix("x/"),
        controls=controls_of(wish, currency),
        hidden_data=hidden_data,
    )


@dataclass(frozen=True, slots=True)
class _Address:
    """Addresses of the same list, shown in another way."""

    url: str
    wish: ListWish

    def of(self, wish: ListWish) -> str:
        """The list of another wish."""
        query = write_wish(wish)
        return f"{self.url}?{query}" if query else self.url

    def at(self, cursor: str) -> str:
        """Another page, '' where there is none."""
        return self.of(replace(self.wish, cursor=cursor)) if cursor else ""

    def by(self, sort: str) -> str:
        """In another order, from the beginning."""
        return self.of(replace(self.wish, sort=sort, cursor=""))


def _fields(wish: ListWish) -> tuple[str, ...]:
    return (*ALWAYS, *(column.field for column in columns_of(wish)[1:]))


def _list_rows(wish: ListWish, fields: tuple[str, ...], rows: Iterable[Row]) -> Iterator[ListRow]:
    """Rows as read (leg, key, fields) with their values in the order of the columns."""
    place = {name: number + 2 for number, name in enumerate(fields)}
    days = {column.field for column in columns_of(wish) if column.kind is Kind.DAY}
    wanted = [(place[one.field], one.field in days) for one in columns_of(wish)[1:]]
    ids, names = place["customer_id"], place["name"]
    for row in rows:
        values = (_day(row[at]) if day else row[at] for at, day in wanted)
        yield ListRow(row[ids], row[names], tuple(values))


def _day(value: date | str | None) -> str | None:
    """SQLite tells days as text, PostgreSQL as days."""
    return value.isoformat() if isinstance(value, date) else value


def _head(column: Column, address: _Address) -> Head:
    up, down = column.name, f"-{column.name}"
    states = {up: "ascending", down: "descending"}
    first, second = (down, up) if column.largest_first else (up, down)
    sort = address.wish.sort
    href = address.by(second if sort == first else first)
    return Head(column.name, column.label, column.number, href, states.get(sort, ""))


def _chip(one: Filter, address: _Address) -> Chip:
    return Chip(one.name, one.label, one.words, address.of(one.without))


def _tally(portfolio: Portfolio, wish: ListWish, found: Found, now: datetime) -> Tally | None:
    """How many there are, as far as it costs next to nothing to know."""
    if kept := kept_tally(portfolio, wish):
        return kept
    if found.whole:
        place = found.fields.index("still_open") + 2
        known = [row[place] for row in found.rows if row[place] is not None]
        return Tally(len(found.rows), len(known), sum(known))
    return count_few(portfolio, wish, now, found)


def _uncounted(found: Found) -> str:
    """What stands in place of the count while it is being made."""
    return f"more than {found.start + len(found.rows):,} customers" if found.rows else "counting …"


def _shown(found: Found, tally: Tally | None) -> str:
    """`51 to 100 of 1,520`, '' while everything fits."""
    if found.whole or not found.rows:
        return ""
    first, last = found.start + 1, found.start + len(found.rows)
    return f"{first:,} to {last:,}" + (f" of {tally.customers:,}" if tally else "")
