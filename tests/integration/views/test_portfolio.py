"""The portfolio's list: its rows, pages, filters and counts, in at most eight queries."""

from base64 import urlsafe_b64encode
from json import dumps

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from customers.models import Portfolio, Tenant
from customers.models.portfolio_walk import Place, write_place
from tests.conftest import SignIn
from tests.integration.pages import HTMX, tags, words
from tests.integration.views.portfolio import URL, many, shown
from tests.portfolio import a_portfolio, a_row, a_tenant, a_working_connection

pytestmark = pytest.mark.django_db
ROWS = {**HTMX, "HX-Target": "portfolio-rows"}


@pytest.fixture
def tenant(owner: User) -> Tenant:
    tenant = a_tenant()
    a_working_connection(owner, tenant)
    return tenant


@pytest.fixture
def signed(owner: User, tenant: Tenant, sign_in: SignIn) -> Client:
    return sign_in(owner)


def as_if_it_were_large(monkeypatch: pytest.MonkeyPatch) -> None:
    """More than three rows are many."""
    monkeypatch.setattr("customers.models.portfolio_rows.FEW", 3)
    monkeypatch.setattr("customers.models.portfolio_rows.few_of", lambda _: 3)


def test_a_page_shows_the_rows_in_the_usual_order(signed: Client, tenant: Tenant) -> None:
    costs = ["4000", "5000", None]
    a_portfolio(tenant, [a_row(tenant, number, cost=cost) for number, cost in enumerate(costs)])
    response = signed.get(URL)
    assert response.status_code == 200
    assert shown(response) == ["cust_000001", "cust_000000", "cust_000002"]
    assert "3 customers, 750.00 EUR open (1 unknown)" in words(response)
    cells = [tag["data-value"] for tag in tags(response, "data-value") if tag["tag"] == "td"]
    assert cells[-4:] == ["", "4250.00", "", ""]


def test_before_the_first_sync_it_says_what_it_will_be(signed: Client, tenant: Tenant) -> None:
    Portfolio.objects.create(tenant=tenant)
    response = signed.get(URL)
    assert response.status_code == 200
    assert "This tenant has not been read yet." in words(response)
    assert signed.get(f"{URL}count/").status_code == 404
    assert signed.get(f"{URL}preview/cust_000001/").status_code == 404


def test_a_tenant_without_customers_says_so(signed: Client, tenant: Tenant) -> None:
    a_portfolio(tenant)
    assert "No customers." in words(signed.get(URL))


def test_filters_that_match_nothing_say_whom_they_hide(signed: Client, tenant: Tenant) -> None:
    many(tenant)
    text = words(signed.get(f"{URL}?profit_min=90000"))
    assert "No customer matches these filters." in text
    assert "120 customers are hidden by them." in text
    assert "No customer matches “nobody”." in words(signed.get(f"{URL}?q=nobody"))


def test_what_makes_no_sense_is_named(signed: Client, tenant: Tenant) -> None:
    many(tenant, 3)
    response = signed.get(f"{URL}?recovery=happy&sort=%3Cb%3E&after=%00%ff&q=%22%27%29*")
    assert response.status_code == 200
    assert "recovery=happy and sort=<b>" in words(response)


@pytest.mark.parametrize(
    "cursor", ["x", "WyJ1bmtub3duIl0", "WyJrbm93biIsInRleHQiLDEsZmFsc2UsMF0", 400 * "W"]
)
def test_a_cursor_that_is_none_shows_the_beginning(
    signed: Client, tenant: Tenant, cursor: str
) -> None:
    many(tenant, 60)
    assert len(shown(signed.get(f"{URL}?after={cursor}"))) == 50


@pytest.mark.parametrize(
    ("sort", "value"),
    [
        ("contract_ends_on", "x"),
        ("contract_ends_on", "2026-W01-1"),
        ("-profit", True),
        ("-profit", 2**63),
        ("name", "\ud800"),
        ("name", "\x00"),
        ("name", 1),
    ],
)
def test_a_place_of_another_kind_shows_the_beginning(
    signed: Client, tenant: Tenant, sort: str, value: object
) -> None:
    many(tenant, 60)
    told = dumps(["known", value, 1, False, 0]).encode()
    cursor = urlsafe_b64encode(told).decode().rstrip("=")
    assert len(shown(signed.get(f"{URL}?sort={sort}&after={cursor}"))) == 50


