"""A chart for the eye, the keyboard, the screen reader, and without scripts."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from customers.models import Connection
from customers.sandbox.cast import CONSOLIDATED, LATE_PAYER, MARIEKE, NO_DEVICES
from tests.integration.pages import profile_url
from tests.journeys.inspection import faults_of

PIXELS = """
canvas => {
  const data = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
  return new Set(new Uint32Array(data.buffer)).size;
}
"""


@pytest.fixture
def chart(page: Page, connection: Connection) -> Locator:
    """The chart of a profile, drawn."""
    page.goto(profile_url(connection, MARIEKE))
    drawn = page.locator(".chart")
    expect(drawn.locator("canvas")).to_be_visible()
    page.wait_for_load_state("networkidle")
    return drawn


def test_the_picture_has_a_name_that_says_what_it_shows(chart: Locator) -> None:
    """One sentence, with the sums and the day."""
    said = r"4,250\.00\sEUR was collected against a cost of 3,600\.00\sEUR; paid back on"
    expect(chart.get_by_role("img")).to_have_accessible_name(re.compile(said))


def test_arrow_keys_move_one_crosshair_and_its_values_are_said(chart: Locator) -> None:
    """From today back, to both ends, and away again."""
    values = chart.locator("[data-chart-values]")
    today = values.inner_text()
    assert "Collected 4,250.00 EUR · Acquisition cost 3,600.00 EUR" in today
    chart.locator("canvas").focus()
    chart.page.keyboard.press("Home")
    expect(values).to_contain_text("Mar 2023: Collected")
    chart.page.keyboard.press("End")
    expect(values).to_contain_text("If all scheduled payments arrive 5,288.00 EUR")
    chart.page.keyboard.press("PageUp")
    expect(values).not_to_contain_text("5,288.00")
    chart.page.keyboard.press("Tab")
    expect(values).to_have_text(today)


def test_the_table_holds_the_same_figures(chart: Locator) -> None:
    """In place of the picture, and back."""
    button = chart.get_by_role("button", name="Table")
    table = chart.get_by_role("table", name="Collected against cost")
    expect(table).to_be_attached()
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(chart.locator("canvas")).to_be_hidden()
    expect(table.get_by_role("row").filter(has_text="4,250.00")).to_be_visible()
    button.click()
    expect(chart.locator("canvas")).to_be_visible()


def test_a_change_of_theme_draws_it_again(chart: Locator) -> None:
    """In the other theme's colours, and not an empty picture."""
    canvas = chart.locator("canvas")
    light = canvas.evaluate("one => one.toDataURL()")
    chart.page.evaluate("document.documentElement.dataset.bsTheme = 'dark'")
    expect(canvas).to_be_visible()
    assert canvas.evaluate("one => one.toDataURL()") != light
    assert canvas.evaluate(PIXELS) > 50


def test_what_comes_again_unchanged_is_left_alone(chart: Locator) -> None:
    """A refresh neither closes the table nor takes the focus away."""
    button = chart.get_by_role("button", name="Table")
    button.click()
    with chart.page.expect_response("**/outlook/"):
        chart.page.evaluate("htmx.trigger(document.body, 'list-renewed')")
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(button).to_be_focused()


def test_a_refresh_of_the_profile_keeps_the_one_picture(chart: Locator) -> None:
    """It is moved, and drawn again in its place alone."""
    with chart.page.expect_response("**/outlook/"):
        chart.page.keyboard.press("r")
    expect(chart.page.locator(".changes")).to_contain_text("Fetched just now")
    chart.page.wait_for_load_state("networkidle")
    chart.page.evaluate("document.documentElement.dataset.bsTheme = 'dark'")
    expect(chart.locator("canvas")).to_have_count(1)


@pytest.mark.parametrize("customer_id", [CONSOLIDATED, LATE_PAYER, NO_DEVICES])
def test_nothing_is_wrong_with_the_outlook_or_the_money_card(
    page: Page, connection: Connection, customer_id: str
) -> None:
    """With every part of it open."""
    page.goto(profile_url(connection, customer_id))
    expect(page.locator("#money-outlook")).to_be_visible()
    page.wait_for_load_state("networkidle")
    for opener in page.locator(".outlook-devices summary, [data-chart-table]").all():
        opener.click()
    page.locator("[data-tab=profile-payments]").click()
    assert faults_of(page) == []
