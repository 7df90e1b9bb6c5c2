"""From the first sign-in to the first profile."""

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect

from customers.models import Connection
from customers.sandbox.cast import EXAMPLE_FLAT, NETHERLANDS, REVOKED_KEY
from tests.journeys.steps import fill_connection, look_up, sign_in, values_on
from tests.journeys.visitors import Visitors


@pytest.fixture
def newcomer(visitors: Visitors, owner: User) -> Page:
    """A page of the owner on the first day: an account, and nothing else."""
    return visitors.arrive()


def test_the_first_sign_in_leads_to_the_first_tenant(newcomer: Page) -> None:
    newcomer.goto("/")
    expect(newcomer.get_by_label("User name or e-mail")).to_be_focused()
    sign_in(newcomer)
    expect(newcomer.get_by_role("heading", level=1)).to_have_text("Connect your first tenant")
    newcomer.get_by_role("link", name="Add a connection").click()
    expect(newcomer.get_by_role("heading", name="Add a connection")).to_be_visible()


def test_a_wrong_password_is_answered_plainly(newcomer: Page) -> None:
    newcomer.goto("/accounts/login/")
    newcomer.get_by_label("User name or e-mail").fill("owner")
    newcomer.get_by_label("Password", exact=True).fill("obviously false")
    newcomer.get_by_role("button", name="Sign in").click()
    expect(newcomer.get_by_role("alert")).to_contain_text("That did not work.")
    expect(newcomer.get_by_label("Password", exact=True)).to_have_value("")


def test_a_refused_key_is_neither_kept_nor_shown_again(newcomer: Page) -> None:
    newcomer.goto("/connections/")
    sign_in(newcomer)
    fill_connection(newcomer, REVOKED_KEY)
    expect(newcomer.get_by_role("alert")).to_contain_text("FlexPortal refused this key (401).")
    expect(newcomer.get_by_label("Tenant id (Business Unit)")).to_have_value(NETHERLANDS.tenant_id)
    expect(newcomer.get_by_label("API key")).to_have_value("")
    assert REVOKED_KEY not in newcomer.content()
    assert not Connection.objects.exists()


def test_the_right_key_then_an_id_as_it_was_copied(newcomer: Page) -> None:
    newcomer.goto("/connections/")
    sign_in(newcomer)
    fill_connection(newcomer, REVOKED_KEY)
    expect(newcomer.get_by_role("alert")).to_be_visible()
    newcomer.get_by_label("API key").fill(NETHERLANDS.key)
    newcomer.get_by_role("button", name="Try the key and save").click()
    expect(newcomer.get_by_text("Key accepted. Nordlicht Nederland is ready.")).to_be_visible()
    assert NETHERLANDS.key not in newcomer.content()
    newcomer.get_by_role("link", name="Lookup").first.click()
    look_up(newcomer, f' "{EXAMPLE_FLAT}" ')
    expect(newcomer.get_by_role("heading", level=1)).to_have_text("John Smith")


def test_the_profile_answers_the_caller(page: Page) -> None:
    page.goto("/")
    look_up(page, EXAMPLE_FLAT)
    expect(page.locator(".sentence")).to_contain_text("Has paid back 118 % of what was spent.")
    figures = values_on(page, "metric")
    assert figures["lifetime_collected"] == "4250.00"
    assert figures["acquisition_cost"] == "3600.00"
    assert figures["profit"] == "650.00"
    assert values_on(page, "check") == {"upgrade": "eligible", "pre_order": "eligible"}
    assert values_on(page, "badge")["recovery"] == "profitable"
    assert set(values_on(page, "condition").values()) == {"met"}
