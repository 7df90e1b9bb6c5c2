"""Lines crossed between two pictures: each told once, and never by a picture nobody sees."""

from datetime import date, timedelta
from typing import Any

import pytest

from customers.models import Attention, Portfolio, PortfolioCustomer, SyncRun, Tenant
from customers.services import notice_attention as module
from customers.services.finish_picture import finish_picture
from customers.services.hold_run import LostRun
from tests.portfolio import NOW, a_portfolio, a_row, a_run, a_tenant, publish, replaced

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
ENDS = TODAY + timedelta(days=20)


@pytest.fixture
def tenant() -> Tenant:
    return a_tenant()


def behind(tenant: Tenant, number: int = 1, **what_matters: Any) -> PortfolioCustomer:
    """A customer who has paid back a quarter."""
    return a_row(tenant, number, collected="100", cost="400", **what_matters)


def told(tenant: Tenant) -> list[tuple[str, str, int]]:
    """Customer, kind and picture of everything noticed."""
    rows = Attention.objects.for_tenant(tenant).order_by("customer_id", "kind", "generation")
    return list(rows.values_list("customer_id", "kind", "generation"))


def test_about_a_first_picture_nothing_is_new_but_contracts_end(tenant: Tenant) -> None:
    long_silent = date(2026, 1, 1)
    rows = [
        behind(tenant, 1, recovery="at_risk", collected_since=long_silent),
        behind(tenant, 2, contract_ends_on=ENDS),
        a_row(tenant, 3, contract_ends_on=ENDS),
        behind(tenant, 4, contract_ends_on=TODAY + timedelta(days=31)),
        behind(tenant, 5, contract_ends_on=ENDS, born=0, died=1),
    ]
    a_portfolio(tenant, rows)
    assert told(tenant) == [("cust_000002", "ending_unrecovered", 1)]


def test_what_changed_between_two_pictures_is_compared(tenant: Tenant) -> None:
    portfolio = a_portfolio(tenant, [behind(tenant, number) for number in range(1, 5)])
    rows = list(PortfolioCustomer.objects.shown(portfolio).order_by("customer_id"))
    replaced(rows[0], 2, recovery="at_risk")
    replaced(rows[1], 2, recovery="profitable", collected=4_000_000, profit=0, still_open=0)
    replaced(rows[2], 2, acquisition_cost=5_000_000)
    replaced(rows[3], 2, email="new@example.com")
    publish(portfolio)
    assert told(tenant) == [
        ("cust_000001", "newly_at_risk", 2),
        ("cust_000002", "broke_even", 2),
        ("cust_000003", "cost_edited", 2),
    ]


def test_a_crossing_keeps_name_amount_and_reason(tenant: Tenant) -> None:
    a_portfolio(tenant, [behind(tenant, name="Anna", contract_ends_on=ENDS)])
    row = Attention.objects.get()
    assert (row.name, row.amount, row.mark) == ("Anna", 3_000_000, ENDS.isoformat())
    assert "300.00 of 400.00\u00a0EUR" in row.reason
    assert row.noticed_at == NOW


def test_the_same_line_is_told_once(tenant: Tenant) -> None:
    """Until it is another: a contract with a new end."""
    portfolio = a_portfolio(tenant, [behind(tenant, contract_ends_on=ENDS)])
    publish(portfolio, now=NOW + timedelta(days=1))
    assert len(told(tenant)) == 1
    row = PortfolioCustomer.objects.shown(portfolio).get()
    replaced(row, 3, contract_ends_on=ENDS + timedelta(days=1))
    publish(portfolio, now=NOW + timedelta(days=2))
    assert [generation for *_, generation in told(tenant)] == [1, 3]


@pytest.mark.parametrize(("days", "expected"), [(44, 0), (45, 1), (60, 1)])
def test_silence_is_noticed_on_the_day_it_begins(tenant: Tenant, days: int, expected: int) -> None:
    """Though the row did not change, and whenever the next picture is made; then no more."""
    portfolio = a_portfolio(tenant, [behind(tenant, collected_since=TODAY)])
    publish(portfolio, now=NOW + timedelta(days=days))
    publish(portfolio, now=NOW + timedelta(days=days))
    kinds = [kind for _, kind, _ in told(tenant)]
    assert kinds == ["went_silent"] * expected


def test_a_picture_that_is_never_published_leaves_nothing_behind(tenant: Tenant) -> None:
    """Its number is used again by the next run."""
    portfolio = a_portfolio(tenant, [behind(tenant), behind(tenant, 2)])
    run = a_run(tenant, 2)
    row = PortfolioCustomer.objects.shown(portfolio).get(customer_id="cust_000001")
    replaced(row, 2, recovery="at_risk")
    finish_picture(portfolio, run, now=NOW, changed=True)
    assert Attention.objects.published(portfolio.generation).count() == 0
    run.delete()
    PortfolioCustomer.objects.filter(born=2).delete()
    PortfolioCustomer.objects.filter(died=2).update(died=2**31 - 1)
    publish(portfolio)
    assert told(tenant) == []


def test_many_are_read_in_pages(tenant: Tenant, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PAGE", 3)
    portfolio = a_portfolio(
        tenant, [behind(tenant, number, contract_ends_on=ENDS) for number in range(10)]
    )
    for row in PortfolioCustomer.objects.shown(portfolio):
        replaced(row, 2, recovery="at_risk")
    publish(portfolio)
    assert len(told(tenant)) == 20


def test_tenants_do_not_meet(tenant: Tenant) -> None:
    other = a_tenant(2)
    a_portfolio(other, [behind(other, contract_ends_on=ENDS)])
    portfolio = a_portfolio(tenant, [behind(tenant)])
    row = PortfolioCustomer.objects.shown(portfolio).get()
    replaced(row, 2, recovery="at_risk")
    publish(portfolio)
    assert told(other) == [("cust_000001", "ending_unrecovered", 1)]
    assert told(tenant) == [("cust_000001", "newly_at_risk", 2)]


def test_a_worker_that_lost_its_run_tells_nothing(tenant: Tenant) -> None:
    portfolio = Portfolio.objects.create(tenant=tenant)
    behind(tenant, contract_ends_on=ENDS).save()
    run = a_run(tenant)
    SyncRun.objects.update(fence=9)
    with pytest.raises(LostRun):
        finish_picture(portfolio, run, now=NOW, changed=True)
    assert told(tenant) == []
