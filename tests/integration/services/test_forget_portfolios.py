"""A portfolio goes with the last key to its tenant: at once from sight, then from the database."""

from uuid import UUID

import pytest
from django.contrib.auth.models import User

from customers.models import Portfolio, PortfolioCustomer, SavedView, Tenant
from customers.services.forget_portfolios import forget_portfolios
from customers.services.remove_connection import remove_connection
from tests.portfolio import NOW, a_mixed_portfolio, a_tenant, a_working_connection

pytestmark = pytest.mark.django_db


def a_filled_tenant(user: User, number: int) -> tuple[Tenant, UUID]:
    tenant = a_tenant(number)
    connection = a_working_connection(user, tenant)
    SavedView.objects.create(tenant=tenant, user=user, name="Mine", created_at=NOW)
    a_mixed_portfolio(tenant)
    return tenant, connection.pk


def rows_of(tenant: Tenant) -> int:
    return PortfolioCustomer.objects.for_tenant(tenant).count()


def test_the_last_key_takes_the_portfolio_along(owner: User) -> None:
    tenant, key = a_filled_tenant(owner, 1)
    remove_connection(owner, key, now=NOW)
    assert not Portfolio.objects.for_tenant(tenant).exists()
    assert not SavedView.objects.for_tenant(tenant).exists()
    forget_portfolios()
    assert rows_of(tenant) == 0


def test_a_colleagues_key_keeps_it(owner: User, colleague: User) -> None:
    tenant, key = a_filled_tenant(owner, 1)
    a_working_connection(colleague, tenant)
    remove_connection(owner, key, now=NOW)
    forget_portfolios()
    assert Portfolio.objects.for_tenant(tenant).exists()
    assert rows_of(tenant) > 0


def test_another_tenants_rows_stay(owner: User) -> None:
    mine, _ = a_filled_tenant(owner, 1)
    gone, key = a_filled_tenant(owner, 2)
    remove_connection(owner, key, now=NOW)
    forget_portfolios()
    assert rows_of(mine) > rows_of(gone) == 0
