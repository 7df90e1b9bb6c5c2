"""The lists of a profile: side by side, one failing leaves the rest."""

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect

from customers.models import Connection
from customers.sandbox import cast
from customers.sandbox.sandbox import Sandbox
from tests.integration.pages import grow_old, profile_url, save_copy
from tests.journeys.visitors import Visitors


def test_three_lists_come_by_themselves_and_tabs_show_one(
    page: Page, connection: Connection, sandbox: Sandbox
) -> None:
    page.goto(profile_url(connection, cast.EXAMPLE_FLAT))
    expect(page.locator("#count-subscriptions")).to_have_text("3")
    expect(page.locator("#count-payments")).not_to_be_empty()
    expect(page.locator("[data-row=subscription]")).to_have_count(3)
    expect(page.locator("#profile-orders")).to_be_hidden()
    page.locator(".tabs").get_by_role("link", name="Orders").click()
    expect(page.locator("#profile-orders [data-row=order]").first).to_be_visible()
    page.keyboard.press("3")
    expect(page.locator("[data-row=payment]").first).to_be_visible()
    expect(page.locator("#profile-subscriptions")).to_be_hidden()
    assert len(sandbox.requests) == 4


def test_sorting_keeps_the_place_and_the_focus(page: Page, connection: Connection) -> None:
    page.goto(profile_url(connection, cast.MARIEKE))
    head = page.locator("#sort-subscriptions-cost")
    head.focus()
    page.keyboard.press("Enter")
    expect(page.locator("th[aria-sort=descending]")).to_have_count(1)
    expect(page.locator("[data-row=subscription] .col-cost .cell-main").first).to_have_text(
        "1,050.00"
    )
    expect(page.locator("#sort-subscriptions-cost")).to_be_focused()
    expect(page).to_have_url(page.url.split("?")[0])


def test_the_badge_follows_from_the_devices_as_they_arrive(
    page: Page, connection: Connection
) -> None:
    """Without a reload, and without losing what is on the page."""
    save_copy(connection, cast.AT_RISK)
    page.goto(profile_url(connection, cast.AT_RISK))
    expect(page.locator("#profile-badges [data-badge=recovery]")).to_have_text("At risk")
    expect(page.locator("#profile-recovery .sentence")).to_contain_text("of the contract time gone")
    expect(page.locator("[data-row=subscription]")).to_have_count(1)


def test_refresh_renews_the_lists_too(page: Page, connection: Connection, sandbox: Sandbox) -> None:
    """And they stay in sight meanwhile."""
    page.goto(profile_url(connection, cast.MARIEKE))
    expect(page.locator("#count-payments")).to_have_text("138")
    page.locator(".tabs").get_by_role("link", name="Orders").click()
    sandbox.requests.clear()
    page.keyboard.press("r")
    expect(page.locator(".changes")).to_contain_text("Fetched just now")
    expect(page.locator(".htmx-request")).to_have_count(0)
    expect(page.locator("#profile-orders [data-row=order]")).to_have_count(5)
    asked = {one.path.split("/")[2] for one in sandbox.requests}
    assert asked == {"customers", "subscriptions", "orders", "payments"}


def test_old_copies_are_renewed_once_each(
    page: Page, connection: Connection, sandbox: Sandbox
) -> None:
    """Headline and lists behind the reader's back: four questions, not one more."""
    page.goto(profile_url(connection, cast.EXAMPLE_FLAT))
    expect(page.locator("#count-payments")).not_to_be_empty()
    page.goto("about:blank")
    grow_old(3600)
    sandbox.requests.clear()
    page.goto(profile_url(connection, cast.EXAMPLE_FLAT))
    expect(page.locator(".changes")).to_contain_text("Fetched just now")
    expect(page.locator(".htmx-request")).to_have_count(0)
    assert len(sandbox.requests) == 4


@pytest.mark.parametrize("kind", ["subscriptions", "orders", "payments"])
def test_one_failing_list_leaves_the_rest(
    page: Page, connection: Connection, sandbox: Sandbox, kind: str
) -> None:
    save_copy(connection, cast.EXAMPLE_FLAT)
    sandbox.fault, sandbox.fault_path = "malformed", f"/v1/{kind}"
    page.goto(profile_url(connection, cast.EXAMPLE_FLAT))
    failed = page.locator(f"#profile-{kind} .blank-failed")
    expect(failed).to_contain_text("The rest of this page is not affected.")
    expect(page.locator(".panel .panel-foot")).to_have_count(2)
    sandbox.fault = None
    page.locator(f"a[data-tab=profile-{kind}]").click()
    failed.get_by_role("link", name="Try this panel again").click()
    expect(page.locator(".panel .panel-foot")).to_have_count(3)
    expect(page.locator(".panel .blank-failed")).to_have_count(0)


def test_without_scripts_tabs_lead_to_pages(
    visitors: Visitors, owner: User, connection: Connection
) -> None:
    page = visitors.arrive(owner, java_script_enabled=False)
    page.goto(profile_url(connection, cast.MARIEKE))
    expect(page.locator(".panel").first).to_be_hidden()
    page.locator(".tabs").get_by_role("link", name="Devices").click()
    expect(page.locator("[data-row=subscription]")).to_have_count(5)
    page.get_by_role("link", name="Cost").click()
    expect(page.locator("th[aria-sort=descending]")).to_have_count(1)
    page.get_by_role("link", name="Back to the profile").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Marieke")
