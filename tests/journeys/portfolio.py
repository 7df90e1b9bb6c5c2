"""A made-up tenant for people to look through."""

from customers.domain.search import search_text
from customers.models import Connection, Portfolio, PortfolioCustomer
from customers.sandbox.cast import EXAMPLE_FLAT
from tests.portfolio import a_portfolio, a_row

NAMES = (
    "Studio Krijtwit V.O.F.",
    "Gemeentelijk Kunstencentrum De Vier Windstreken te Oud-Beijerland en Omstreken",
    "سارة بنت خالد المهيري",
    "Åsa Ørsted",
    "<b>Brouwerij</b> ’t Kromme Hout",
    "",
)
BADGES = ("at_risk", "recovering", "profitable", "no_data")


def url_of(connection: Connection) -> str:
    """The address of a tenant's portfolio."""
    return f"/t/{connection.tenant.slug}/portfolio/"


def a_customer_of(connection: Connection, number: int) -> PortfolioCustomer:
    """The more of the cost is open the smaller the number; the first one the sandbox knows."""
    name, customer_id = NAMES[number % len(NAMES)], f"cust_{number:06}"
    if number == 0:
        customer_id = EXAMPLE_FLAT
    badge = BADGES[number % len(BADGES)]
    return a_row(
        connection.tenant,
        number,
        customer_id=customer_id,
        name=name,
        company="Noord B.V." if number % 2 else "",
        sort_name=name.casefold(),
        recovery=badge,
        collected=None if badge == "no_data" else str(100 + number),
        cost=str(9000 - number),
        search_text=search_text(name, customer_id, f"mail{number}@noord.example"),
    )


def a_tenant_of(connection: Connection, count: int) -> Portfolio:
    """The published picture of so many customers."""
    return a_portfolio(
        connection.tenant, [a_customer_of(connection, number) for number in range(count)]
    )
