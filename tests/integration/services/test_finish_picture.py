"""What a picture leaves behind: its figures, its day, its month's cohorts; nothing twice."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from customers.domain.cohorts import Cell
from customers.domain.portfolio import Measure
from customers.domain.portfolio_figures import from_text
from customers.models import CohortMonth, Portfolio, PortfolioCustomer, SyncRun
from customers.services.keep_picture import list_cells
from tests.portfolio import (
    NOW,
    a_device,
    a_portfolio,
    a_row,
    a_tenant,
    publish,
    replaced,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def portfolio() -> Portfolio:
    """Three customers: one ahead, one behind, one of whom the cost is not known."""
    tenant = a_tenant()
    rows = [
        a_row(tenant, 1),
        a_row(tenant, 2, collected="100", cost="400", cohort=date(2026, 3, 1)),
        a_row(tenant, 3, collected="89", cost=None, cohort=date(2026, 3, 1)),
    ]
    return a_portfolio(tenant, rows, [a_device(tenant), a_device(tenant, 2, cost=None)])


def test_the_figures_are_of_the_picture(portfolio: Portfolio) -> None:
    """4,250 + 100 of 3,600 + 400: the 89 of the third are collected, but not in the ratio."""
    figures = from_text(portfolio.figures)
    assert portfolio.customer_count == 3
    assert figures.day == NOW.date()
    assert figures.sums.total(Measure.COLLECTED).value == Decimal(4439)
    assert figures.sums.total(Measure.PROFIT).left_out == 1
    assert figures.sums.recovery_percent == Decimal("108.75")
    assert figures.ranking.whale.peak == (1, 6_500_000)
    assert [line.cohorts for line in figures.payback.lines] == [
        (date(2026, 1, 1), date(2026, 3, 1))
    ]
    assert [one.devices for one in figures.products.products] == [2]
    assert figures.before is None


def test_a_month_keeps_its_last_picture(portfolio: Portfolio) -> None:
    """The January cohort is ten months old in November, and eleven in December."""
    tenant = portfolio.tenant
    run = SyncRun.objects.get()
    assert [cell[:3] for cell in list_cells(run)] == [
        (date(2026, 1, 1), 10, 1),
        (date(2026, 3, 1), 8, 1),
    ]
    row = tenant_row(portfolio, 1)
    replaced(row, 2, collected=50_000_000)
    publish(portfolio, now=NOW + timedelta(days=7))
    assert list_cells(run)[0] == Cell(date(2026, 1, 1), 10, 1, 50_000_000, 36_000_000)
    publish(portfolio, now=NOW + timedelta(days=8))
    assert [cell.months_since for cell in list_cells(run)] == [10, 11, 8, 9]
    assert CohortMonth.objects.for_tenant(tenant).count() == 4


def tenant_row(portfolio: Portfolio, number: int) -> PortfolioCustomer:
    """A kept row that readers see."""
    return PortfolioCustomer.objects.shown(portfolio).get(customer_id=f"cust_{number:06}")
