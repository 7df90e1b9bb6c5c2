"""A review of a whole tenant: by keyboard, by search, by mouse, by thumb."""

import re

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Locator, Page, expect

from customers.models import Connection
from customers.sandbox.cast import EXAMPLE_FLAT
from tests.integration.pages import profile_url
from tests.journeys.inspection import SIDEWAYS
from tests.journeys.portfolio import a_tenant_of, url_of
from tests.journeys.visitors import Visitors


@pytest.fixture
def portfolio(page: Page, connection: Connection) -> Page:
    """The owner in front of 120 customers, on a laptop."""
    a_tenant_of(connection, 120)
    page.goto(url_of(connection))
    return page


def rows(page: Page) -> Locator:
    return page.locator("#portfolio-rows [data-row=customer]")


def test_arrows_choose_the_preview_follows_and_enter_opens(portfolio: Page) -> None:
    preview = portfolio.locator("#portfolio-preview")
    portfolio.keyboard.press("ArrowDown")
    expect(rows(portfolio).first.get_by_role("link")).to_be_focused()
    expect(preview).to_contain_text("Studio Krijtwit V.O.F.")
    portfolio.keyboard.press("ArrowDown")
    expect(preview).to_contain_text("Gemeentelijk Kunstencentrum")
    portfolio.keyboard.press("ArrowUp")
    expect(preview).to_contain_text("Has paid back 1 % of what was spent; 8,900.00")
    portfolio.keyboard.press("Enter")
    portfolio.wait_for_url(f"**/{EXAMPLE_FLAT}/")


def test_brackets_walk_through_the_list_that_one_came_from(portfolio: Page) -> None:
    """A customer who is gone by now does not end the walk, nor does the list's own address."""
    portfolio.goto(f"{portfolio.url}?q=cust_&sort=name")
    links = [row.get_attribute("href") for row in rows(portfolio).get_by_role("link").all()]
    rows(portfolio).nth(1).get_by_role("link").click()
    walk = portfolio.get_by_role("navigation", name="The list you came from")
    expect(walk).to_contain_text("2 of 50")
    portfolio.keyboard.press("]")
    portfolio.wait_for_url(f"**{links[2]}")
    portfolio.keyboard.press("[")
    portfolio.wait_for_url(f"**{links[1]}")
    walk.get_by_role("link", name="Previous").click()
    portfolio.wait_for_url(f"**{links[0]}")
    expect(walk.get_by_role("link", name="Previous")).to_have_count(0)
    walk.get_by_role("link", name="Back to the list").click()
    portfolio.wait_for_url("**/portfolio/?q=cust_&sort=name")


def test_a_profile_that_no_list_led_to_has_no_neighbours(
    page: Page, connection: Connection
) -> None:
    page.goto(profile_url(connection, EXAMPLE_FLAT))
    expect(page.locator("#came-from")).to_be_hidden()


def test_escape_leaves_the_row_and_its_preview(portfolio: Page) -> None:
    portfolio.keyboard.press("ArrowDown")
    expect(portfolio.locator("#portfolio-preview")).to_contain_text("Open profile")
    portfolio.keyboard.press("Escape")
    expect(portfolio.locator("#portfolio-preview")).to_be_hidden()
    expect(rows(portfolio).first.get_by_role("link")).not_to_be_focused()


def test_running_past_rows_asks_for_the_last_only(portfolio: Page) -> None:
    asked: list[str] = []
    portfolio.on("request", lambda one: asked.append(one.url))
    for _ in range(6):
        portfolio.keyboard.press("ArrowDown")
    sixth = rows(portfolio).nth(5).get_attribute("data-id")
    opener = portfolio.get_by_role("link", name="Open profile")
    expect(opener).to_have_attribute("href", re.compile(f"/{sixth}/$"))
    assert len([url for url in asked if "/preview/" in url]) <= 2


def test_a_click_beside_the_name_chooses_one_on_it_opens(portfolio: Page) -> None:
    row = rows(portfolio).first
    row.locator(".col-collected").click()
    expect(portfolio.locator("#portfolio-preview")).to_contain_text("Studio Krijtwit V.O.F.")
    expect(portfolio).to_have_url(re.compile("/portfolio/$"))
    row.get_by_role("link").click()
    portfolio.wait_for_url(f"**/{EXAMPLE_FLAT}/")


