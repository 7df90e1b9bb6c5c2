"""What stands above the list: exact, with whom it leaves out, and where its rows are."""

from datetime import date, timedelta
from html.parser import HTMLParser
from urllib.parse import parse_qs

import pytest
from django.template.loader import render_to_string
from pytest_django import DjangoAssertNumQueries

from customers.domain.portfolio_wish import read_wish
from customers.models import Portfolio, PortfolioCustomer, Tenant
from customers.selectors.portfolio import Overview, get_overview
from tests.portfolio import (
    NOW,
    a_mixed_portfolio,
    a_portfolio,
    a_row,
    a_tenant,
    publish,
    replaced,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def tenant() -> Tenant:
    return a_tenant()


def overview_of(portfolio: Portfolio) -> Overview:
    overview = get_overview(portfolio)
    assert overview is not None
    return overview


def test_before_the_first_picture_there_is_nothing(tenant: Tenant) -> None:
    assert get_overview(Portfolio(tenant=tenant)) is None


def test_figures_of_another_version_ask_for_a_sync(tenant: Tenant) -> None:
    portfolio = a_mixed_portfolio(tenant)
    portfolio.figures = '{"v":0}'
    assert overview_of(portfolio).outdated
    html = render_to_string(
        "customers/portfolio/_overview.html", {"overview": overview_of(portfolio)}
    )
    assert "another version of Recoup" in html


def test_totals_are_exact_and_say_whom_they_leave_out(tenant: Tenant) -> None:
    """Collected: 4,250 + 100 + 100 + 89. Cost: 3,600 + 400 + 1,000. 4,450 of 5,000 are 89 %."""
    found = {
        one.metric: (one.value, one.left_out)
        for one in overview_of(a_mixed_portfolio(tenant)).totals
    }
    assert found == {
        "cost_recovery_percent": ("89.00", "1 left out"),
        "lifetime_collected": ("4539.00", ""),
        "acquisition_cost": ("5000.00", "1 left out"),
        "profit": ("-550.00", "1 left out"),
        "unrecovered_cost": ("1200.00", "1 left out"),
        "monthly_revenue": ("534.00", "1 left out"),
    }


def test_what_is_left_out_leads_to_them_where_the_list_can_tell(tenant: Tenant) -> None:
    """Those without a known cost it can; whose revenue is not known it cannot."""
    rows = [a_row(tenant, 1, cost=None), a_row(tenant, 2, cost=None, monthly_revenue=None)]
    found = {one.metric: one.left_out_href for one in overview_of(a_portfolio(tenant, rows)).totals}
    assert found["acquisition_cost"] == "?cost=unknown#list"
    assert found["monthly_revenue"] == ""


def test_the_working_is_shown_where_the_sums_beside_it_do_not_prove_it(tenant: Tenant) -> None:
    assert overview_of(a_mixed_portfolio(tenant)).working.replace("\u00a0", " ") == (
        "Recovery and profit are of the 3 customers with both sums known: 4,450.00 EUR collected "
        "against a cost of 5,000.00 EUR."
    )
    other = a_tenant(2)
    assert overview_of(a_portfolio(other, [a_row(other)])).working == ""


def test_how_they_moved_since_an_earlier_day(tenant: Tenant) -> None:
    portfolio = a_mixed_portfolio(tenant)
    assert {one.note for one in overview_of(portfolio).totals} == {""}
    publish(portfolio, now=NOW + timedelta(days=2))
    assert overview_of(portfolio).totals[1].note == "first seen 2 days ago"
    row = PortfolioCustomer.objects.shown(portfolio).get(customer_id="cust_000001")
    replaced(row, 3, collected=42_600_000, profit=6_600_000)
    publish(portfolio, now=NOW + timedelta(days=30))
    notes = {one.metric: one.note for one in overview_of(portfolio).totals}
    assert notes["lifetime_collected"] == "+10.00 in 30 days"
    assert notes["cost_recovery_percent"] == "+0.2\u00a0points in 30 days"
    assert notes["acquisition_cost"] == "no change"


def test_health_says_how_many_and_how_much(tenant: Tenant) -> None:
    health = overview_of(a_mixed_portfolio(tenant)).health
    assert health is not None
    found = [(one.count, one.share, one.money.replace("\u00a0", " ")) for one in health.segments]
    assert found == [
        ("1", "25.0\u00a0%", "650.00 EUR ahead"),
        ("1", "25.0\u00a0%", "300.00 EUR open"),
        ("1", "25.0\u00a0%", "900.00 EUR open"),
        ("1", "25.0\u00a0%", "no cost known; 89.00 EUR collected"),
    ]
    assert [one.start for one in health.segments] == ["0.000", "25.000", "50.000", "75.000"]
    assert health.sentence.startswith("1 profitable (25.0")


def test_cohorts_are_read_by_age_and_lead_to_their_customers(tenant: Tenant) -> None:
    rows = [a_row(tenant, 1), a_row(tenant, 2, cohort=date(2026, 3, 1), collected="900")]
    payback = overview_of(a_portfolio(tenant, rows)).payback
    assert payback is not None
    assert payback.title == "Payback by month of first subscription"
    assert payback.columns == (0, 3, 6, 9)
    january, march = payback.lines
    assert (january.name, january.href) == ("Jan\u00a02026", "?cohort=2026-01#list")
    assert (january.squares[3].shown, january.squares[3].heat) == ("118", "paid")
    assert (march.squares[2].value, march.squares[2].heat) == ("25.00", "4")


def test_nothing_is_shown_of_nobody(tenant: Tenant) -> None:
    overview = overview_of(a_portfolio(tenant))
    assert (overview.customers, overview.shape, overview.payback) == (0, None, None)
    assert {one.value for one in overview.totals} == {""}
    assert overview.health is not None
    assert overview.health.sentence == "No customers."


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        href = dict(attrs).get("href")
        if tag == "a" and href:
            self.found.add(href)


def test_every_link_asks_the_list_in_words_it_knows(tenant: Tenant) -> None:
    """And what FlexPortal named with markup stays text."""
    rows = [a_row(tenant, 9, collected="1", contract_ends_on=NOW.date())]
    PortfolioCustomer.objects.bulk_create(rows)
    html = render_to_string(
        "customers/portfolio/_overview.html", {"overview": overview_of(a_mixed_portfolio(tenant))}
    )
    assert "&lt;b&gt;" in html
    assert "<b>" not in html
    parser = _Links()
    parser.feed(html)
    assert len(parser.found) > 15
    for href in parser.found:
        query, rows_at = href.removeprefix("?").split("#")
        wish = read_wish(parse_qs(query))
        assert rows_at == "list"
        assert wish.ignored == ()


def test_the_overview_takes_no_query_and_is_made_once(
    tenant: Tenant, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    portfolio = a_mixed_portfolio(tenant)
    with django_assert_num_queries(0):
        assert get_overview(portfolio) is get_overview(portfolio)
