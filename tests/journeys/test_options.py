"""What may be done with a device: from the profile to a quote, and what it would change."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from customers.models import Connection, ListCopy
from customers.sandbox import cast
from customers.sandbox.sandbox import Sandbox
from tests.integration.options import device_url
from tests.integration.pages import profile_url
from tests.journeys.inspection import faults_of
from tests.journeys.visitors import Visitors

GIVEN_UP = re.compile(r"htmx:(afterRequest|sendAbort), ")
CALCULATORS = "/v1/subscriptions/calculate"


def expected(page: Page, choice: str) -> Locator:
    """The money that a choice brings in."""
    return page.locator(f"[data-option={choice}] [data-metric=expected]")


def ask(page: Page) -> None:
    """Press the one button that asks FlexPortal for quotes, and wait for what it says."""
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        page.get_by_role("button", name=re.compile("^Ask")).click()


def test_from_the_profile_to_a_quote(page: Page, connection: Connection) -> None:
    """The terms of the extension may change while the quotes stay."""
    page.goto(profile_url(connection, cast.QUOTE_SAMPLE))
    page.get_by_role("link", name="More options").click()
    page.get_by_role("link", name="Side by side").click()
    expect(expected(page, "do_nothing")).to_have_attribute("data-value", "516.00")
    expect(expected(page, "buy_out")).to_have_text("unknown")
    ask(page)
    expect(expected(page, "buy_out")).to_have_attribute("data-value", "658.00")
    expect(expected(page, "return")).to_have_attribute("data-value", "258.00")
    expect(page.get_by_text("Indicative, asked")).to_be_visible()
    page.get_by_label("By how many months").fill("3")
    page.keyboard.press("Enter")
    expect(expected(page, "extend")).to_have_attribute("data-value", "825.60")
    page.get_by_label("At a month").select_option("present")
    expect(expected(page, "extend")).to_have_attribute("data-value", "903.00")
    expect(expected(page, "buy_out")).to_have_attribute("data-value", "658.00")
    ask(page)
    expect(expected(page, "extend")).to_have_attribute("data-value", "903.00")


def test_without_javascript(visitors: Visitors, owner: User, connection: Connection) -> None:
    page = visitors.arrive(owner, java_script_enabled=False)
    page.goto(profile_url(connection, cast.QUOTE_SAMPLE))
    page.get_by_role("link", name="More options").click()
    page.get_by_role("link", name="Side by side").click()
    page.get_by_label("By how many months").fill("3")
    page.get_by_role("button", name="Work it out").click()
    expect(expected(page, "extend")).to_have_attribute("data-value", "825.60")
    ask(page)
    expect(expected(page, "buy_out")).to_have_attribute("data-value", "658.00")
    expect(expected(page, "extend")).to_have_attribute("data-value", "825.60")


def test_a_quote_outlives_the_refresh_behind_it(
    page: Page, connection: Connection, sandbox: Sandbox, visitors: Visitors
) -> None:
    """Who asks while the page renews itself gets the quotes, and htmx notes what it gave up."""
    page.goto(device_url(connection))
    ListCopy.objects.update(fetched_at=timezone.now() - timedelta(minutes=5))
    sandbox.latency_ms = 400
    page.goto(device_url(connection))
    ask(page)
    expect(expected(page, "buy_out")).to_have_attribute("data-value", "658.00")
    page.wait_for_timeout(1_500)
    expect(expected(page, "buy_out")).to_have_attribute("data-value", "658.00")
    assert all(GIVEN_UP.match(one) for one in visitors.complaints)
    visitors.complaints.clear()


def test_a_failed_quote_leaves_the_rest(
    page: Page, connection: Connection, sandbox: Sandbox
) -> None:
    page.goto(device_url(connection))
    sandbox.fault, sandbox.fault_path = "500", CALCULATORS
    ask(page)
    expect(page.get_by_role("alert")).to_contain_text("FlexPortal did not answer. No quote came.")
    expect(expected(page, "do_nothing")).to_have_attribute("data-value", "516.00")
    assert faults_of(page) == []
    sandbox.fault = None
    ask(page)
    expect(expected(page, "return")).to_have_attribute("data-value", "258.00")


@pytest.mark.parametrize(
    "customer_id", [cast.MARIEKE, cast.INACTIVE_WITH_DEVICES, cast.NO_DEVICES, cast.ARABIC]
)
def test_the_list_for_every_eye(page: Page, connection: Connection, customer_id: str) -> None:
    page.goto(f"{profile_url(connection, customer_id)}options/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("What may be done for")
    assert faults_of(page) == []


def test_the_choices_for_every_eye(page: Page, connection: Connection) -> None:
    page.goto(device_url(connection))
    ask(page)
    expect(expected(page, "buy_out")).to_have_attribute("data-value", "658.00")
    assert faults_of(page) == []
    page.goto(f"{device_url(connection)}?months=500")
    expect(page.get_by_label("By how many months")).to_have_attribute("aria-invalid", "true")
    assert faults_of(page) == []
    page.goto(device_url(connection, cast.LIFECYCLE, cast.ENDED_RENTAL))
    expect(expected(page, "do_nothing")).to_be_visible()
    assert faults_of(page) == []
