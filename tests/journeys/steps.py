"""What people do again and again, and what a profile shows them."""

from collections.abc import Mapping

from playwright.sync_api import Locator, Page, expect

from customers.sandbox.cast import NETHERLANDS, Tenant
from tests.conftest import PASSWORD


def sign_in(page: Page, name: str = "owner") -> None:
    """Fill in the sign-in form that is on screen."""
    page.get_by_label("User name or e-mail").fill(name)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()


def fill_connection(page: Page, key: str, tenant: Tenant = NETHERLANDS) -> None:
    """Fill in the form of a new connection and send it."""
    page.locator(f"input[name=region][value={tenant.region}]").check()
    page.get_by_label("Tenant id (Business Unit)").fill(tenant.tenant_id)
    page.get_by_label("Name, as your team says it").fill(tenant.name)
    page.get_by_label("API key").fill(key)
    page.get_by_role("button", name="Try the key and save").click()


def look_up(page: Page, text: str) -> None:
    """Paste into the box and press Enter; what comes is not waited for."""
    page.locator("[data-key='/']").fill(text)
    page.keyboard.press("Enter")


def figure(page: Page, metric: str) -> Locator:
    """A figure by its promised name."""
    return page.locator(f"#profile [data-metric={metric}]")


def settle(page: Page) -> None:
    """Wait until no panel of the profile is on its way any more, nor asked for by another."""
    expect(page.locator("#profile [aria-busy=true]")).to_have_count(0)
    page.wait_for_load_state("networkidle")


def values_on(page: Page, attribute: str) -> Mapping[str, str]:
    """What the profile says under `data-<attribute>`: name to exact value."""
    found: dict[str, str] = page.locator(f"#profile [data-{attribute}]").evaluate_all(
        "(all, name) => Object.fromEntries(all.map(one => [one.dataset[name], one.dataset.value]))",
        attribute,
    )
    return found


def focused(page: Page) -> str:
    """What has the keyboard: its `data-metric`, id or text, whichever comes first."""
    text: str = page.evaluate(
        "(({dataset, id, innerText}) => dataset.metric || id || innerText.trim())"
        "(document.activeElement)"
    )
    return text
