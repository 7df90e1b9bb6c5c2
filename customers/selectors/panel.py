"""What the panels of the profile have in common: whose list it is, how old, and its neighbours."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import NamedTuple

from django.urls import reverse

from customers.domain.customer import Customer
from customers.domain.money import exact_amount, format_amount
from customers.domain.words import join_words
from customers.models import Connection, ListCopy, ListKind

from .freshness import Freshness, freshness
from .table import Wish
from .tenancy import TenantStrip, tenant_strip

TITLES: Mapping[ListKind, str] = {
    ListKind.SUBSCRIPTIONS: "Devices",
    ListKind.ORDERS: "Orders",
    ListKind.PAYMENTS: "Payments",
}


class Amount(NamedTuple):
    """An amount: exact for scripts ('' while unknown), rounded for the eye."""

    value: str
    shown: str


class Tab(NamedTuple):
    """One of the panels that stand behind tabs; its outline has `bones` rows under its heads."""

    kind: str
    title: str
    url: str
    chosen: bool
    heads: tuple[str, ...] = ()
    bones: range = range(0)


@dataclass(frozen=True, slots=True)
class PanelSource:
    """What a panel is made from; `fetched_at` is when the customer's own figures were fetched.

    `wait` is how many seconds nobody should ask again.
    """

    connection: Connection
    customer: Customer
    fetched_at: datetime
    copy: ListCopy
    wish: Wish
    now: datetime
    wait: float | None = None

    @property
    def kind(self) -> ListKind:
        """Which list."""
        return ListKind(self.copy.kind)

    @property
    def url(self) -> str:
        """The address of the panel."""
        return panel_url(self.connection.tenant.slug, self.customer.customer_id, self.kind)

    @property
    def today(self) -> date:
        """The day in UTC, the same for every reader."""
        return utc_day(self.now)


@dataclass(frozen=True, slots=True)
class PanelFrame:
    """The same for each panel."""

    kind: str
    title: str
    url: str
    profile_url: str
    customer_name: str
    currency: str
    tenant_strip: TenantStrip
    tabs: tuple[Tab, ...]
    freshness: Freshness


def panel_frame(source: PanelSource) -> PanelFrame:
    """The frame of one panel; no query."""
    connection, customer = source.connection, source.customer
    slug, customer_id = connection.tenant.slug, customer.customer_id
    return PanelFrame(
        kind=source.kind,
        title=TITLES[source.kind],
        url=source.url,
        profile_url=reverse("profile", args=[slug, customer_id]),
        customer_name=customer.name or customer_id,
        currency=connection.tenant.currency,
        tenant_strip=tenant_strip(connection, source.now),
        tabs=panel_tabs(connection.tenant.slug, customer_id, source.kind),
        freshness=freshness(source.copy, source.now, source.wait),
    )


def panel_url(slug: str, customer_id: str, kind: ListKind) -> str:
    """The address of one panel."""
    return reverse("profile_panel", args=[slug, customer_id, kind])


def panel_tabs(slug: str, customer_id: str, chosen: ListKind) -> tuple[Tab, ...]:
    """All panels, one of them chosen."""
    return tuple(
        Tab(kind, title, panel_url(slug, customer_id, kind), kind is chosen)
        for kind, title in TITLES.items()
    )


def utc_day(now: datetime) -> date:
    """The day on which contracts elapse and payments are due."""
    return now.astimezone(UTC).date()


def amount(value: Decimal | None) -> Amount:
    """One amount, without its currency."""
    return Amount(exact_amount(value), format_amount(value))


def total(values: Iterable[Decimal | None]) -> Decimal:
    """The sum of those that are known."""
    return sum((value for value in values if value is not None), Decimal(0))


def unreadable(paths: Sequence[str]) -> Iterator[str]:
    """What FlexPortal delivered in a row and Recoup could not read."""
    if paths:
        yield f"Delivered but not readable: {join_words(paths)}."
