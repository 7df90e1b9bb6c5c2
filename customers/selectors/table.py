"""How a long list is shown: sorted by a column, filtered by status, fifty rows at a time."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Generic, NamedTuple, Protocol, TypeVar

from django.http import QueryDict

PAGE_ROWS = 50
_LONGEST_PAGE = 9


class State(Protocol):
    """A status."""

    @property
    def value(self) -> str:
        """As FlexPortal spells it."""

    @property
    def label(self) -> str:
        """As people read it."""


Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Wish:
    """What the address asks for: a column's name (`-` in front: the largest first), a status, a
    page from 1. What makes no sense is ignored."""

    sort: str = ""
    status: str = ""
    page: str = ""


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """One column; `key` is what it is sorted by, None for unknown: last in both directions.

    Without a key it is not sortable. `largest_first`: so it starts when it is chosen.
    """

    name: str
    label: str
    key: Callable[[Row], Any] | None = None
    number: bool = False
    largest_first: bool = False


@dataclass(frozen=True, slots=True)
class Layout(Generic[Row]):
    """What one kind of list looks like: its columns, and the statuses in the order of a life."""

    columns: Sequence[Column[Row]]
    statuses: Sequence[State]
    status_of: Callable[[Row], State]


class Head(NamedTuple):
    """The head of a column; `sorted` is for `aria-sort`, '' while it is not the one."""

    name: str
    label: str
    number: bool
    href: str
    sorted: str


@dataclass(frozen=True, slots=True)
class Chip:
    """One status to filter by; the first one is all of them."""

    value: str
    label: str
    count: int
    href: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Table(Generic[Row]):
    """One page of a list. `chosen` are all rows of the status asked for, `rows` those shown."""

    heads: tuple[Head, ...]
    chips: tuple[Chip, ...]
    chosen: tuple[Row, ...]
    rows: tuple[Row, ...]
    count: int
    shown: str
    previous_href: str
    next_href: str
    here: str
    refresh_href: str

    @property
    def filtered(self) -> bool:
        """Some rows are hidden by the status."""
        return len(self.chosen) < self.count


def lay_out(rows: Sequence[Row], layout: Layout[Row], wish: Wish, url: str) -> Table[Row]:
    """The page that is asked for. Without a wish the rows keep the order they come in."""
    counts = Counter(layout.status_of(row).value for row in rows)
    status = wish.status if wish.status in counts else ""
    chosen = [row for row in rows if status in {"", layout.status_of(row).value}]
    ordered, sort = _sorted(chosen, layout.columns, wish.sort)
    pages = max(1, -(-len(ordered) // PAGE_ROWS))
    page = min(_page(wish.page), pages)
    start = (page - 1) * PAGE_ROWS
    address = _Address(url, sort, status)
    return Table(
        heads=tuple(_head(column, sort, address) for column in layout.columns),
        chips=tuple(_chips(layout.statuses, counts, address)),
        chosen=tuple(chosen),
        rows=tuple(ordered[start : start + PAGE_ROWS]),
        count=len(rows),
        shown=_shown(start, len(ordered)),
        previous_href=address.to(page=page - 1) if page > 1 else "",
        next_href=address.to(page=page + 1) if page < pages else "",
        here=address.to(page=page),
        refresh_href=address.to(page=page, refresh="1"),
    )


def _page(wish: str) -> int:
    return max(int(wish), 1) if wish.isdecimal() and len(wish) < _LONGEST_PAGE else 1


@dataclass(frozen=True, slots=True)
class _Address:
    """Addresses of the same list, shown in another way."""

    url: str
    sort: str
    status: str

    def to(self, *, page: int = 1, **more: str) -> str:
        """The same sort and status, unless `more` names another; what is '' is left out."""
        query = QueryDict(mutable=True)
        place = str(page) if page > 1 else ""
        wanted = {"sort": self.sort, "status": self.status, "page": place, **more}
        query.update({name: value for name, value in wanted.items() if value})
        return f"{self.url}?{query.urlencode()}" if query else self.url


def _sorted(rows: list[Row], columns: Sequence[Column[Row]], sort: str) -> tuple[list[Row], str]:
    """The rows in order, and the wish if it was understood."""
    name, largest_first = sort.removeprefix("-"), sort.startswith("-")
    key = next((one.key for one in columns if one.key and one.name == name), None)
    if key is None:
        return rows, ""
    keyed = [(key(row), row) for row in rows]
    known = [pair for pair in keyed if pair[0] is not None]
    known.sort(key=lambda pair: pair[0], reverse=largest_first)
    return [row for _, row in known] + [row for value, row in keyed if value is None], sort


def _head(column: Column[Any], sort: str, address: _Address) -> Head:
    up, down = column.name, f"-{column.name}"
    states = {up: "ascending", down: "descending"}
    first, second = (down, up) if column.largest_first else (up, down)
    href = address.to(sort=second if sort == first else first) if column.key else ""
    return Head(column.name, column.label, column.number, href, states.get(sort, ""))


def _chips(statuses: Sequence[State], counts: Counter[str], address: _Address) -> Iterator[Chip]:
    """All, then each status that occurs; where there is nothing to choose, nothing is offered."""
    if len(counts) < 2:
        return
    yield Chip("", "All", counts.total(), address.to(status=""), not address.status)
    for one in statuses:
        if count := counts[one.value]:
            href = address.to(status=one.value)
            yield Chip(one.value, one.label, count, href, one.value == address.status)


def _shown(start: int, total: int) -> str:
    """`51 to 100 of 1,520`, '' while everything fits."""
    if total <= PAGE_ROWS:
        return ""
    return f"{start + 1:,} to {min(start + PAGE_ROWS, total):,} of {total:,}"