def test_behind_an_old_place_the_whole_list_is_counted(signed: Client, tenant: Tenant) -> None:
    many(tenant, 60)
    place = Place("unknown", None, 1, back=False, start=59)
    response = signed.get(f"{URL}?sort=-profit&q=cust&after={write_place(place)}", headers=ROWS)
    assert "Nothing stands here any more." in words(response)
    assert "60 customers" in words(response)


def test_pages_lead_to_each_other(signed: Client, tenant: Tenant) -> None:
    many(tenant)
    first = signed.get(f"{URL}?sort=name")
    following = {tag["rel"]: tag["href"] for tag in tags(first, "rel") if tag["tag"] == "a"}
    assert set(following) == {"next"}
    assert "1 to 50 of 120" in words(first)
    second = signed.get(following["next"])
    assert "51 to 100 of 120" in words(second)
    back = next(tag["href"] for tag in tags(second, "rel") if tag["rel"] == "prev")
    assert shown(signed.get(back)) == shown(first)
    assert not set(shown(first)) & set(shown(second))


def test_htmx_gets_the_rows_alone_and_the_address(signed: Client, tenant: Tenant) -> None:
    many(tenant)
    response = signed.get(f"{URL}?q=&status=active&profit_min=&sort=-still_open", headers=ROWS)
    assert response["HX-Push-Url"] == f"{URL}?status=active"
    assert b"<html" not in response.content
    assert b"portfolio-overview" not in response.content
    assert next(tag["id"] for tag in tags(response, "id")) == "portfolio-rows"
    whole = signed.get(URL, headers=HTMX)
    assert next(tag["id"] for tag in tags(whole, "id")) == "portfolio"


@pytest.mark.parametrize(
    "query",
    [
        "",
        "recovery=recovering&sort=-profit",
        "q=noord",
        "q=customer+11",
        "q=noord&revenue_min=1&sort=company",
        "open_min=1&open_max=9&devices_min=1&status=active&sort=recovery",
        "product=x&field=a&value=b&attention=broke_even&cohort=2026-01&decile=1",
    ],
)
def test_a_page_takes_at_most_eight_queries(
    signed: Client,
    tenant: Tenant,
    django_assert_max_num_queries: DjangoAssertNumQueries,
    monkeypatch: pytest.MonkeyPatch,
    query: str,
) -> None:
    many(tenant)
    with django_assert_max_num_queries(8):
        assert signed.get(f"{URL}?{query}").status_code == 200
    as_if_it_were_large(monkeypatch)
    with django_assert_max_num_queries(8):
        assert signed.get(f"{URL}?{query}").status_code == 200


def test_few_of_a_large_tenant_are_counted_after_too(
    signed: Client, tenant: Tenant, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever is inactive is soon read; to count some of them at once, all would be walked."""
    states = ["inactive"] * 60 + ["active"] * 60
    a_portfolio(tenant, [a_row(tenant, number, status=one) for number, one in enumerate(states)])
    monkeypatch.setattr("customers.models.portfolio_rows.FEW", 80)
    response = signed.get(f"{URL}?status=inactive&revenue_min=1")
    assert "more than 50 customers" in words(response)
    assert any("/count/" in tag["hx-get"] for tag in tags(response, "hx-get"))


def test_more_than_can_be_told_at_once_is_counted_after(
    signed: Client, tenant: Tenant, monkeypatch: pytest.MonkeyPatch
) -> None:
    many(tenant)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # as PostgreSQL does by itself some time later
    as_if_it_were_large(monkeypatch)
    response = signed.get(f"{URL}?q=noord")
    assert "more than 50 customers" in words(response)
    counting = next(tag["hx-get"] for tag in tags(response, "hx-get") if "/count/" in tag["hx-get"])
    assert words(signed.get(counting, headers=HTMX)) == "120 customers, 2,340.00 EUR open"
    assert "Back to the list" in words(signed.get(counting))
