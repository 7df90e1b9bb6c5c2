"""A whole call without touching the mouse."""

import pytest
from playwright.sync_api import Page, expect

from customers.models import Connection
from customers.sandbox.cast import EXAMPLE_FLAT
from customers.sandbox.sandbox import Sandbox
from tests.integration.pages import profile_url
from tests.journeys.steps import focused


@pytest.fixture
def profile(page: Page, connection: Connection) -> Page:
    """The owner in front of a profile, on a laptop."""
    page.goto(profile_url(connection, EXAMPLE_FLAT))
    return page


def stops(page: Page, last: str) -> list[str]:
    """What Tab stops at from the top of the page up to `last`."""
    reached: list[str] = []
    while not reached or reached[-1] != last:
        assert len(reached) < 40, reached
        page.keyboard.press("Tab")
        reached.append(focused(page))
    return reached


def test_slash_goes_to_the_box_and_enter_opens(profile: Page) -> None:
    profile.keyboard.press("/")
    expect(profile.locator("[data-key='/']")).to_be_focused()
    profile.keyboard.type("cust_example_nested")
    profile.keyboard.press("Enter")
    profile.wait_for_url("**/cust_example_nested/")


def test_escape_leaves_the_box(profile: Page) -> None:
    profile.keyboard.press("/")
    profile.keyboard.type("r?")
    expect(profile.locator("[data-key='/']")).to_have_value("r?")
    profile.keyboard.press("Escape")
    expect(profile.locator("[data-key='/']")).not_to_be_focused()


def test_tab_follows_the_order_of_reading(profile: Page) -> None:
    reached = stops(profile, "active_devices")
    landmarks = ["Skip to the content", "cost_recovery_percent", "lifetime_collected"]
    landmarks += ["acquisition_cost", "profit", "monthly_revenue", "active_devices"]
    assert [stop for stop in reached if stop in landmarks] == landmarks
    refresh = [stop.startswith("Refresh") for stop in reached].index(True)
    assert refresh < reached.index("cost_recovery_percent")


def test_whatever_has_the_focus_shows_it(profile: Page) -> None:
    for stop in stops(profile, "active_devices"):
        outline = profile.evaluate(
            "(({outlineStyle, outlineWidth}) => outlineStyle + ' ' + outlineWidth)"
            "(getComputedStyle(document.activeElement))"
        )
        assert outline in {"solid 2px", "auto 2px"}, stop


@pytest.mark.parametrize("key", ["e", "Enter"])
def test_the_working_opens_and_gives_the_focus_back(profile: Page, key: str) -> None:
    collected = profile.locator("a[data-metric=lifetime_collected]")
    collected.focus()
    profile.keyboard.press(key)
    dialog = profile.get_by_role("dialog")
    expect(dialog).to_contain_text("4,250.00")
    expect(dialog.get_by_label("Close")).to_be_focused()
    profile.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(collected).to_be_focused()


def test_question_mark_lists_the_keys(profile: Page) -> None:
    profile.keyboard.press("?")
    keys = profile.get_by_role("dialog", name="Keyboard")
    expect(keys).to_contain_text("Copy the customer id")
    profile.keyboard.press("r")
    profile.keyboard.press("Escape")
    expect(keys).to_be_hidden()
    expect(profile.locator(".changes")).to_be_empty()


def test_r_refreshes_and_keeps_the_place(profile: Page, sandbox: Sandbox) -> None:
    profile.locator("a[data-metric=profit]").focus()
    profile.keyboard.press("r")
    expect(profile.locator(".changes")).to_have_text("Fetched just now; nothing has changed.")
    assert sandbox.count_requests(f"/v1/customers/{EXAMPLE_FLAT}") == 2


def test_c_copies_the_id(profile: Page) -> None:
    profile.context.grant_permissions(["clipboard-read", "clipboard-write"])
    profile.keyboard.press("c")
    expect(profile.locator("#live")).to_have_text("Copied")
    assert profile.evaluate("navigator.clipboard.readText()") == EXAMPLE_FLAT


def test_a_modifier_leaves_the_keys_to_the_browser(profile: Page, sandbox: Sandbox) -> None:
    profile.keyboard.press("Alt+r")
    profile.keyboard.press("Control+/")
    expect(profile.locator("[data-key='/']")).not_to_be_focused()
    assert sandbox.count_requests(f"/v1/customers/{EXAMPLE_FLAT}") == 1


def test_single_keys_can_be_switched_off_for_good(profile: Page) -> None:
    profile.keyboard.press("?")
    profile.get_by_label("Single keys work on every page").uncheck()
    profile.reload()
    profile.keyboard.press("/")
    expect(profile.locator("[data-key='/']")).not_to_be_focused()


def test_the_skip_link_jumps_over_the_header(profile: Page) -> None:
    profile.keyboard.press("Tab")
    expect(profile.get_by_text("Skip to the content")).to_be_in_viewport()
    profile.keyboard.press("Enter")
    expect(profile.locator("#main")).to_be_focused()


def test_arrows_move_through_recent_customers(profile: Page, connection: Connection) -> None:
    profile.goto(profile_url(connection, "cust_example_nested"))
    profile.goto("/")
    rows = profile.locator("[data-row=customer] a")
    rows.first.focus()
    profile.keyboard.press("ArrowDown")
    expect(rows.nth(1)).to_be_focused()
    profile.keyboard.press("ArrowUp")
    expect(rows.first).to_be_focused()
