"""The portfolio's page: the picture that is kept of a tenant, how old it is, and its list."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.timezone import localtime

from customers.domain.moment import iso_utc, say_exactly, say_moment
from customers.domain.portfolio_wish import ListWish
from customers.models import Connection, Portfolio
from customers.models.prepared import Select, slot

from .portfolio import Overview, get_overview
from .portfolio_count import count_found
from .portfolio_list import ListPage, get_list
from .sync import SyncView, get_sync
from .tenancy import TenantStrip, tenant_strip

_PUBLISHED = Select(lambda: Portfolio.objects.for_tenant(slot("tenant")).filter(generation__gt=0))
OLD_AFTER = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class PortfolioPage:
    """What the page shows; `listed` is None while there is no picture of the tenant yet."""

    tenant_strip: TenantStrip
    portfolio: Portfolio | None
    listed: ListPage | None
    overview: Overview | None
    sync: SyncView | None
    as_of: str
    as_of_exactly: str
    as_of_iso: str
    old: bool


def get_portfolio(connection: Connection) -> Portfolio | None:
    """The tenant's whole picture, once one was published."""
    portfolio = _PUBLISHED.first(tenant=connection.tenant_id)
    if portfolio is not None:
        portfolio.tenant = connection.tenant
    return portfolio


def get_portfolio_page(
    connection: Connection,
    wish: ListWish,
    now: datetime,
    hidden_data: frozenset[str] = frozenset(),
    *,
    whole: bool = True,
) -> PortfolioPage:
    """The page, `whole` with what stands above its list; at most five queries."""
    portfolio = get_portfolio(connection)
    as_of = portfolio.as_of if portfolio else None
    return PortfolioPage(
        tenant_strip=tenant_strip(connection, now),
        portfolio=portfolio,
        listed=get_list(portfolio, wish, now, hidden_data) if portfolio else None,
        overview=get_overview(portfolio) if portfolio and whole else None,
        sync=get_sync(connection.tenant, now, portfolio) if whole else None,
        as_of=say_moment(localtime(as_of), localtime(now)) if as_of else "",
        as_of_exactly=say_exactly(localtime(as_of)) if as_of else "",
        as_of_iso=iso_utc(as_of) if as_of else "",
        old=as_of is not None and now - as_of > OLD_AFTER,
    )


def say_count(portfolio: Portfolio, wish: ListWish, now: datetime) -> str:
    """`42 customers, 74,810.47 EUR open`: all that pass the wish's filters."""
    return count_found(portfolio, wish, now).say(portfolio.tenant.currency)
