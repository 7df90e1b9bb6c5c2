"""What stands above the list: for the eye, the keyboard and the screen reader."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect

from customers.domain.contract_time import add_months
from customers.models import PortfolioCustomer, PortfolioSubscription, Tenant
from tests.journeys.inspection import faults_of
from tests.journeys.visitors import Visitors
from tests.portfolio import NOW, a_device, a_portfolio, a_row, a_tenant, a_working_connection

URL = "/t/eu-bu-1/portfolio/"
BADGES = ("profitable", "recovering", "recovering", "at_risk", "no_data")


@pytest.fixture
def tenant(owner: User) -> Tenant:
    tenant = a_tenant()
    a_working_connection(owner, tenant)
    return tenant


@pytest.fixture
def page(visitors: Visitors, owner: User, tenant: Tenant) -> Page:
    """A page of the owner, signed in, with the tenant's picture still to come."""
    return visitors.arrive(owner)


def rows(tenant: Tenant, count: int) -> Iterator[PortfolioCustomer]:
    """Every badge; the first is 100.00 ahead, each further one 10.00 less."""
    for number in range(count):
        badge = BADGES[number % len(BADGES)]
        yield a_row(
            tenant,
            number,
            collected=1100 - 10 * number,
            cost=None if badge == "no_data" else 1000,
            recovery=badge,
            cohort=add_months(date(2024, 1, 1), number % 30),
            contract_ends_on=NOW.date() + timedelta(days=number),
        )


def devices(tenant: Tenant, count: int) -> Iterator[PortfolioSubscription]:
    names = ("MacBook Air", "", "W" * 200, "<b>")
    for number in range(count):
        yield a_device(
            tenant, number, product=names[number % 4], cost=None if number == 3 else 1200
        )


def open_page(page: Page, tenant: Tenant, count: int) -> None:
    """The portfolio of so many customers, with every part of it open."""
    a_portfolio(tenant, rows(tenant, count), devices(tenant, count))
    page.goto(URL)
    page.wait_for_load_state("networkidle")
    for summary in page.locator(".overview-more summary").all():
        summary.click()


def test_the_curve_has_a_name_a_table_and_a_crosshair(page: Page, tenant: Tenant) -> None:
    open_page(page, tenant, 50)
    chart = page.locator(".whale")
    expect(chart.locator("canvas")).to_be_visible()
    expect(chart.get_by_role("img")).to_have_attribute("aria-label", _rises())
    values = chart.locator("[data-chart-values]")
    expect(values).to_contain_text("Best 40: Profit added up")
    chart.locator("canvas").focus()
    page.keyboard.press("Home")
    page.keyboard.press("ArrowRight")
    expect(values).to_have_text("Best 1: Profit added up 100.00 EUR")
    chart.get_by_role("button", name="Table").click()
    table = chart.get_by_role("table", name="Whale curve")
    expect(table.get_by_role("row").filter(has_text="the peak")).to_be_visible()


def _rises() -> str:
    """Ahead are 100, 90, 80, 70, 50, 40, 30 and 20: 480; after all 40 it is far below."""
    return (
        "Profit added up rises to 480.00\u00a0EUR with the best 8 and comes to "
        "−5,600.00\u00a0EUR after all 40: the others give back 6,080.00\u00a0EUR."
    )


@pytest.mark.parametrize(
    ("part", "rows_shown"),
    [
        ("[data-health=at_risk]", 10),
        (".whale-tail a >> nth=0", 8),
        (".tenths a >> nth=0", 4),
        (".heat tbody a >> nth=0", 6),
        ("[data-attention=ending_unrecovered]", 12),
        (".total-left >> nth=0", 10),
    ],
)
def test_a_figure_leads_to_the_rows_behind_it(
    page: Page, tenant: Tenant, part: str, rows_shown: int
) -> None:
    """The page comes back with its list asked."""
    open_page(page, tenant, 50)
    page.locator(part).click()
    page.wait_for_load_state("networkidle")
    expect(page.locator("[data-row=customer]")).to_have_count(rows_shown)


@pytest.mark.parametrize("count", [0, 1, 3, 50])
def test_nothing_is_wrong_with_any_number_of_customers(
    page: Page, tenant: Tenant, count: int
) -> None:
    """Both widths, both themes, everything open."""
    open_page(page, tenant, count)
    assert faults_of(page) == []


def test_nothing_is_wrong_with_what_needs_attention(page: Page, tenant: Tenant) -> None:
    a_portfolio(tenant, rows(tenant, 20))
    page.goto("/")
    expect(page.get_by_role("heading", name="Needs attention")).to_be_visible()
    assert faults_of(page) == []
