"""The rows of a long list, written at once: a template tag for each cell would cost most of a page.

Formatting only; None is unknown.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Protocol
from urllib.parse import quote

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from customers.domain.minor import (
    SCALE,
    exact_minor,
    exact_minor_percent,
    format_minor,
    format_minor_percent,
)
from customers.domain.moment import say_day
from customers.domain.money import UNKNOWN
from customers.domain.personal import mask_email
from customers.domain.portfolio_columns import Column, Kind

register = template.Library()

_BREAK_EVEN, _HALF_WAY, _BAR_ENDS_AT = 100 * SCALE, 50 * SCALE, 150 * SCALE
_NO_BAR = (
    '<svg class="bar bar-small bar-none" aria-hidden="true">'
    '<rect class="bar-track" y="2" width="100%" height="6" rx="2"/>'
    '<rect y="2" width="100%" height="6" rx="2" fill="url(#hatch-none)"/></svg>'
)


class _Row(Protocol):
    @property
    def customer_id(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def values(self) -> tuple[Any, ...]: ...


class _Badge(Protocol):
    @property
    def kind(self) -> str: ...
    @property
    def value(self) -> str: ...
    @property
    def word(self) -> str: ...
    @property
    def icon(self) -> str: ...


class _Page(Protocol):
    @property
    def columns(self) -> Sequence[Column]: ...
    @property
    def rows(self) -> Sequence[_Row]: ...
    @property
    def badges(self) -> Iterable[_Badge]: ...
    @property
    def hidden_data(self) -> Collection[str]: ...
    @property
    def profile_prefix(self) -> str: ...


@register.simple_tag
def list_rows(page: _Page, icons: str) -> SafeString:
    """The rows of a table, the name first, then the page's columns; `icons` is the sprite."""
    badges = {(one.kind, one.value): _badge(one, icons) for one in page.badges}
    cells = [_cells(column, page.hidden_data, badges) for column in page.columns[1:]]
    return mark_safe("".join([_row(row, cells, page.profile_prefix) for row in page.rows]))  # noqa: S308  # nosec


def _row(row: _Row, cells: Sequence[Callable[[Any], str]], prefix: str) -> str:
    customer_id, name = escape(row.customer_id), escape(row.name or row.customer_id)
    href = f"{prefix}{quote(row.customer_id, safe='')}/"
    rest = "".join([cell(value) for cell, value in zip(cells, row.values, strict=True)])
    return (
        f'<tr data-row="customer" data-id="{customer_id}"><td class="col-name">'
        f'<a href="{href}" title="{name}" data-skeleton="profile" data-skeleton-id="{customer_id}">'
        f"<bdi>{name}</bdi></a></td>{rest}</tr>"
    )


def _cells(
    column: Column, hidden: Collection[str], badges: Mapping[tuple[str, str], str]
) -> Callable[[Any], str]:
    """Writes the cells of one column."""
    number = " num" if column.number else ""
    start = f'<td class="col-{column.name}{number}"'
    write = _WRITERS[column.kind]
    if column.kind is Kind.BADGE:
        return lambda value: f"{start}>{badges[column.name, value]}</td>"
    if column.name in hidden:
        return lambda value: f"{start}{write(mask_email(value))}</td>"
    return lambda value: f"{start}{write(value)}</td>"


def _badge(one: _Badge, icons: str) -> str:
    look = f"tag-{one.value}" if one.kind == "recovery" else "tag-line"
    return (
        f'<span class="tag tag-small {look}" data-badge="{one.kind}" data-value="{one.value}">'
        f'<svg class="icon" aria-hidden="true"><use href="{icons}#{one.icon}"/></svg>'
        f"{one.word}</span>"
    )


def _text(value: str) -> str:
    told = escape(value)
    return f' title="{told}"><bdi>{told}</bdi>' if value else f' data-value="">{UNKNOWN}'


def _money(value: int | None) -> str:
    return f' data-value="{exact_minor(value)}">{format_minor(value)}'


def _count(value: int | None) -> str:
    return f' data-value="">{UNKNOWN}' if value is None else f' data-value="{value}">{value:,}'


def _day(value: str | None) -> str:
    if not value:
        return f' data-value="">{UNKNOWN}'
    return f' data-value="{value}">{say_day(date.fromisoformat(value))}'


def _percent(value: int | None) -> str:
    return (
        f' data-value="{exact_minor_percent(value)}"><span class="gauge">{_bar(value)} '
        f"<span>{format_minor_percent(value)}</span></span>"
    )


def _bar(value: int | None) -> str:
    if value is None:
        return _NO_BAR
    tone = "green" if value >= _BREAK_EVEN else "amber" if value >= _HALF_WAY else "red"
    fill = min(max(value, 0), _BAR_ENDS_AT) * 100 / _BAR_ENDS_AT
    return (
        f'<svg class="bar bar-small bar-{tone}" aria-hidden="true">'
        '<rect class="bar-track" y="2" width="100%" height="6" rx="2"/>'
        f'<rect class="bar-fill" y="2" width="{fill:.2f}%" height="6" rx="2"/>'
        '<rect class="bar-even" x="66.667%" width="1" height="10"/></svg>'
    )


_WRITERS: Mapping[Kind, Callable[[Any], str]] = {
    Kind.TEXT: _text,
    Kind.BADGE: _text,
    Kind.MONEY: _money,
    Kind.PERCENT: _percent,
    Kind.COUNT: _count,
    Kind.DAY: _day,
}