def test_search_as_you_type_keeps_the_place_and_the_address(portfolio: Page) -> None:
    box = portfolio.get_by_label("Search this list")
    box.press_sequentially("asa ors", delay=20)
    expect(rows(portfolio)).to_have_count(20)
    expect(box).to_be_focused()
    expect(box).to_have_value("asa ors")
    expect(portfolio).to_have_url(re.compile(r"\?q=asa\+ors$"))
    portfolio.get_by_role("link", name="Customer", exact=True).click()
    expect(portfolio).to_have_url(re.compile(r"\?q=asa\+ors&sort=name$"))
    box.fill("mail11")
    expect(rows(portfolio)).to_have_count(11)
    expect(portfolio).to_have_url(re.compile(r"\?q=mail11&sort=name$"))
    box.press("ArrowDown")
    expect(rows(portfolio).first.get_by_role("link")).to_be_focused()


def test_filters_show_as_chips_and_go_one_by_one(portfolio: Page) -> None:
    portfolio.get_by_text("Filter", exact=True).click()
    portfolio.get_by_label("At risk", exact=True).check()
    portfolio.get_by_label("Still open, from").fill("8800")
    portfolio.get_by_role("button", name="Show these customers").click()
    expect(portfolio.locator(".list-chip")).to_have_text(
        ["Badge is At risk", "Still open at least 8,800"]
    )
    expect(portfolio.locator(".list-count")).to_contain_text("customers")
    portfolio.get_by_role("link", name="Take the filter Still open away").click()
    expect(portfolio).to_have_url(re.compile(r"\?recovery=at_risk$"))
    expect(portfolio.locator(".list-count")).to_have_text(re.compile("^30 customers"))
    portfolio.go_back()
    expect(portfolio.locator(".list-chip")).to_have_count(2)


def test_menus_close_by_escape_and_give_the_focus_back(portfolio: Page) -> None:
    columns = portfolio.get_by_text("Columns", exact=True)
    columns.click()
    company = portfolio.get_by_label("Company")
    company.focus()
    portfolio.keyboard.press("Escape")
    expect(company).to_be_hidden()
    expect(portfolio.locator("summary").filter(has_text="Columns")).to_be_focused()


def test_a_view_is_saved_and_opened_again(portfolio: Page, connection: Connection) -> None:
    portfolio.goto(f"{url_of(connection)}?recovery=at_risk&sort=-profit")
    portfolio.get_by_role("link", name="Views").click()
    dialog = portfolio.get_by_role("dialog")
    dialog.get_by_label("Name", exact=True).fill("Monday")
    dialog.get_by_role("button", name="Save view").click()
    expect(dialog).to_contain_text("private")
    portfolio.keyboard.press("Escape")
    portfolio.goto(url_of(connection))
    portfolio.get_by_role("link", name="Views").click()
    dialog.get_by_role("link", name="Monday").click()
    expect(portfolio).to_have_url(re.compile(r"\?recovery=at_risk&sort=-profit$"))
    expect(portfolio.locator("th[aria-sort=descending]")).to_have_text("Profit")


def test_all_of_it_works_without_scripts(
    visitors: Visitors, owner: User, connection: Connection
) -> None:
    a_tenant_of(connection, 120)
    page = visitors.arrive(owner, java_script_enabled=False)
    page.goto(url_of(connection))
    page.get_by_label("Search this list").fill("noord")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Customer", exact=True).click()
    page.get_by_role("link", name="Next").click()
    expect(page.locator(".pager")).to_contain_text("51 to 100 of 120")
    page.get_by_text("Columns", exact=True).click()
    page.get_by_label("Company").check()
    page.get_by_role("button", name="Show these").click()
    expect(page).to_have_url(re.compile(r"q=noord&sort=name&columns="))
    page.get_by_role("link", name="Views").click()
    page.get_by_label("Name", exact=True).fill("Plain")
    page.get_by_role("button", name="Save view").click()
    expect(page.locator(".view-list")).to_contain_text("Plain")
    page.get_by_role("link", name="Plain").click()
    rows(page).first.get_by_role("link").click()
    page.wait_for_url("**/customers/**")


def test_on_a_phone_a_row_has_two_lines_and_a_tap_opens_it(
    visitors: Visitors, owner: User, connection: Connection
) -> None:
    a_tenant_of(connection, 60)
    page = visitors.arrive(
        owner, viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True
    )
    page.goto(url_of(connection))
    rows(page).first.scroll_into_view_if_needed()
    box = rows(page).first.bounding_box()
    assert box is not None
    assert 44 <= box["height"] <= 80
    assert page.evaluate(SIDEWAYS) <= 0
    page.touchscreen.tap(box["x"] + 300, box["y"] + box["height"] - 12)
    page.wait_for_url(f"**/{EXAMPLE_FLAT}/")
