"""The portfolio for every eye, with nobody, a few, a page and many customers in it."""

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect

from customers.models import Connection
from tests.integration.connections import NOW
from tests.journeys.inspection import faults_of
from tests.journeys.portfolio import a_tenant_of, url_of


def test_before_the_first_sync(page: Page, connection: Connection) -> None:
    page.goto(url_of(connection))
    expect(page.get_by_text("This tenant has not been read yet.")).to_be_visible()
    assert faults_of(page) == []


@pytest.mark.parametrize("count", [0, 3, 50, 120])
def test_customers(page: Page, connection: Connection, count: int) -> None:
    a_tenant_of(connection, count)
    page.goto(f"{url_of(connection)}?columns=company,status,type,recovery_percent,customer_since")
    expect(page.locator("[data-row=customer]")).to_have_count(min(count, 50))
    assert faults_of(page) == []


@pytest.mark.parametrize("menu", ["Filter", "Columns", "Export"])
def test_menus(page: Page, connection: Connection, menu: str) -> None:
    a_tenant_of(connection, 3)
    page.goto(f"{url_of(connection)}?recovery=at_risk&open_min=1000&colour=red")
    page.locator("[data-popover] > summary").filter(has_text=menu).click()
    assert faults_of(page) == []


def test_preview(page: Page, connection: Connection) -> None:
    a_tenant_of(connection, 3)
    page.goto(url_of(connection))
    page.keyboard.press("ArrowDown")
    expect(page.locator("#portfolio-preview")).to_contain_text("Open profile")
    assert faults_of(page) == []
    page.goto(f"{url_of(connection)}preview/cust_000001/")
    assert faults_of(page) == []


def test_views(page: Page, connection: Connection, owner: User) -> None:
    a_tenant_of(connection, 3)
    page.goto(url_of(connection))
    page.get_by_role("link", name="Views").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Name", exact=True).fill("Monday")
    dialog.get_by_role("button", name="Save view").click()
    dialog.get_by_text("Change", exact=True).click()
    assert faults_of(page) == []
    page.goto(f"{url_of(connection)}views/")
    assert faults_of(page) == []


def test_nothing_found_and_nothing_shown(page: Page, connection: Connection) -> None:
    a_tenant_of(connection, 3)
    page.goto(f"{url_of(connection)}?q=nobody")
    expect(page.get_by_text("No customer matches “nobody”.")).to_be_visible()
    assert faults_of(page) == []
    Connection.objects.update(refused_since=NOW, refused_at=NOW)
    page.goto(url_of(connection))
    expect(page.get_by_role("alert")).to_be_visible()
    assert faults_of(page) == []
