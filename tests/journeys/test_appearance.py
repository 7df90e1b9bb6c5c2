"""Themes, motion and paper."""

import pytest
from playwright.sync_api import Page, expect

from customers.models import Connection
from customers.sandbox.cast import EXAMPLE_FLAT
from tests.integration.pages import profile_url
from tests.journeys.steps import figure

BACKGROUND = "getComputedStyle(document.body).backgroundColor"
MOVING = """
[...document.querySelectorAll("*")].filter(one => {
  const {transitionDuration, animationDuration} = getComputedStyle(one);
  return [transitionDuration, animationDuration].some(text => /[1-9]/.test(text));
}).map(one => one.className)
"""


@pytest.fixture
def profile(page: Page, connection: Connection) -> Page:
    """The owner in front of a profile."""
    page.goto(profile_url(connection, EXAMPLE_FLAT))
    return page


def test_the_page_follows_the_system(profile: Page) -> None:
    light = profile.evaluate(BACKGROUND)
    profile.emulate_media(color_scheme="dark")
    expect(profile.locator("html")).to_have_attribute("data-bs-theme", "dark")
    assert profile.evaluate(BACKGROUND) != light


def test_a_chosen_theme_stays(profile: Page) -> None:
    profile.get_by_label("Menu").click()
    profile.get_by_role("button", name="Dark").click()
    profile.goto("/")
    expect(profile.locator("html")).to_have_attribute("data-bs-theme", "dark")
    profile.get_by_label("Menu").click()
    expect(profile.get_by_role("button", name="Dark")).to_have_attribute("aria-pressed", "true")
    profile.get_by_role("button", name="System").click()
    expect(profile.locator("html")).to_have_attribute("data-bs-theme", "light")


def test_nothing_moves_for_those_who_asked_for_calm(profile: Page) -> None:
    assert profile.evaluate(MOVING) != []
    profile.emulate_media(reduced_motion="reduce")
    assert profile.evaluate(MOVING) == []


def test_paper_keeps_the_figures_and_loses_the_buttons(profile: Page) -> None:
    profile.emulate_media(media="print")
    for metric in ("cost_recovery_percent", "lifetime_collected", "acquisition_cost", "profit"):
        expect(figure(profile, metric)).to_be_visible()
    expect(profile.locator("[data-condition=status_active]").first).to_be_visible()
    expect(profile.locator("#tenant-strip")).to_contain_text("Nordlicht Nederland")
    expect(profile.locator(".btn:visible, .copy:visible, .top:visible")).to_have_count(0)


def test_paper_is_light_whatever_the_theme(profile: Page) -> None:
    profile.emulate_media(media="print")
    light = profile.evaluate(BACKGROUND)
    profile.emulate_media(media="print", color_scheme="dark")
    expect(profile.locator("html")).to_have_attribute("data-bs-theme", "dark")
    assert profile.evaluate(BACKGROUND) == light
