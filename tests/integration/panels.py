"""What a panel is made from, without a database."""

from datetime import UTC, datetime, timedelta

from customers.domain.customer import Customer
from customers.models import Connection, ListCopy, ListKind, Tenant
from customers.selectors.panel import PanelSource
from customers.selectors.table import Wish
from tests.builders import a_customer

NOW = datetime(2026, 7, 1, 12, 0, tzinfo=UTC)


def a_source(
    kind: ListKind = ListKind.SUBSCRIPTIONS,
    customer: Customer | None = None,
    *,
    currency: str = "EUR",
    older: float = 0,
    wish: Wish | None = None,
) -> PanelSource:
    """A list fetched now, under a customer whose figures were fetched `older` seconds before."""
    tenant = Tenant(slug="eu-example", region="eu", tenant_id="bu_example", currency=currency)
    return PanelSource(
        connection=Connection(tenant=tenant, name="Example"),
        customer=customer or a_customer(),
        fetched_at=NOW - timedelta(seconds=older),
        copy=ListCopy(kind=kind, fetched_at=NOW),
        wish=wish or Wish(),
        now=NOW,
    )
