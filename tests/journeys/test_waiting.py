"""What stands on the screen while FlexPortal takes its time."""

import pytest
from playwright.sync_api import Page, expect

from customers.sandbox.cast import EXAMPLE_FLAT, SHARED_EMAIL
from customers.sandbox.sandbox import Sandbox
from tests.journeys.steps import look_up

NOTICE_OUTLINE = """
addEventListener("DOMContentLoaded", () => new MutationObserver(() => {
  const outline = document.querySelector(".profile[aria-busy]");
  if (outline) notice(outline.innerText);
}).observe(document.querySelector("#main"), {childList: true, subtree: true}))
"""


@pytest.fixture
def outlines(page: Page, sandbox: Sandbox) -> list[str]:
    """What the outline of the coming profile said, each time it changed.

    A page on its way to another cannot be asked, so it has to tell by itself.
    """
    seen: list[str] = []
    page.expose_function("notice", lambda text: seen.append(text))  # noqa: PLW0108 - it is patched
    page.add_init_script(NOTICE_OUTLINE)
    page.goto("/")
    return seen


def test_a_slow_answer_shows_the_outline_and_then_the_seconds(
    page: Page, sandbox: Sandbox, outlines: list[str]
) -> None:
    sandbox.latency_ms = 1800
    look_up(page, EXAMPLE_FLAT)
    expect(page.get_by_role("heading", level=1)).to_have_text("John Smith")
    assert outlines[0].startswith(f"{EXAMPLE_FLAT}\nasking FlexPortal")
    assert "What may be done next" in outlines[0]
    assert "at most" not in outlines[0]
    assert " s, at most 10 s" in outlines[-1]


def test_a_search_may_lead_to_a_list_and_promises_no_profile(
    page: Page, sandbox: Sandbox, outlines: list[str]
) -> None:
    sandbox.latency_ms = 400
    look_up(page, SHARED_EMAIL)
    expect(page.locator("#found-title")).to_have_text("2 customers match.")
    assert outlines == []


def test_escape_takes_the_question_back(page: Page, sandbox: Sandbox, outlines: list[str]) -> None:
    sandbox.latency_ms = 1500
    look_up(page, EXAMPLE_FLAT)
    while not outlines:
        page.wait_for_timeout(20)
    page.keyboard.press("Escape")
    expect(page.get_by_role("heading", level=1)).to_have_text("Look up a customer")
    expect(page.locator("[data-key='/']")).to_have_value(EXAMPLE_FLAT)
    assert page.url.endswith("/")
