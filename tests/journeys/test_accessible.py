"""Every page for every eye: axe finds nothing, nothing scrolls sideways, nothing is too small."""

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect

from customers.models import Connection
from customers.sandbox.cast import (
    ARABIC,
    EXAMPLE_FLAT,
    GRACE,
    INACTIVE,
    LONG_NAME,
    MARIEKE,
    MARKUP,
    NO_COST,
    REVOKED_KEY,
    SHARED_EMAIL,
    STATES,
)
from customers.sandbox.sandbox import Sandbox
from tests.integration.connections import a_connection
from tests.integration.pages import profile_url, save_copy
from tests.journeys.inspection import faults_of
from tests.journeys.steps import fill_connection, sign_in
from tests.journeys.visitors import Visitors

PROFILES = (MARIEKE, NO_COST, INACTIVE, ARABIC, LONG_NAME, MARKUP)


def test_sign_in(visitors: Visitors, owner: User) -> None:
    page = visitors.arrive()
    page.goto("/accounts/login/")
    assert faults_of(page) == []
    sign_in(page, "nobody")
    expect(page.get_by_role("alert")).to_be_visible()
    assert faults_of(page) == []


def test_first_run(visitors: Visitors, owner: User) -> None:
    page = visitors.arrive(owner)
    page.goto("/")
    assert faults_of(page) == []
    page.goto("/connections/")
    fill_connection(page, REVOKED_KEY)
    expect(page.get_by_role("alert")).to_be_visible()
    assert faults_of(page) == []


def test_lookup(page: Page, owner: User, connection: Connection) -> None:
    a_connection(owner, STATES)
    page.goto(profile_url(connection, MARIEKE))
    page.goto("/")
    expect(page.locator("[data-row=customer]")).to_have_count(1)
    assert faults_of(page) == []
    page.goto(f"/?q={SHARED_EMAIL}")
    expect(page.locator("#found-title")).to_have_text("2 customers match.")
    assert faults_of(page) == []


def test_not_found(page: Page, owner: User, connection: Connection) -> None:
    a_connection(owner, STATES)
    page.goto(profile_url(connection, GRACE))
    expect(page.locator("#problem-title")).to_be_visible()
    assert faults_of(page) == []
    page.goto("/?q=no+id")
    expect(page.get_by_role("alert")).to_be_visible()
    assert faults_of(page) == []


def test_connections(page: Page) -> None:
    page.goto("/connections/")
    assert faults_of(page) == []
    page.get_by_role("link", name="Remove…").click()
    expect(page.get_by_role("dialog")).to_contain_text("The key is deleted")
    assert faults_of(page) == []


@pytest.mark.parametrize("customer_id", PROFILES)
def test_profile(page: Page, connection: Connection, customer_id: str) -> None:
    page.goto(profile_url(connection, customer_id))
    page.wait_for_load_state("networkidle")
    expect(page.locator("#profile [data-badge=recovery]")).to_be_visible()
    assert faults_of(page) == []


def test_saved_copy(page: Page, connection: Connection, sandbox: Sandbox) -> None:
    save_copy(connection, MARIEKE, age=9000)
    sandbox.fault = "429"
    page.goto(f"{profile_url(connection, MARIEKE)}?refresh=1")
    expect(page.locator(".identity [data-stale=limited]")).to_be_visible()
    _let_it_stand(page)
    assert faults_of(page) == []


def _let_it_stand(page: Page) -> None:
    """Lists that try again by themselves every second are pale meanwhile: they try no more."""
    page.evaluate(
        "() => { const start = window.setTimeout;"
        " window.setTimeout = (act, ms, ...more) => ms < 500 ? start(act, ms, ...more) : 0; }"
    )
    page.wait_for_timeout(2_500)
    expect(page.locator(".htmx-request")).to_have_count(0)


def test_receipt(page: Page, connection: Connection) -> None:
    page.goto(profile_url(connection, EXAMPLE_FLAT))
    page.locator("a[data-metric=cost_recovery_percent]").click()
    expect(page.get_by_role("dialog")).to_contain_text("FlexPortal")
    assert faults_of(page) == []
    page.get_by_role("link", name="Open as page").click()
    expect(page.get_by_role("link", name="Back to John Smith")).to_be_visible()
    assert faults_of(page) == []


def test_lists_of_keys_and_menu(page: Page) -> None:
    page.goto("/")
    page.get_by_label("Menu").click()
    assert faults_of(page) == []
    page.get_by_role("button", name="Keyboard").click()
    expect(page.get_by_role("dialog", name="Keyboard")).to_be_visible()
    assert faults_of(page) == []


@pytest.mark.parametrize(("fault", "status"), [("401", 403), ("malformed", 502)])
def test_no_profile(
    page: Page, connection: Connection, sandbox: Sandbox, fault: str, status: int
) -> None:
    sandbox.fault = fault
    response = page.goto(profile_url(connection, MARIEKE))
    assert response is not None
    assert response.status == status
    assert faults_of(page) == []


def test_nothing_here(page: Page) -> None:
    response = page.goto("/t/nobody/customers/nothing/")
    assert response is not None
    assert response.status == 404
    assert faults_of(page) == []


@pytest.mark.parametrize("act", ["Rename", "Replace the key", "Remove…"])
def test_acts_as_pages(page: Page, act: str) -> None:
    page.goto("/connections/")
    href = page.get_by_role("link", name=act).get_attribute("href")
    assert href is not None
    page.goto(href)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Nordlicht Nederland")
    assert faults_of(page) == []
