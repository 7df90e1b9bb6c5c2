"""An old answer is shown at once, and made young behind the reader's back."""

from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from customers.models import Connection, CustomerCopy
from customers.sandbox.cast import EXAMPLE_FLAT
from customers.sandbox.sandbox import Sandbox
from tests.integration.pages import profile_url, save_copy
from tests.journeys.steps import figure, values_on

SAME = "Fetched just now; nothing has changed."


@pytest.fixture
def old_copy(connection: Connection) -> CustomerCopy:
    """A copy from an hour ago; nothing has changed at FlexPortal since."""
    return save_copy(connection, EXAMPLE_FLAT, age=3600)


def test_an_old_copy_is_shown_at_once_then_renewed(
    page: Page, connection: Connection, sandbox: Sandbox, old_copy: CustomerCopy
) -> None:
    sandbox.latency_ms = 700
    page.goto(profile_url(connection, EXAMPLE_FLAT))
    expect(page.locator(".identity .age")).to_have_text("Fetched 1 h ago", timeout=600)
    expect(page.locator(".changes")).to_have_text(SAME)
    expect(page.locator(".identity .age")).to_have_text("Fetched just now")
    assert sandbox.count_requests(f"/v1/customers/{old_copy.customer_id}") == 2


def test_what_changed_is_said_and_swapped(
    page: Page, connection: Connection, old_copy: CustomerCopy
) -> None:
    old_copy.document = old_copy.document.replace("4250", "4100")
    old_copy.save()
    page.goto(profile_url(connection, EXAMPLE_FLAT))
    expect(page.locator(".changes")).to_contain_text("4,100.00")
    expect(page.locator(".changes")).to_contain_text("4,250.00")
    assert values_on(page, "metric")["lifetime_collected"] == "4250.00"


def test_the_reader_keeps_their_place(
    page: Page, connection: Connection, sandbox: Sandbox, old_copy: CustomerCopy
) -> None:
    sandbox.latency_ms = 700
    page.goto(profile_url(connection, EXAMPLE_FLAT))
    figure(page, "profit").focus()
    below = page.locator("#facts-title").bounding_box()
    expect(page.locator(".changes")).to_have_text(SAME)
    expect(figure(page, "profit")).to_be_focused()
    assert page.locator("#facts-title").bounding_box() == below


def test_a_young_copy_is_left_alone(page: Page, connection: Connection, sandbox: Sandbox) -> None:
    save_copy(connection, EXAMPLE_FLAT, age=20)
    page.goto(profile_url(connection, EXAMPLE_FLAT))
    page.wait_for_load_state("networkidle")
    expect(page.locator(".changes")).to_be_empty()
    assert sandbox.count_requests(f"/v1/customers/{EXAMPLE_FLAT}") == 1


def test_the_age_counts_by_itself(page: Page, connection: Connection) -> None:
    page.clock.install(time=datetime.now(UTC))
    page.goto(profile_url(connection, EXAMPLE_FLAT))
    age = page.locator(".identity [data-age=ago]")
    expect(age).to_have_text("just now")
    page.clock.fast_forward(timedelta(seconds=31).seconds * 1000)
    expect(age).to_have_text("30 s ago")
    page.clock.fast_forward("03:30")
    expect(age).to_have_text("4 min ago")
    page.clock.fast_forward("24:00:00")
    expect(age).not_to_contain_text("ago")
