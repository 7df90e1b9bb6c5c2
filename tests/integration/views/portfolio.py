"""A tenant's portfolio, and what its page shows."""

from typing import Any

from customers.models import Portfolio, Tenant
from tests.integration.pages import tags
from tests.portfolio import a_portfolio, a_row

URL = "/t/eu-bu-1/portfolio/"


def shown(response: Any) -> list[str]:
    """The ids of the rows, in order."""
    return [tag["data-id"] for tag in tags(response, "data-row")]


def many(tenant: Tenant, count: int = 120) -> Portfolio:
    """The picture of many customers that are tied in groups."""
    rows = [
        a_row(tenant, number, cost=str(4250 + number % 40), search_text=f"customer {number} noord")
        for number in range(count)
    ]
    return a_portfolio(tenant, rows)
