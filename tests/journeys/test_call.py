"""A call: from what the caller reads out to what is read back to them."""

from collections.abc import Mapping
from typing import Any

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect

from customers.models import Connection, Note
from customers.sandbox.cast import MARIEKE, NETHERLANDS
from customers.sandbox.sandbox import Sandbox
from tests.integration.pages import profile_url
from tests.journeys.steps import look_up
from tests.journeys.visitors import Visitors


@pytest.fixture
def device(sandbox: Sandbox) -> Mapping[str, Any]:
    """One of Marieke's, as FlexPortal tells of it."""
    account = sandbox.companies[NETHERLANDS.tenant_id].owner(MARIEKE)
    assert account is not None
    return account.subscriptions[0]


@pytest.fixture
def profile(page: Page, connection: Connection) -> Page:
    """The owner in front of Marieke's profile, everything loaded."""
    page.goto(profile_url(connection, MARIEKE))
    expect(page.locator("#note-text")).to_be_visible()
    return page


def test_one_key_after_a_pasted_serial_number_the_facts_are_there(
    page: Page, device: Mapping[str, Any]
) -> None:
    """Enter alone; what the lists add comes by itself."""
    page.goto("/")
    page.evaluate("document.activeElement.value = ''")
    page.keyboard.insert_text(device["assetSerialNumber"])
    page.keyboard.press("Enter")
    expect(page.get_by_text(f"Serial number {device['assetSerialNumber']} of")).to_be_visible()
    facts = page.locator("#facts li")
    expect(facts).to_have_count(5)
    expect(facts.nth(2)).to_contain_text("The next payment")
    expect(facts.nth(4)).to_contain_text("The first contract to end")
    summary = page.locator("#copy-summary").get_attribute("data-copy") or ""
    assert "The next payment" in summary


def test_the_facts_are_on_the_first_screen(page: Page, device: Mapping[str, Any]) -> None:
    """The line that says what was found moves them by its own height only."""
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto("/")
    look_up(page, f"serial: {device['assetSerialNumber']}")
    expect(page.locator("#facts")).to_be_in_viewport(ratio=1)


def test_a_note_is_written_without_the_mouse(profile: Page, connection: Connection) -> None:
    """N, the words, Tab to the button; a refresh of the profile leaves half a note alone."""
    profile.keyboard.press("n")
    expect(profile.locator("#note-text")).to_be_focused()
    profile.keyboard.type("Asks for Tom, nr 5")
    profile.keyboard.press("Tab")
    profile.keyboard.press("Tab")
    profile.keyboard.press("Enter")
    expect(profile.locator(".note-text")).to_have_text("Asks for Tom, nr 5")
    expect(profile.locator("#note-text")).to_have_value("")
    profile.locator("#note-text").fill("half a")
    profile.locator("[data-key=r]").click()
    expect(profile.locator(".changes")).to_contain_text("Fetched just now")
    expect(profile.locator("#note-text")).to_have_value("half a")


def test_a_note_is_pinned_and_deleted_where_it_stands(profile: Page) -> None:
    """Deleting asks once more; the rest of the profile stays."""
    for text in ("first", "second"):
        profile.locator("#note-text").fill(text)
        profile.get_by_role("button", name="Add note").click()
        expect(profile.locator(".note-text").first).to_have_text(text)
    profile.locator(".note").nth(1).get_by_role("button", name="Pin", exact=True).click()
    expect(profile.locator(".note-text")).to_have_text(["first", "second"])
    note = profile.locator(".note").first
    note.get_by_text("Delete", exact=True).click()
    note.get_by_role("button", name="Delete this note").click()
    expect(profile.locator(".note-text")).to_have_text(["second"])
    assert Note.objects.count() == 1


def test_notes_work_without_scripts(
    visitors: Visitors, owner: User, connection: Connection
) -> None:
    """On a page of their own, one link from the profile."""
    plain = visitors.arrive(owner, java_script_enabled=False)
    plain.goto(profile_url(connection, MARIEKE))
    plain.get_by_role("link", name="Notes").click()
    plain.get_by_label("New note").fill("Call after five")
    plain.get_by_role("button", name="Add note").click()
    expect(plain.locator(".note-text")).to_have_text("Call after five")
    look_up(plain, "note: after FIVE")
    plain.get_by_role("link", name="Marieke").click()
    plain.get_by_role("link", name="Notes").click()
    plain.get_by_text("Delete", exact=True).click()
    plain.get_by_role("button", name="Delete this note").click()
    expect(plain.locator(".note-text")).to_have_count(0)


def test_personal_data_is_hidden_while_one_presents(profile: Page) -> None:
    """From the person's menu, back to the same page; each is shown where it stands."""
    email = "marieke@heuveloosterbaan.example"
    expect(profile.locator("#profile-contact")).to_contain_text(email)
    profile.get_by_label("Menu").click()
    profile.get_by_role("button", name="Now", exact=True).click()
    expect(profile.locator("#profile-contact")).to_contain_text("m•••@•••")
    assert email not in profile.content()
    profile.get_by_role("link", name="Show e-mail address").click()
    expect(profile.locator("#profile-contact")).to_contain_text(email)
    expect(profile.get_by_role("link", name="Show phone number")).to_be_visible()
    profile.get_by_label("Menu").click()
    profile.get_by_role("button", name="Never").click()
    expect(profile.get_by_role("link", name="Show phone number")).to_have_count(0)
