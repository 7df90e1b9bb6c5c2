"""What crossed a line since a user last looked, over all tenants whose key works for them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import reduce
from operator import or_

from django.db.models import Case, Count, F, Q, QuerySet, Value, When, Window
from django.db.models.functions import RowNumber
from django.urls import reverse
from django.utils.timezone import localtime

from customers.domain.attention import TOLD_FOR, Kind
from customers.domain.minor import from_minor
from customers.domain.moment import say_day
from customers.domain.money import format_money
from customers.models import Attention, Connection

from .portfolio_links import rows_behind

ATTENTION_ICONS = {
    Kind.ENDING_UNRECOVERED: "calendar-clock",
    Kind.NEWLY_AT_RISK: "triangle-alert",
    Kind.WENT_SILENT: "bell-off",
    Kind.COST_EDITED: "pencil",
    Kind.BROKE_EVEN: "circle-check",
}
SHOWN_OF_EACH = 2
_URGENCY = Case(*(When(kind=kind.value, then=Value(rank)) for rank, kind in enumerate(Kind)))
_SOONEST = Case(When(kind=Kind.ENDING_UNRECOVERED.value, then=F("mark")), default=Value(""))
_MOST = F("amount").desc(nulls_last=True)
Looks = Mapping[int, datetime | None]


@dataclass(frozen=True, slots=True)
class AttentionRow:
    """One crossing: whose, which line, why, and what is at stake in the tenant's own currency."""

    url: str
    name: str
    customer_id: str
    kind: str
    label: str
    icon: str
    reason: str
    amount: str
    tenant_name: str
    colour: str


@dataclass(frozen=True, slots=True)
class TenantAttention:
    """Where all that crossed a line lately stand, in a tenant's portfolio."""

    name: str
    colour: str
    url: str


@dataclass(frozen=True, slots=True)
class AttentionCard:
    """What needs attention, most urgent first; `since` is in words, `more` counts what is left."""

    since: str
    count: int
    rows: tuple[AttentionRow, ...]
    more: int
    tenants: tuple[TenantAttention, ...]


def get_attention(
    connections: Sequence[Connection], looks: Looks, *, now: datetime
) -> AttentionCard | None:
    """The crossings since yesterday, or since the user looked before if that is longer ago.

    `looks` says when that was for each tenant that has a picture, None for never; None if none has.
    Two queries.
    """
    by_tenant = {one.tenant_id: one for one in connections if one.tenant_id in looks}
    if not by_tenant:
        return None
    since = {tenant: _since(looks[tenant], now) for tenant in by_tenant}
    found = _crossings(since)
    counts = dict(found.order_by().values_list("tenant_id").annotate(Count("pk")))
    rows = tuple(_row(one, by_tenant[one.tenant_id]) for one in _first_of_each(found, bool(counts)))
    count = sum(counts.values())
    return AttentionCard(
        since=_say_since(min(since.values()), now),
        count=count,
        rows=rows,
        more=count - len(rows),
        tenants=tuple(_tenant(one) for tenant, one in by_tenant.items() if tenant in counts),
    )


def _yesterday(now: datetime) -> datetime:
    midnight = localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    return midnight - timedelta(days=1)


def _since(before: datetime | None, now: datetime) -> datetime:
    return max(min(before or now, _yesterday(now)), now - TOLD_FOR)


def _say_since(since: datetime, now: datetime) -> str:
    if since >= _yesterday(now):
        return "since yesterday"
    return f"since you last looked, {say_day(localtime(since))}"


def _crossings(since: Mapping[int, datetime]) -> QuerySet[Attention]:
    chosen = (Q(tenant=tenant, noticed_at__gte=moment) for tenant, moment in since.items())
    published = Q(generation__lte=F("tenant__portfolio__generation"))
    return Attention.objects.filter(reduce(or_, chosen), published)


def _first_of_each(found: QuerySet[Attention], some: bool) -> QuerySet[Attention]:
    """Of each kind those about which most can be done: contracts by their end, others by amount."""
    if not some:
        return found.none()
    place = Window(RowNumber(), partition_by="kind", order_by=[_SOONEST, _MOST, "pk"])
    first = found.annotate(place=place).filter(place__lte=SHOWN_OF_EACH)
    return first.order_by(_URGENCY, "place")


def _row(one: Attention, connection: Connection) -> AttentionRow:
    kind, tenant = Kind(one.kind), connection.tenant
    amount = from_minor(one.amount)
    return AttentionRow(
        url=reverse("profile", args=[tenant.slug, one.customer_id]),
        name=one.name or one.customer_id,
        customer_id=one.customer_id,
        kind=one.kind,
        label=kind.label,
        icon=ATTENTION_ICONS[kind],
        reason=one.reason,
        amount="" if amount is None else format_money(amount, tenant.currency),
        tenant_name=connection.name,
        colour=connection.hue,
    )


def _tenant(connection: Connection) -> TenantAttention:
    all_kinds = rows_behind(attention=[kind.value for kind in Kind])
    return TenantAttention(
        name=connection.name,
        colour=connection.hue,
        url=f"{reverse('portfolio', args=[connection.tenant.slug])}{all_kinds}",
    )
