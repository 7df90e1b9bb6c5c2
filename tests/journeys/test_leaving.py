"""What remains of a customer when the session has ended: nothing."""

from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from playwright.sync_api import Page, expect

from customers.models import Connection
from customers.sandbox.cast import EXAMPLE_FLAT
from tests.integration.pages import profile_url
from tests.journeys.steps import figure, settle, sign_in
from tests.journeys.visitors import Visitors

KEPT = "JSON.stringify({...sessionStorage, ...localStorage})"


def test_an_ended_session_leads_to_sign_in_and_back(page: Page, connection: Connection) -> None:
    page.goto(profile_url(connection, EXAMPLE_FLAT))
    settle(page)
    Session.objects.all().delete()
    figure(page, "profit").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
    expect(page.locator("#profile, dialog[open]")).to_have_count(0)
    sign_in(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("John Smith")


def test_back_shows_nobody_after_signing_out(page: Page, connection: Connection) -> None:
    page.goto("/")
    page.goto(profile_url(connection, EXAMPLE_FLAT))
    page.get_by_label("Menu").click()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
    assert "John Smith" not in page.content()


def test_the_browser_keeps_no_customer(page: Page, connection: Connection) -> None:
    page.goto(profile_url(connection, EXAMPLE_FLAT))
    page.keyboard.press("r")
    expect(page.locator(".changes")).not_to_be_empty()
    page.evaluate("sessionStorage.setItem('htmx-history-cache', 'John Smith')")
    page.get_by_label("Menu").click()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
    kept = page.evaluate(KEPT)
    assert "John" not in kept
    assert EXAMPLE_FLAT not in kept


def test_a_shared_address_opens_for_nobody_else(
    visitors: Visitors, page: Page, connection: Connection, outsider: User
) -> None:
    page.goto(profile_url(connection, EXAMPLE_FLAT))
    stranger = visitors.arrive(outsider)
    response = stranger.goto(profile_url(connection, EXAMPLE_FLAT))
    assert response is not None
    assert response.status == 404
    expect(stranger.get_by_role("heading")).to_contain_text("is not yours to see")
    assert "John Smith" not in stranger.content()
