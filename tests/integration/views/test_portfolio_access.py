"""The portfolio's page: who sees what of it."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from customers.models import Connection, PortfolioCustomer, Tenant
from customers.models.portfolio_search import index_rows
from tests.conftest import SignIn
from tests.integration.pages import HTMX, tags, words
from tests.integration.views.portfolio import URL, many, shown
from tests.portfolio import NOW, a_device, a_portfolio, a_row, a_tenant, a_working_connection

pytestmark = pytest.mark.django_db


@pytest.fixture
def tenant(owner: User) -> Tenant:
    tenant = a_tenant()
    a_working_connection(owner, tenant)
    return tenant


@pytest.fixture
def signed(owner: User, tenant: Tenant, sign_in: SignIn) -> Client:
    return sign_in(owner)


def test_only_the_picture_of_the_tenant_is_shown(
    signed: Client, tenant: Tenant, outsider: User
) -> None:
    neighbour = a_tenant(2)
    ghosts = [
        a_row(tenant, 7, born=2),
        a_row(tenant, 8, died=1, born=0),
        a_row(neighbour, 9),
    ]
    a_portfolio(tenant, [a_row(tenant, 1)])
    kept = PortfolioCustomer.objects.bulk_create(ghosts)
    index_rows([(row.pk, row.search_text) for row in kept])
    for query in ("", "q=customer", "status=active", "profit_min=0", "sort=name"):
        assert shown(signed.get(f"{URL}?{query}")) == ["cust_000001"], query
    assert signed.get(f"{URL}preview/cust_000007/").status_code == 404
    assert signed.get(f"{URL}preview/cust_000009/").status_code == 404


def test_a_key_that_does_not_work_sees_nothing(signed: Client, tenant: Tenant) -> None:
    many(tenant, 3)
    for state in ({"refused_since": NOW, "refused_at": NOW}, {"accepted_at": None}):
        Connection.objects.update(**{"accepted_at": NOW, "refused_since": None, **state})
        for path in ("", "count/", "preview/cust_000001/", "views/"):
            response = signed.get(URL + path)
            assert response.status_code == 403, path
            assert "Customer 1" not in words(response)
            assert "Go to the connections" in words(response)


def test_a_page_that_stood_open_is_loaded_again_when_its_key_is_refused(
    signed: Client, tenant: Tenant
) -> None:
    """Its other parts would go on showing what is withheld."""
    many(tenant, 3)
    Connection.objects.update(refused_since=NOW, refused_at=NOW)
    for path in ("", "count/", "preview/cust_000001/", "sync/"):
        response = signed.get(URL + path, headers={"HX-Request": "true"})
        assert (response.status_code, response.headers["HX-Refresh"]) == (403, "true"), path
        assert "HX-Refresh" not in signed.get(URL + path).headers


def test_hidden_mail_is_not_told(signed: Client, tenant: Tenant) -> None:
    many(tenant, 3)
    session = signed.session
    session["personal_data"] = "hidden_now"
    session.save()
    response = signed.get(f"{URL}?columns=email")
    assert "customer1@example.com" not in response.content.decode()
    assert "c•••@•••" in words(response)


def test_an_old_picture_says_so(signed: Client, tenant: Tenant) -> None:
    a_portfolio(tenant, [a_row(tenant)], now=timezone.now() - timedelta(days=2))
    assert "These figures are older than a day." in words(signed.get(URL))


def test_names_are_text_and_ids_anything(signed: Client, tenant: Tenant) -> None:
    odd = [("<b>x</b>", "a/b"), ("", "..%2f?x=1"), ('"><script>', 'q"uote'), ("م", "é")]
    rows = [
        a_row(tenant, number, name=name, customer_id=customer_id, company=name)
        for number, (name, customer_id) in enumerate(odd)
    ]
    a_portfolio(tenant, rows)
    response = signed.get(f"{URL}?columns=company,email&sort=name")
    assert set(shown(response)) == {customer_id for _, customer_id in odd}
    assert b"<script>" not in response.content
    assert b"<b>x" not in response.content


def test_a_preview_tells_enough_to_decide(signed: Client, tenant: Tenant) -> None:
    row = a_row(tenant, 1, collected="2000", cost="8000", recovery="at_risk", active_devices=0)
    a_portfolio(tenant, [row], [a_device(tenant, 1, start_on=date(2020, 1, 1))])
    response = signed.get(f"{URL}preview/cust_000001/", headers=HTMX)
    text = words(response)
    assert "Has paid back 25 % of what was spent, with 100 % of the contract time gone." in text
    assert "0 of 3 ever" in text
    assert "Not eligible" in text
    assert [tag["data-value"] for tag in tags(response, "data-badge")][:2] == ["at_risk", "active"]
    assert "Back to the portfolio" in words(signed.get(f"{URL}preview/cust_000001/"))


def test_the_place_in_the_header_leads_to_the_tenant_in_use(
    signed: Client, tenant: Tenant, outsider: User, sign_in: SignIn
) -> None:
    assert f'href="{URL}"' in signed.get("/").content.decode()
    assert 'href="/portfolio/"' in signed.get("/connections/").content.decode()
    assert signed.get("/portfolio/")["Location"] == URL
    assert sign_in(outsider).get("/portfolio/")["Location"] == "/"
