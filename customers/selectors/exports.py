"""Exports: what a list offers to take along, how one that is prepared comes on, which are kept."""

from dataclasses import dataclass, replace
from datetime import datetime
from math import ceil

from django.http import QueryDict
from django.urls import reverse
from django.utils.timezone import localtime

from customers.domain.moment import say_exactly, say_moment
from customers.domain.portfolio_wish import ListWish, columns_of, read_wish, write_wish
from customers.models import Connection, Export, ExportFormat, ExportState, Portfolio

from .portfolio_chips import filters_of
from .portfolio_count import count_found
from .tenancy import TenantStrip, tenant_strip

AT_ONCE = {ExportFormat.CSV: 50_000, ExportFormat.XLSX: 20_000}
"""So many rows are read, written and sent in about two seconds; more are prepared."""
_MADE_FOR = {
    ExportFormat.CSV: ("CSV", "One plain table, for scripts and for every spreadsheet."),
    ExportFormat.XLSX: (
        "XLSX",
        "For Excel and LibreOffice in any language: real numbers, dates and percentages.",
    ),
}
_ADDRESSES = {ExportFormat.CSV: "portfolio_csv", ExportFormat.XLSX: "portfolio_xlsx"}


@dataclass(frozen=True, slots=True)
class Offer:
    """One format; `href` fetches it at once, '' where it is to be prepared."""

    format: str
    label: str
    text: str
    href: str


@dataclass(frozen=True, slots=True)
class ExportView:
    """One export, however far it is. `share` and `left` tell of one that is being prepared."""

    url: str
    delete_url: str
    title: str
    state: str
    is_open: bool
    row_count: int
    expected_count: int
    share: int
    left: str
    size: str
    asked: str
    asked_exactly: str
    ends: str
    ends_exactly: str
    reason: str
    query: str
    columns: tuple[str, ...]
    filters: tuple[str, ...]
    list_url: str


@dataclass(frozen=True, slots=True)
class ExportsPage:
    """What can be taken along of one list, and what is kept of earlier wishes."""

    tenant_strip: TenantStrip
    url: str
    list_url: str
    query: str
    count: int
    columns: tuple[str, ...]
    filters: tuple[str, ...]
    as_of: str
    as_of_exactly: str
    offers: tuple[Offer, ...]
    exports: tuple[ExportView, ...]


def count_rows(portfolio: Portfolio, wish: ListWish, now: datetime) -> int:
    """How many rows a list has."""
    return (
        count_found(portfolio, wish, now).customers if wish.filtered else portfolio.customer_count
    )


def get_exports(
    connection: Connection, portfolio: Portfolio | None, wish: ListWish, now: datetime
) -> ExportsPage:
    """The page; without a picture there is nothing to offer. Two queries, one more with filters."""
    slug, query = connection.tenant.slug, write_wish(replace(wish, cursor=""))
    count = count_rows(portfolio, wish, now) if portfolio else 0
    as_of = localtime(portfolio.as_of) if portfolio and portfolio.as_of else None
    own = Export.objects.for_user(connection.user).filter(
        tenant=connection.tenant, expires_at__gt=now
    )
    return ExportsPage(
        tenant_strip=tenant_strip(connection, now),
        url=reverse("exports", args=[slug]),
        list_url=_with(reverse("portfolio", args=[slug]), query),
        query=query,
        count=count,
        columns=_columns(wish),
        filters=_filters(wish),
        as_of=say_moment(as_of, localtime(now)) if as_of else "",
        as_of_exactly=say_exactly(as_of) if as_of else "",
        offers=tuple(_offer(one, slug, query, count) for one in ExportFormat) if portfolio else (),
        exports=tuple(view_export(one, slug, now) for one in own),
    )


def view_export(export: Export, slug: str, now: datetime) -> ExportView:
    """One export as people read of it."""
    address, wish = [slug, export.pk], read_wish(dict(QueryDict(export.query).lists()))
    asked, ends = localtime(export.created_at), localtime(export.expires_at)
    return ExportView(
        url=reverse("export", args=address),
        delete_url=reverse("export_delete", args=address),
        title=f"{_MADE_FOR[ExportFormat(export.format)][0]} of the portfolio",
        state=export.state,
        is_open=export.is_open,
        row_count=export.row_count,
        expected_count=export.expected_count,
        share=_share(export),
        left=_left(export, now),
        size=_size(export.size),
        asked=say_moment(asked, localtime(now)),
        asked_exactly=say_exactly(asked),
        ends=f"{ends:%H:%M} {'today' if ends.date() == localtime(now).date() else 'tomorrow'}",
        ends_exactly=say_exactly(ends),
        reason=export.reason,
        query=write_wish(wish),
        columns=_columns(wish),
        filters=_filters(wish),
        list_url=_with(reverse("portfolio", args=[slug]), write_wish(wish)),
    )


def _with(url: str, query: str) -> str:
    return f"{url}?{query}" if query else url


def _columns(wish: ListWish) -> tuple[str, ...]:
    return tuple(column.label for column in columns_of(wish))


def _filters(wish: ListWish) -> tuple[str, ...]:
    words = (f"words: {wish.q}",) if wish.q else ()
    return (*words, *(f"{one.label} {one.words}" for one in filters_of(wish)))


def _offer(file_format: ExportFormat, slug: str, query: str, count: int) -> Offer:
    label, text = _MADE_FOR[file_format]
    small = count <= AT_ONCE[file_format]
    href = _with(reverse(_ADDRESSES[file_format], args=[slug]), query)
    return Offer(file_format.value, label, text, href if small else "")


def _share(export: Export) -> int:
    """In percent; never 100 before it is ready."""
    if export.state == ExportState.READY:
        return 100
    return min(99, export.row_count * 100 // max(export.expected_count, 1))


def _left(export: Export, now: datetime) -> str:
    """`about 40 s`, `about 3 min`; '' while nobody can tell."""
    if export.state != ExportState.RUNNING or not export.row_count:
        return ""
    passed = max((now - export.taken_at).total_seconds(), 1)
    rest = max(export.expected_count - export.row_count, 0)
    seconds = rest * passed / export.row_count
    if seconds < 60:
        return f"about {max(10, ceil(seconds / 10) * 10)} s"
    return f"about {ceil(seconds / 60)} min"


def _size(size: int) -> str:
    """`640 kB`, `2.4 MB`."""
    if size < 1_000_000:
        return f"{ceil(size / 1_000)} kB"
    return f"{size / 1_000_000:,.1f} MB"
