"""The same work in a browser that runs no scripts."""

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect

from customers.models import Connection
from customers.sandbox.cast import EXAMPLE_FLAT, GRACE, NETHERLANDS, REVOKED_KEY, STATES
from customers.sandbox.sandbox import Sandbox
from tests.integration.pages import profile_url, save_copy
from tests.journeys.steps import fill_connection, look_up, sign_in, values_on
from tests.journeys.visitors import Visitors


@pytest.fixture
def plain(visitors: Visitors, owner: User, connection: Connection) -> Page:
    """A page of the connected owner, signed in, without scripts."""
    return visitors.arrive(owner, java_script_enabled=False)


def test_sign_in_connect_and_look_up(visitors: Visitors, owner: User) -> None:
    plain = visitors.arrive(java_script_enabled=False)
    plain.goto("/")
    sign_in(plain)
    plain.get_by_role("link", name="Add a connection").click()
    fill_connection(plain, REVOKED_KEY)
    expect(plain.get_by_role("alert")).to_contain_text("FlexPortal refused this key (401).")
    plain.get_by_label("API key").fill(NETHERLANDS.key)
    plain.get_by_role("button", name="Try the key and save").click()
    expect(plain.get_by_text("Key accepted. Nordlicht Nederland is ready.")).to_be_visible()
    look_up(plain, EXAMPLE_FLAT)
    expect(plain.get_by_role("heading", level=1)).to_have_text("John Smith")
    assert values_on(plain, "metric")["profit"] == "650.00"


def test_the_refresh_link_asks_again(plain: Page, connection: Connection, sandbox: Sandbox) -> None:
    copy = save_copy(connection, EXAMPLE_FLAT, age=3600)
    plain.goto(profile_url(connection, EXAMPLE_FLAT))
    expect(plain.locator(".identity [data-age=ago]")).to_have_text("1 h ago")
    plain.get_by_role("link", name="Refresh").click()
    expect(plain.locator(".identity [data-age=ago]")).to_have_text("just now")
    expect(plain.locator(".changes")).to_have_text("Fetched just now; nothing has changed.")
    assert sandbox.count_requests(f"/v1/customers/{copy.customer_id}") == 2


def test_the_working_of_a_figure_is_a_page(plain: Page, connection: Connection) -> None:
    plain.goto(profile_url(connection, EXAMPLE_FLAT))
    plain.locator("a[data-metric=profit]").click()
    expect(plain.locator(".formula")).to_contain_text("shown as 650.00 EUR")
    plain.get_by_role("link", name="Back to John Smith").click()
    expect(plain.get_by_role("heading", level=1)).to_have_text("John Smith")


def test_conditions_stand_open_on_a_laptop_and_open_at_a_tap(
    plain: Page, connection: Connection
) -> None:
    plain.goto(profile_url(connection, EXAMPLE_FLAT))
    condition = plain.locator("[data-check=upgrade] [data-condition=status_active]")
    expect(condition).to_be_visible()
    plain.set_viewport_size({"width": 390, "height": 844})
    expect(condition).to_be_hidden()
    plain.locator("[data-check=upgrade] summary").click()
    expect(condition).to_be_visible()


def test_nothing_is_offered_that_needs_scripts(plain: Page, connection: Connection) -> None:
    plain.goto(profile_url(connection, EXAMPLE_FLAT))
    expect(plain.locator(".needs-js:visible, .copy:visible")).to_have_count(0)


def test_connections_are_kept_by_pages(plain: Page, connection: Connection) -> None:
    plain.goto("/connections/")
    plain.get_by_role("button", name="Try now").click()
    expect(plain.get_by_text("FlexPortal accepts the key for")).to_be_visible()
    plain.get_by_role("link", name="Rename").click()
    plain.get_by_label("Name, as your team says it").fill("Thuis")
    plain.get_by_role("button", name="Save").click()
    expect(plain.get_by_text("Saved. It is called Thuis.")).to_be_visible()
    plain.get_by_role("link", name="Remove").click()
    plain.get_by_role("button", name="Remove").click()
    expect(plain.get_by_text("Thuis was removed.")).to_be_visible()


def test_a_customer_elsewhere_is_found_in_all_tenants(plain: Page, connection: Connection) -> None:
    plain.goto("/connections/")
    fill_connection(plain, STATES.key, STATES)
    look_up(plain, GRACE)
    plain.get_by_role("link", name="Look in all my tenants").click()
    expect(plain.get_by_role("heading", level=1)).to_have_text("Grace Whitfield")


def test_signing_out_asks_nothing_more(plain: Page) -> None:
    plain.goto("/")
    plain.get_by_label("Menu").click()
    plain.get_by_role("button", name="Sign out").click()
    expect(plain.get_by_role("heading", level=1)).to_have_text("Sign in")
