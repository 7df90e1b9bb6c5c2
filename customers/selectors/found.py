"""What a search brought: the customers found, and what each tenant answered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.http import QueryDict
from django.urls import reverse

from customers.domain.document import from_document
from customers.models import Connection, CustomerCopy

from .lookup import CustomerRow, customer_rows
from .tenancy import TenantStrip, region_label, tenant_strip


class Said(NamedTuple):
    """One tenant's part: the copies it brought and its answer in words ('' when not asked)."""

    connection: Connection
    copies: tuple[CustomerCopy, ...]
    words: str


class TenantAnswer(NamedTuple):
    """One line of "where Recoup looked"; `look_url` asks this tenant, '' when it was asked."""

    name: str
    colour: str
    region_label: str
    words: str
    look_url: str


@dataclass(frozen=True, slots=True)
class FoundPage:
    """The result of a search that does not lead to just one customer."""

    tenant_strip: TenantStrip
    hits: tuple[CustomerRow, ...]
    looked: tuple[TenantAnswer, ...]
    everywhere_url: str


def get_found_page(
    text: str, current: Connection, said: Sequence[Said], *, now: datetime, **more: str
) -> FoundPage:
    """The page for a search for `text`, asked with `more` in its address; at most one query."""
    found = ((one.connection, copy) for one in said for copy in one.copies)
    unasked = any(not one.words for one in said)
    return FoundPage(
        tenant_strip=tenant_strip(current, now),
        hits=customer_rows(found, now),
        looked=tuple(_answer(text, one, more) for one in said),
        everywhere_url=lookup_url(text, everywhere="1", **more) if unasked else "",
    )


def say_owner(what: str, copy: CustomerCopy) -> str:
    """`Order ord_1 of Marieke Visser.`; the name keeps its own direction."""
    name = from_document(copy.document).name or copy.customer_id
    return f"{what[:1].upper()}{what[1:]} of \u2068{name}\u2069."


def lookup_url(text: str, **more: str) -> str:
    """The address of a search."""
    query = QueryDict(mutable=True)
    query.update({"q": text, **more})
    return f"{reverse('lookup')}?{query.urlencode()}"


def _answer(text: str, said: Said, more: Mapping[str, str]) -> TenantAnswer:
    tenant = said.connection.tenant
    return TenantAnswer(
        name=said.connection.name,
        colour=said.connection.hue,
        region_label=region_label(tenant.region),
        words=said.words or "not asked",
        look_url="" if said.words else lookup_url(text, tenant=tenant.slug, **more),
    )
