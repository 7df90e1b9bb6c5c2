"""What a picture leaves behind: its figures, its day, its month's cohorts; nothing twice."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from pytest_django import DjangoAssertNumQueries

from customers.domain.cohorts import Cell
from customers.domain.portfolio import Measure
from customers.domain.portfolio_figures import from_text
from customers.models import CohortMonth, Portfolio, PortfolioCustomer, PortfolioDay, SyncRun
from customers.services.finish_picture import finish_picture
from customers.services.hold_run import LostRun
from customers.services.keep_picture import list_cells
from tests.portfolio import (
    NOW,
    a_device,
    a_portfolio,
    a_row,
    a_run,
    a_tenant,
    publish,
    replaced,
)

pytestmark = pytest.mark.django_db
JANUARY, MARCH = date(2026, 1, 1), date(2026, 3, 1)


@pytest.fixture
def portfolio() -> Portfolio:
    """Three customers: one ahead, one behind, one of whom the cost is not known."""
    tenant = a_tenant()
    rows = [
        a_row(tenant, 1),
        a_row(tenant, 2, collected="100", cost="400", cohort=MARCH),
        a_row(tenant, 3, collected="89", cost=None, cohort=MARCH),
    ]
    return a_portfolio(tenant, rows, [a_device(tenant), a_device(tenant, 2, cost=None)])


def kept_row(portfolio: Portfolio, number: int) -> PortfolioCustomer:
    """A row that readers see."""
    return PortfolioCustomer.objects.shown(portfolio).get(customer_id=f"cust_{number:06}")


def test_the_figures_are_of_the_picture(portfolio: Portfolio) -> None:
    """4,250 + 100 of 3,600 + 400: the 89 of the third are collected, but not in the ratio."""
    figures = from_text(portfolio.figures)
    assert portfolio.customer_count == 3
    assert figures.day == NOW.date()
    assert figures.sums.total(Measure.COLLECTED).value == Decimal(4439)
    assert figures.sums.total(Measure.PROFIT).left_out == 1
    assert figures.sums.recovery_percent == Decimal("108.75")
    assert figures.ranking.whale.peak == (1, 6_500_000)
    assert [line.cohorts for line in figures.payback.lines] == [(JANUARY,), (MARCH,)]
    assert [one.devices for one in figures.products.products] == [2]
    assert figures.before is None


def test_a_month_keeps_its_last_picture(portfolio: Portfolio) -> None:
    """The January cohort is ten months old in November, and eleven in December."""
    run = SyncRun.objects.get()
    assert [cell[:3] for cell in list_cells(run)] == [(JANUARY, 10, 1), (MARCH, 8, 1)]
    replaced(kept_row(portfolio, 1), 2, collected=50_000_000)
    publish(portfolio, now=NOW + timedelta(days=7))
    assert list_cells(run)[0] == Cell(JANUARY, 10, 1, 50_000_000, 36_000_000)
    publish(portfolio, now=NOW + timedelta(days=8))
    assert [cell.months_since for cell in list_cells(run)] == [10, 11, 8, 9]


def test_a_cohort_that_is_gone_leaves_the_month_but_not_its_past(portfolio: Portfolio) -> None:
    publish(portfolio, now=NOW + timedelta(days=8))
    replaced(kept_row(portfolio, 1), 3, cohort=MARCH)
    publish(portfolio, now=NOW + timedelta(days=9))
    cells = list_cells(SyncRun.objects.latest("pk"))
    assert [cell[:3] for cell in cells] == [(JANUARY, 10, 1), (MARCH, 8, 1), (MARCH, 9, 2)]


def test_a_day_keeps_its_last_picture_and_is_compared_with_30_days_ago(
    portfolio: Portfolio,
) -> None:
    for days in (1, 29, 31):
        publish(portfolio, now=NOW + timedelta(days=days))
    assert [row.day for row in PortfolioDay.objects.for_tenant(portfolio.tenant)] == [
        (NOW + timedelta(days=days)).date() for days in (0, 1, 29, 31)
    ]
    before = from_text(portfolio.figures).before
    assert before is not None
    assert before.day == (NOW + timedelta(days=1)).date()
    assert before.sums.customers == 3


def test_until_then_the_first_day_is_what_there_is(portfolio: Portfolio) -> None:
    """A day written by another version is none."""
    publish(portfolio, now=NOW + timedelta(days=2))
    before = from_text(portfolio.figures).before
    assert before is not None
    assert before.day == NOW.date()
    PortfolioDay.objects.update(totals="{}")
    publish(portfolio, now=NOW + timedelta(days=3))
    assert from_text(portfolio.figures).before is None


def test_an_unchanged_picture_keeps_its_figures_for_the_day(
    portfolio: Portfolio, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    """Nothing is read or written."""
    run = a_run(portfolio.tenant, 2)
    with django_assert_num_queries(0):
        again = finish_picture(portfolio, run, now=NOW, changed=False)
    assert (again.figures, again.customer_count) == (portfolio.figures, 3)


@pytest.mark.parametrize("figures", ["", '{"v":0}'])
def test_figures_of_another_version_are_worked_out_anew(portfolio: Portfolio, figures: str) -> None:
    expected = portfolio.figures
    portfolio.figures = figures
    assert publish(portfolio, changed=False).figures == expected


def test_to_finish_twice_is_to_finish_once(portfolio: Portfolio) -> None:
    """A run that was killed before it was published repeats it."""
    replaced(kept_row(portfolio, 2), 2, recovery="at_risk")
    run = a_run(portfolio.tenant, 2)
    first = finish_picture(portfolio, run, now=NOW, changed=True)
    assert finish_picture(portfolio, run, now=NOW, changed=True) == first
    assert CohortMonth.objects.count() == 2


def test_a_worker_that_lost_its_run_writes_nothing(portfolio: Portfolio) -> None:
    run = a_run(portfolio.tenant, 2)
    SyncRun.objects.filter(pk=run.pk).update(fence=run.fence + 1)
    with pytest.raises(LostRun):
        finish_picture(portfolio, run, now=NOW + timedelta(days=1), changed=True)
    assert PortfolioDay.objects.count() == 1


def test_another_tenant_changes_nothing(portfolio: Portfolio) -> None:
    other = a_tenant(2)
    a_portfolio(other, [a_row(other, number) for number in range(5)], [a_device(other)])
    again = publish(portfolio, changed=True)
    assert again.customer_count == 3
    assert from_text(again.figures).products.products[0].devices == 2


def test_the_day_is_utc_s(portfolio: Portfolio) -> None:
    late = datetime.fromisoformat("2026-11-30T23:30:00-05:00")
    publish(portfolio, now=late)
    assert from_text(portfolio.figures).day == late.astimezone(UTC).date() == date(2026, 12, 1)
