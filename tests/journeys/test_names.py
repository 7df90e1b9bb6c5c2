"""Names that hold markup, other directions or far too much do no harm."""

import pytest
from playwright.sync_api import Page, expect

from customers.models import Connection
from customers.sandbox.cast import ARABIC, LONG_NAME, MARKUP, OVERRIDE
from tests.integration.pages import profile_url

AS_WRITTEN = {
    MARKUP: '<script>alert(1)</script> O\'Neil & "Zonen" <b>B.V.</b>',
    OVERRIDE: "Abel \u202egnitekram \u202c=1+1",
}


@pytest.mark.parametrize("customer_id", AS_WRITTEN)
def test_a_name_is_shown_as_it_was_written(
    page: Page, connection: Connection, customer_id: str
) -> None:
    page.goto(profile_url(connection, customer_id))
    heading = page.get_by_role("heading", level=1)
    assert heading.text_content() == AS_WRITTEN[customer_id]
    assert heading.locator("*").count() == 0
    page.goto("/")
    assert page.locator("[data-row=customer] bdi").first.text_content() == AS_WRITTEN[customer_id]


def test_the_working_names_them_unharmed(page: Page, connection: Connection) -> None:
    page.goto(profile_url(connection, MARKUP))
    page.locator("a[data-metric=profit]").click()
    named = page.get_by_role("dialog").locator("bdi").first
    expect(named).to_be_visible()
    assert named.text_content() == AS_WRITTEN[MARKUP]


def test_an_arabic_name_runs_its_own_way_from_the_pages_edge(
    page: Page, connection: Connection
) -> None:
    page.goto(profile_url(connection, ARABIC))
    heading = page.get_by_role("heading", level=1)
    assert heading.evaluate("one => getComputedStyle(one).direction") == "rtl"
    name, line = heading.bounding_box(), page.locator(".identity-line").bounding_box()
    assert name is not None
    assert line is not None
    assert abs(name["x"] - line["x"]) < 1


def test_three_hundred_letters_wrap_and_are_all_there(page: Page, connection: Connection) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(profile_url(connection, LONG_NAME))
    heading = page.get_by_role("heading", level=1)
    assert len(heading.inner_text()) == 300
    box = heading.bounding_box()
    assert box is not None
    assert box["x"] + box["width"] <= 390
