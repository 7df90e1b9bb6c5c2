"""The portfolio's page: who sees what of it, and in which state."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from customers.models import Tenant
from tests.conftest import SignIn
from tests.integration.pages import tags, words
from tests.portfolio import a_portfolio, a_row, a_tenant, a_working_connection

pytestmark = pytest.mark.django_db
URL = "/t/eu-bu-1/portfolio/"


@pytest.fixture
def tenant(owner: User) -> Tenant:
    tenant = a_tenant()
    a_working_connection(owner, tenant)
    return tenant


@pytest.fixture
def browser(owner: User, tenant: Tenant, sign_in: SignIn) -> Client:
    return sign_in(owner)


def shown(response: Any) -> list[str]:
    return [tag["data-id"] for tag in tags(response, "data-row")]


def test_a_page_shows_the_rows_in_the_usual_order(browser: Client, tenant: Tenant) -> None:
    costs = ["4000", "5000", None]
    a_portfolio(tenant, [a_row(tenant, number, cost=cost) for number, cost in enumerate(costs)])
    response = browser.get(URL)
    assert response.status_code == 200
    assert shown(response) == ["cust_000001", "cust_000000", "cust_000002"]
    assert "3 customers" in words(response)
