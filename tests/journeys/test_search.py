"""When what was pasted leads to several customers, or to none."""

from django.contrib.auth.models import User
from playwright.sync_api import Page, expect

from customers.models import Connection
from customers.sandbox.cast import GRACE, NETHERLANDS, SHARED_EMAIL, SHARED_EMAIL_ACTIVE, STATES
from customers.sandbox.sandbox import Sandbox
from tests.integration.connections import a_connection
from tests.journeys.steps import look_up


def test_an_address_that_two_share_is_a_list(page: Page) -> None:
    page.goto("/")
    look_up(page, f"mailto:{SHARED_EMAIL}")
    expect(page.locator("#found-title")).to_have_text("2 customers match.")
    hits = page.locator("[data-row=customer]")
    expect(hits).to_have_count(2)
    page.locator(f"[data-id={SHARED_EMAIL_ACTIVE}] a").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Dora Dubbel")


def test_an_address_of_one_leads_to_the_profile(page: Page) -> None:
    page.goto("/")
    look_up(page, "john.smith@nobody.example")
    expect(page.locator("#found-title")).to_contain_text("No customer with this e-mail address")
    look_up(page, "oliver@pemberton.example")
    expect(page.get_by_role("heading", level=1)).to_have_text("Oliver Pemberton-Hughes")


def test_not_here_says_where_and_looks_elsewhere(page: Page, owner: User) -> None:
    a_connection(owner, STATES)
    page.goto("/")
    page.get_by_label(NETHERLANDS.name).check()
    look_up(page, GRACE)
    expect(page.locator("#problem-title")).to_have_text("No customer has this id here.")
    expect(page.locator(".ledger")).to_contain_text("not asked")
    page.get_by_role("link", name="Look in all my tenants").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Grace Whitfield")
    expect(page.locator("#tenant-strip")).to_contain_text(STATES.name)


def test_what_cannot_be_an_id_is_not_sent(
    page: Page, connection: Connection, sandbox: Sandbox
) -> None:
    page.goto("/")
    look_up(page, "cust 12 34")
    expect(page.get_by_role("alert")).to_contain_text("it has a space in the middle")
    expect(page.locator("[data-key='/']")).to_have_value("cust 12 34")
    assert list(sandbox.requests) == []


def test_recent_customers_are_one_click_away(page: Page) -> None:
    page.goto("/")
    look_up(page, SHARED_EMAIL_ACTIVE)
    page.get_by_role("link", name="Recoup").click()
    page.locator("[data-row=customer]").get_by_role("link", name="Dora Dubbel").click()
    page.wait_for_url(f"**/{SHARED_EMAIL_ACTIVE}/")
