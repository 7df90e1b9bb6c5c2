"""What every receipt shows, whichever figure it is of."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from django.urls import reverse

from customers.domain.customer import Customer
from customers.models import Connection, CustomerCopy, ListKind

from .freshness import Freshness, freshness
from .grade import GradeView
from .panel import TITLES, panel_url, utc_day
from .saved_lists import SavedLists
from .working import WorkingTable


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose figure is asked for, by its name, as of one saved copy."""

    connection: Connection
    copy: CustomerCopy
    customer: Customer
    figure: str
    now: datetime

    @property
    def currency(self) -> str:
        """The tenant's."""
        return self.connection.tenant.currency

    @property
    def today(self) -> date:
        """The day in UTC."""
        return utc_day(self.now)

    @property
    def customer_name(self) -> str:
        """How the customer is called."""
        return self.customer.name or self.customer.customer_id

    @property
    def profile_url(self) -> str:
        """Where the figure stands."""
        return reverse("profile", args=[self.connection.tenant.slug, self.customer.customer_id])

    @property
    def url(self) -> str:
        """The receipt's own address."""
        return f"{self.profile_url}receipt/?figure={self.figure}"

    @property
    def freshness(self) -> Freshness:
        """The age of the customer's own figures."""
        return freshness(self.copy, self.now)

    def panel_url(self, kind: ListKind) -> str:
        """Where the rows stand in full."""
        return panel_url(self.connection.tenant.slug, self.customer.customer_id, kind)


class PartView(NamedTuple):
    """One term of the formula."""

    operator: str
    text: str
    shown: str


class FactView(NamedTuple):
    """A line under the rows: what it is, FlexPortal's name for it, its value."""

    text: str
    path: str
    shown: str


class AgeView(NamedTuple):
    """When one of the lists behind the receipt was fetched."""

    what: str
    freshness: Freshness


@dataclass(frozen=True, slots=True)
class ReceiptPage:
    """All that a receipt shows.

    `table` is None where no rows are known; `grade` is there for what recovery is made of.
    `heading` stands instead of the usual one.
    """

    asked: Asked
    label: str
    shown: str
    parts: tuple[PartView, ...]
    result: str
    ages: tuple[AgeView, ...]
    table: WorkingTable | None
    facts: tuple[FactView, ...] = ()
    notes: tuple[str, ...] = ()
    grade: GradeView | None = None
    heading: str = ""

    @property
    def title(self) -> str:
        """The question that it answers."""
        return self.heading or f"Where {self.shown} comes from"


def ages_of(saved: SavedLists, now: datetime) -> tuple[AgeView, ...]:
    """The age of each list that was read."""
    return tuple(
        AgeView(TITLES[ListKind(one.copy.kind)], freshness(one.copy, now))
        for one in (saved.subscriptions, saved.orders, saved.payments)
        if one is not None
    )
