"""The lookup page: the box, the tenant it looks in, and whom the user opened last."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.urls import reverse

from customers.domain.age import describe_age
from customers.domain.customer import Customer
from customers.domain.document import OutdatedDocument, from_document
from customers.domain.money import format_percent
from customers.domain.profitability import cost_recovery_percent
from customers.models import Connection, CustomerCopy, RecentCustomer
from customers.models.connection import ConnectionState

from .attention import AttentionCard, Looks, get_attention
from .elapsed import elapsed_shares
from .figures import BadgeView, BarView, bar, recovery_view
from .tenancy import TenantStrip, region_label, tenant_strip

RECENT_SHOWN = 8


@dataclass(frozen=True, slots=True)
class CustomerRow:
    """One customer in a list, often enough without opening."""

    url: str
    name: str
    company: str
    customer_id: str
    tenant_name: str
    colour: str
    badge: BadgeView
    bar: BarView
    percent: str
    age: str
    fetched_at: datetime


@dataclass(frozen=True, slots=True)
class TenantChoice:
    """A tenant one may look in; the first that is offered is the one in use."""

    slug: str
    name: str
    region_label: str
    colour: str
    chosen: bool
    refused: bool


@dataclass(frozen=True, slots=True)
class LookupPage:
    """What `/` shows to a user who has a connection."""

    tenant_strip: TenantStrip
    tenants: tuple[TenantChoice, ...]
    recent: tuple[CustomerRow, ...]
    refused: tuple[Connection, ...]
    attention: AttentionCard | None


def get_lookup_page(
    user: AbstractBaseUser | AnonymousUser,
    connections: Sequence[Connection],
    current: Connection,
    looks: Looks,
    *,
    now: datetime,
) -> LookupPage:
    """The page, with `current` as the tenant in use; at most five queries.

    `looks`: as `get_attention` takes them.
    """
    return LookupPage(
        tenant_strip=tenant_strip(current, now),
        tenants=tuple(_choice(one, current) for one in connections),
        recent=_recent(user, connections, now),
        refused=tuple(one for one in connections if one.state is ConnectionState.REFUSED),
        attention=get_attention(connections, looks, now=now),
    )


def current_connection(
    user: AbstractBaseUser | AnonymousUser, connections: Sequence[Connection], slug: str
) -> Connection:
    """The tenant in use: the one named, else that of the customer opened last, else one that works.

    `connections` are the user's own, at least one.
    """
    if len(connections) == 1:
        return connections[0]
    by_slug = {one.tenant.slug: one for one in connections}
    if slug in by_slug:
        return by_slug[slug]
    last = RecentCustomer.objects.for_user(user).values_list("tenant__slug", flat=True).first()
    working = (one for one in connections if one.is_working)
    return by_slug.get(last or "") or next(working, connections[0])


def connection_with_copy(connections: Iterable[Connection], customer_id: str) -> Connection | None:
    """The only tenant that has a saved copy of this customer; None if none or several have."""
    by_tenant = {one.tenant_id: one for one in connections if one.is_working}
    copies = CustomerCopy.objects.filter(tenant__in=by_tenant, customer_id=customer_id)
    tenants = list(copies.values_list("tenant_id", flat=True)[:2])
    return by_tenant[tenants[0]] if len(tenants) == 1 else None


def customer_rows(
    found: Iterable[tuple[Connection, CustomerCopy]], now: datetime
) -> tuple[CustomerRow, ...]:
    """A row for each saved copy that this Recoup can read; at most one query for all of them."""
    read = [
        (connection, copy, customer)
        for connection, copy in found
        if (customer := _customer_of(copy)) is not None
    ]
    shares = elapsed_shares([(copy.tenant_id, customer) for _, copy, customer in read], now)
    return tuple(
        _row(connection, copy, customer, shares.get((copy.tenant_id, copy.customer_id)), now)
        for connection, copy, customer in read
    )


def _customer_of(copy: CustomerCopy) -> Customer | None:
    try:
        return from_document(copy.document)
    except OutdatedDocument:
        return None


def _row(
    connection: Connection,
    copy: CustomerCopy,
    customer: Customer,
    share: Decimal | None,
    now: datetime,
) -> CustomerRow:
    return CustomerRow(
        url=reverse("profile", args=[connection.tenant.slug, copy.customer_id]),
        name=customer.name or copy.customer_id,
        company=customer.company or "",
        customer_id=copy.customer_id,
        tenant_name=connection.name,
        colour=connection.hue,
        badge=recovery_view(customer, share),
        bar=bar(customer, connection.tenant.currency),
        percent=format_percent(cost_recovery_percent(customer).value),
        age=describe_age((now - copy.fetched_at).total_seconds()),
        fetched_at=copy.fetched_at,
    )


def _choice(connection: Connection, current: Connection) -> TenantChoice:
    return TenantChoice(
        slug=connection.tenant.slug,
        name=connection.name,
        region_label=region_label(connection.tenant.region),
        colour=connection.hue,
        chosen=connection.pk == current.pk,
        refused=connection.state is ConnectionState.REFUSED,
    )


def _recent(
    user: AbstractBaseUser | AnonymousUser, connections: Sequence[Connection], now: datetime
) -> tuple[CustomerRow, ...]:
    """The user's latest customers, of tenants whose key works; a refused key shows none."""
    by_tenant = {one.tenant_id: one for one in connections if one.is_working}
    recent = list(RecentCustomer.objects.for_user(user).filter(tenant__in=by_tenant)[:RECENT_SHOWN])
    copies = _copies(recent)
    known = [one for one in recent if (one.tenant_id, one.customer_id) in copies]
    return customer_rows(
        ((by_tenant[one.tenant_id], copies[one.tenant_id, one.customer_id]) for one in known), now
    )


def _copies(recent: Sequence[RecentCustomer]) -> Mapping[tuple[int, str], CustomerCopy]:
    """One query for all of them; a pair that is too much does no harm."""
    copies = CustomerCopy.objects.defer("body").filter(
        tenant__in={one.tenant_id for one in recent},
        customer_id__in={one.customer_id for one in recent},
    )
    return {(copy.tenant_id, copy.customer_id): copy for copy in copies}
