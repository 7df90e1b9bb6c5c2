"""Make the rows of a tenant's portfolio; name only what matters, the rest follows from it.

A row has 4,250.00 collected against a cost of 3,600.00, 2 of 3 devices active, 178.00 a month.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from django.contrib.auth.models import User

from customers.domain.minor import floor_minor, to_minor
from customers.domain.profitability import Recovery
from customers.models import (
    ALIVE,
    Connection,
    Portfolio,
    PortfolioCustomer,
    PortfolioSubscription,
    SyncRun,
    SyncState,
    Tenant,
)
from customers.models.portfolio_search import index_rows
from customers.services.finish_picture import finish_picture

NOW = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
Amount = str | int | Decimal | None
_SAMPLE: dict[str, Any] = {
    "born": 1,
    "status": "active",
    "customer_type": "business",
    "monthly_revenue": 1_780_000,
    "average_monthly_revenue": 1_780_000,
    "active_devices": 2,
    "devices_ever": 3,
    "orders": 3,
    "cohort": date(2026, 1, 1),
    "customer_since": date(2026, 1, 14),
    "document": "{}",
}


def a_tenant(number: int = 1, **what_matters: Any) -> Tenant:
    """A tenant that no sandbox knows, kept."""
    sample = {
        "region": "eu",
        "tenant_id": f"bu_{number}",
        "slug": f"eu-bu-{number}",
        "currency": "EUR",
    }
    return Tenant.objects.create(**{**sample, **what_matters})


def a_working_connection(user: User, tenant: Tenant, **what_matters: Any) -> Connection:
    """A connection whose key FlexPortal accepted, without asking anybody."""
    sample = {"name": "Noord", "sealed_key": b"sealed", "created_at": NOW, "accepted_at": NOW}
    return Connection.objects.create(user=user, tenant=tenant, **{**sample, **what_matters})


def a_row(
    tenant: Tenant,
    number: int = 1,
    *,
    collected: Amount = "4250",
    cost: Amount = "3600",
    **what_matters: Any,
) -> PortfolioCustomer:
    """One customer's row, not saved; profit, what is open, the ratio and the badge follow."""
    received, spent = _minor(collected), _minor(cost)
    sample = {
        **_SAMPLE,
        "customer_id": f"cust_{number:06}",
        "fingerprint": number.to_bytes(16, "big"),
        "name": f"Customer {number}",
        "email": f"customer{number}@example.com",
        "sort_name": f"customer {number:06}",
        "search_text": f"customer {number}",
        "collected": received,
        "acquisition_cost": spent,
        **_follows(received, spent),
    }
    return PortfolioCustomer(tenant=tenant, **{**sample, **what_matters})


def _follows(collected: int | None, cost: int | None) -> dict[str, Any]:
    if collected is None or cost is None:
        return {"profit": None, "still_open": None, "recovery": Recovery.NO_DATA.value}
    follows = {"profit": collected - cost, "still_open": max(cost - collected, 0)}
    if cost <= 0:
        return {**follows, "recovery": Recovery.NO_DATA.value}
    percent = Decimal(collected) * 100 / cost
    badge = Recovery.PROFITABLE if percent >= 100 else Recovery.RECOVERING
    return {**follows, "recovery": badge.value, "recovery_percent": floor_minor(percent)}


def a_device(
    tenant: Tenant,
    number: int = 1,
    *,
    collected: Amount = "1000",
    cost: Amount = "1200",
    **what_matters: Any,
) -> PortfolioSubscription:
    """One subscription's row, not saved: an active year of the customer of the same number."""
    sample = {
        "subscription_id": f"rental_{number:06}",
        "customer_id": f"cust_{number:06}",
        "born": 1,
        "fingerprint": number.to_bytes(16, "big"),
        "product": "MacBook Air",
        "status": "active",
        "monthly_amount": to_minor(Decimal(89)),
        "acquisition_cost": _minor(cost),
        "cost_source": "variant",
        "collected": _minor(collected),
        "start_on": date(2026, 1, 14),
        "contract_months": 12,
        "end_on": date(2027, 1, 14),
    }
    return PortfolioSubscription(tenant=tenant, **{**sample, **what_matters})


def a_run(tenant: Tenant, generation: int = 1, **what_matters: Any) -> SyncRun:
    """A running sync that makes this generation, kept."""
    sample = {"state": SyncState.RUNNING, "created_at": NOW, "started_at": NOW, "fence": 1}
    return SyncRun.objects.create(
        tenant=tenant, generation=generation, **{**sample, **what_matters}
    )


def a_portfolio(
    tenant: Tenant,
    rows: Iterable[PortfolioCustomer] = (),
    devices: Iterable[PortfolioSubscription] = (),
    *,
    now: datetime = NOW,
) -> Portfolio:
    """The published first picture of these rows, with its figures."""
    kept = PortfolioCustomer.objects.bulk_create(rows, batch_size=500)
    index_rows([(row.pk, row.search_text) for row in kept])
    PortfolioSubscription.objects.bulk_create(devices, batch_size=500)
    return publish(Portfolio.objects.create(tenant=tenant), now=now)


def a_mixed_portfolio(tenant: Tenant) -> Portfolio:
    """One ahead by 650, one 300 behind, one at risk with 900 open, one without a known cost."""
    rows = [
        a_row(tenant, 1),
        a_row(tenant, 2, collected="100", cost="400"),
        a_row(tenant, 3, collected="100", cost="1000", recovery="at_risk"),
        a_row(tenant, 4, collected="89", cost=None, monthly_revenue=None),
    ]
    return a_portfolio(tenant, rows, [a_device(tenant), a_device(tenant, 2, product="<b>")])


def publish(portfolio: Portfolio, *, now: datetime = NOW, changed: bool = True) -> Portfolio:
    """Finish the next picture and show it, as a run does."""
    run = a_run(portfolio.tenant, portfolio.generation + 1, started_at=now)
    done = finish_picture(portfolio, run, now=now, changed=changed)
    run.state, run.finished_at = SyncState.PUBLISHED, now
    run.save()
    portfolio.generation = run.generation
    portfolio.as_of = portfolio.published_at = now
    portfolio.figures, portfolio.customer_count = done.figures, done.customer_count
    portfolio.save()
    return portfolio


def replaced(row: PortfolioCustomer, generation: int, **what_changed: Any) -> PortfolioCustomer:
    """The next version of a kept row, kept; the old one stands until before this generation."""
    PortfolioCustomer.objects.filter(pk=row.pk).update(died=generation)
    row.pk, row.born, row.died = None, generation, ALIVE
    for name, value in what_changed.items():
        setattr(row, name, value)
    row.save(force_insert=True)
    return row


def _minor(amount: Amount) -> int | None:
    return None if amount is None else to_minor(Decimal(amount))
