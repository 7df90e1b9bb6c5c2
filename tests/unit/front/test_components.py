"""Components say what scripts may read, escape what they are given, and show unknown as unknown."""

import re

import pytest
from django.template.loader import render_to_string

from .files import SPRITE

FIGURE = {
    "metric": "profit",
    "value": "650.00",
    "label": "Profit",
    "shown": "650.00",
    "unit": "EUR",
}


def render(name: str, **context: object) -> str:
    """Render a component as a page would."""
    return render_to_string(f"components/{name}.html", {"icons": "/icons.svg", **context})


def icons_in(html: str) -> set[str]:
    """The names of the icons that a piece of markup draws."""
    return set(re.findall(r"/icons\.svg#([\w-]*)", html))


def test_a_figure_carries_its_exact_value_and_opens_its_receipt() -> None:
    """The link works without scripts, the dialog with them."""
    html = render("figures", figures=[{**FIGURE, "href": "/receipt/"}])
    assert 'data-metric="profit" data-value="650.00"' in html
    assert '<a class="fig" href="/receipt/" hx-get="/receipt/"' in html


def test_a_second_figure_may_stand_in_the_unit() -> None:
    """As in “3 of 5 ever”."""
    ever = {"unit": "of 5 ever", "also_metric": "devices_ever", "also_value": "5"}
    html = render("figures", figures=[{**FIGURE, **ever}])
    assert (
        '<span class="fig-unit" data-metric="devices_ever" data-value="5">of 5 ever</span>' in html
    )


def test_an_unknown_figure_is_an_empty_value_and_a_word() -> None:
    """Never 0, no currency, no receipt."""
    html = render("figures", figures=[{**FIGURE, "value": "", "shown": "", "href": "/receipt/"}])
    assert 'data-metric="profit" data-value=""' in html
    assert ">unknown<" in html
    assert "EUR" not in html
    assert "<a " not in html


@pytest.mark.parametrize("small", [True, False])
def test_a_badge_is_icon_word_and_value(small: bool) -> None:
    """Colour never carries the meaning alone."""
    badge = {"kind": "recovery", "value": "at_risk", "word": "At risk", "icon": "triangle-alert"}
    html = render("badges", badges=[badge], small=small)
    assert 'data-badge="recovery" data-value="at_risk"' in html
    assert "At risk</span>" in html
    assert ("tag-small" in html) is small
    assert icons_in(html) == {"triangle-alert"}


def test_only_the_recovery_badge_is_tinted() -> None:
    """Status and type are outlines."""
    badge = {"kind": "status", "value": "active", "word": "Active", "icon": "circle-dot"}
    assert 'class="tag tag-line"' in render("badges", badges=[badge])


@pytest.mark.parametrize("verdict", ["eligible", "not_eligible", "unknown"])
@pytest.mark.parametrize("state", ["met", "unmet", "unknown"])
def test_a_check_lists_its_conditions_with_icons_that_exist(verdict: str, state: str) -> None:
    """Every verdict with every state of a condition."""
    condition = {"name": "active_devices", "title": "Active devices", "value": state, "seen": "3"}
    check = {"name": "upgrade", "title": "Upgrade", "value": verdict, "conditions": [condition]}
    html = render("checks", checks=[check])
    assert f'data-check="upgrade" data-value="{verdict}"' in html
    assert f'data-condition="active_devices" data-value="{state}"' in html
    assert icons_in(html) <= SPRITE


def test_a_data_fault_stands_below_its_conditions() -> None:
    """What FlexPortal says cannot be."""
    check = {"name": "upgrade", "value": "not_eligible", "fault": "Inactive with devices"}
    html = render("checks", checks=[check])
    assert html.index("</ul>") < html.index("Inactive with devices")


def test_the_bar_hatches_what_is_past_break_even() -> None:
    """118.06 % on a scale that ends at 150."""
    html = render("bar", tone="green", fill="78.71", surplus="12.04", label="118 %", money="1 EUR")
    assert 'class="bar-fill" y="4" width="78.71%"' in html
    assert 'x="66.667%" y="4" width="12.04%" height="14" rx="4" fill="url(#hatch-over)"' in html
    assert "bar-arrow" not in html


def test_a_bar_past_its_end_points_on() -> None:
    """Above 150 % the bar ends in an arrow."""
    assert "bar-arrow" in render("bar", tone="green", fill="100", surplus="33.33", beyond=True)


@pytest.mark.parametrize("name", ["bar", "bar_small"])
def test_a_bar_of_nothing_known_is_hatched_and_empty(name: str) -> None:
    """Unknown is no bar of length 0."""
    html = render(name, tone="none", fill="")
    assert 'fill="url(#hatch-none)"' in html
    assert "bar-fill" not in html


def test_an_age_says_fetched_or_saved_copy() -> None:
    """Only a saved copy carries a reason."""
    fresh = render("age", fetched_at="2026-01-31T09:30:00Z", shown="3 min ago", stale="")
    saved = render("age", fetched_at="2026-01-31T09:30:00Z", shown="2 h old", stale="timeout")
    assert 'data-fetched-at="2026-01-31T09:30:00Z"' in fresh
    assert "data-stale" not in fresh
    assert 'data-fetched-at="2026-01-31T09:30:00Z" data-stale="timeout"' in saved
    assert "Saved copy, <time" in saved


def test_names_that_hold_markup_stay_text() -> None:
    """Whatever a tenant was named."""
    html = render("notice", tone="red", icon="circle-alert", title="<b>x</b>", text="<i>", href="")
    assert "&lt;b&gt;x&lt;/b&gt;" in html
    assert "<i>" not in html


def test_a_copied_text_cannot_leave_its_attribute() -> None:
    """Quotes and brackets are escaped."""
    assert 'data-copy="&quot;&gt;&lt;b&gt;"' in render("copy", text='"><b>', what="id", key="c")


def test_no_tenant_no_strip() -> None:
    """Sign-in and connections show none."""
    assert render("strip").strip() == ""


@pytest.mark.parametrize("page", ["500.html", "503.html"])
def test_error_pages_need_neither_context_nor_database(page: str) -> None:
    """They must work when nothing else does."""
    html = render_to_string(page)
    assert '<a class="btn btn-primary btn-tall" href="/">' in html
    assert icons_in(html.replace("/static/img", "")) == {"mark"}
