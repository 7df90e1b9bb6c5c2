"""FlexPortal away, refusing, and back again."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect
from pytest_django.fixtures import Settings

from customers.models import Connection
from customers.sandbox.cast import EXAMPLE_FLAT, NETHERLANDS
from customers.sandbox.sandbox import Sandbox
from tests.integration.pages import profile_url, save_copy
from tests.journeys.steps import settle, values_on
from tests.journeys.visitors import Visitors


@pytest.fixture
def outage(sandbox: Sandbox, settings: Settings) -> Iterator[None]:
    """FlexPortal hangs up on everybody; the person waits one second at most."""
    settings.FLEXPORTAL_DEADLINE = 1
    yield
    sandbox.fault = None


def test_the_saved_copy_stands_in_until_flexportal_is_back(
    page: Page, connection: Connection, sandbox: Sandbox, outage: None
) -> None:
    save_copy(connection, EXAMPLE_FLAT, age=3600)
    sandbox.fault = "cut"
    page.goto(profile_url(connection, EXAMPLE_FLAT))
    expect(page.locator(".notice-title")).to_contain_text("You are looking at the saved copy from")
    expect(page.locator(".identity .age-stale")).to_contain_text("Saved copy, 1 h old")
    assert values_on(page, "metric")["profit"] == "650.00"
    page.get_by_role("link", name="Try now").click()
    expect(page.locator(".htmx-request")).to_have_count(0)
    expect(page.locator(".identity [data-stale]")).to_have_count(1)
    sandbox.fault = None
    page.get_by_role("link", name="Try now").click()
    expect(page.locator(".notice-amber")).to_have_count(0)
    expect(page.locator(".identity [data-stale]")).to_have_count(0)
    expect(page.locator(".identity .age")).to_have_text("Fetched just now")


def test_without_a_copy_there_is_a_way_to_try_again(
    page: Page, connection: Connection, sandbox: Sandbox, outage: None
) -> None:
    sandbox.fault = "cut"
    response = page.goto(profile_url(connection, EXAMPLE_FLAT))
    assert response is not None
    assert response.status == 503
    expect(page.get_by_role("alert")).to_contain_text("there is no saved copy")
    sandbox.fault = None
    page.get_by_role("link", name="Try again").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("John Smith")


def test_a_lost_line_is_said_where_it_happened(
    visitors: Visitors, page: Page, connection: Connection
) -> None:
    page.goto(profile_url(connection, EXAMPLE_FLAT))
    settle(page)
    page.context.set_offline(True)
    page.locator("a[data-metric=profit]").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("alert")).to_contain_text("The connection to Recoup is lost.")
    page.context.set_offline(False)
    visitors.complaints.clear()  # the browser's own, about the line
    dialog.get_by_role("button", name="Try again").click()
    expect(dialog).to_contain_text("Where 650.00")


def test_a_refused_key_leads_to_connections_and_back(
    page: Page, connection: Connection, sandbox: Sandbox
) -> None:
    save_copy(connection, EXAMPLE_FLAT)
    sandbox.fault = "401"
    response = page.goto(f"{profile_url(connection, EXAMPLE_FLAT)}?refresh=1")
    assert response is not None
    assert response.status == 403
    assert "John Smith" not in page.content()
    sandbox.fault = None
    page.get_by_role("link", name="Replace the key").click()
    expect(page.locator(".connection")).to_contain_text("FlexPortal refuses this key since")
    page.get_by_role("link", name="Replace the key").click()
    page.get_by_role("dialog").get_by_label("API key").fill(NETHERLANDS.key)
    page.get_by_role("button", name="Try the key and save").last.click()
    expect(page.get_by_text("Key accepted. Nordlicht Nederland is ready.")).to_be_visible()
    page.goto(profile_url(connection, EXAMPLE_FLAT))
    expect(page.get_by_role("heading", level=1)).to_have_text("John Smith")
