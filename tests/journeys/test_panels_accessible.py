"""The lists for every eye: full, empty, absurd, failing; alone and on the profile."""

import pytest
from playwright.sync_api import Page, expect

from customers.models import Connection
from customers.sandbox import cast
from customers.sandbox.sandbox import Sandbox
from tests.integration.pages import profile_url, save_copy
from tests.journeys.inspection import faults_of


@pytest.mark.parametrize(
    ("customer_id", "kind"),
    [
        (cast.LIFECYCLE, "subscriptions"),
        (cast.LIFECYCLE, "orders"),
        (cast.LATE_PAYER, "payments"),
        (cast.CONSOLIDATED, "payments"),
        (cast.ENORMOUS, "subscriptions"),
        (cast.NO_DEVICES, "payments"),
    ],
)
def test_a_list_by_itself(page: Page, connection: Connection, customer_id: str, kind: str) -> None:
    page.goto(f"{profile_url(connection, customer_id)}{kind}/")
    expect(page.locator(".panel-foot")).to_be_visible()
    assert faults_of(page) == []


def test_the_profile_with_its_lists(page: Page, connection: Connection, sandbox: Sandbox) -> None:
    """One of them failing, and the badge changed by another."""
    save_copy(connection, cast.AT_RISK)
    sandbox.fault, sandbox.fault_path = "malformed", "/v1/orders"
    page.goto(profile_url(connection, cast.AT_RISK))
    expect(page.locator("#profile-badges [data-value=at_risk]")).to_be_visible()
    page.locator(".tabs").get_by_role("link", name="Orders").click()
    expect(page.locator("#profile-orders .blank-failed")).to_be_visible()
    assert faults_of(page) == []
