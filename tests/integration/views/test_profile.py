"""The profile: answered whole, in one response, from one question."""

from datetime import UTC, datetime

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from customers.models import Connection, CustomerCopy
from customers.sandbox import cast
from customers.sandbox.sandbox import Sandbox
from tests.integration.pages import HTMX, profile_url, save_copy, tags, values, words

pytestmark = pytest.mark.django_db

NESTED = {
    "lifetime_collected": "4250.00",
    "acquisition_cost": "3600.00",
    "profit": "650.00",
    "cost_recovery_percent": "118.05",
    "monthly_revenue": "279.50",
    "average_monthly_revenue": "354.17",
    "active_devices": "2",
    "devices_ever": "3",
    "orders": "1",
}
FLAT = NESTED | {"cost_recovery_percent": "118.06", "average_monthly_revenue": ""}


def test_a_cold_profile_takes_one_question(
    signed_in: Client, connection: Connection, sandbox: Sandbox
) -> None:
    """The page is whole, and the very next view asks nothing."""
    url = profile_url(connection, cast.EXAMPLE_NESTED)
    response = signed_in.get(url)
    assert response.status_code == 200
    assert b"<!DOCTYPE html>" in response.content
    assert [one.path for one in sandbox.requests] == [f"/v1/customers/{cast.EXAMPLE_NESTED}"]
    assert signed_in.get(url).status_code == 200
    assert len(sandbox.requests) == 1


@pytest.mark.parametrize(
    ("customer_id", "figures"), [(cast.EXAMPLE_NESTED, NESTED), (cast.EXAMPLE_FLAT, FLAT)]
)
def test_the_documented_customer_in_the_markup(
    signed_in: Client, connection: Connection, customer_id: str, figures: dict[str, str]
) -> None:
    """Every name and every value, in both shapes."""
    response = signed_in.get(profile_url(connection, customer_id))
    assert values(response, "data-metric") == figures
    badges = {"recovery": "profitable", "status": "active", "type": "business"}
    assert values(response, "data-badge") == badges
    assert values(response, "data-check") == {"upgrade": "eligible", "pre_order": "eligible"}


def test_every_condition_stands_inside_its_check(signed_in: Client, connection: Connection) -> None:
    """With the value that was seen; `status_active` belongs to both checks."""
    response = signed_in.get(profile_url(connection, cast.EXAMPLE_NESTED))
    conditions = [tag["data-condition"] for tag in tags(response, "data-condition")]
    assert conditions == [
        "active_devices",
        "status_active",
        "status_active",
        "email_present",
        "billing_address_complete",
        "shipping_address_complete",
    ]
    assert {tag["data-value"] for tag in tags(response, "data-condition")} == {"met"}


def test_the_age_is_exact(signed_in: Client, connection: Connection) -> None:
    """In UTC to the second, without a word of a saved copy."""
    copy = save_copy(connection, cast.EXAMPLE_NESTED)
    CustomerCopy.objects.update(fetched_at=datetime(2026, 1, 31, 9, 30, 0, 999, tzinfo=UTC))
    response = signed_in.get(profile_url(connection, copy.customer_id))
    ages = tags(response, "data-fetched-at")
    assert [tag["data-fetched-at"] for tag in ages] == ["2026-01-31T09:30:00Z"]
    assert "data-stale" not in ages[0]


def test_unknown_is_an_empty_value_and_the_word(signed_in: Client, connection: Connection) -> None:
    """An old rendering delivers no figure at all; nothing becomes 0."""
    response = signed_in.get(profile_url(connection, cast.ARCHIVED))
    found = values(response, "data-metric")
    unknown = {name for name, value in found.items() if not value}
    assert unknown == {
        "lifetime_collected",
        "acquisition_cost",
        "profit",
        "cost_recovery_percent",
        "average_monthly_revenue",
    }
    assert response.content.decode().count(">unknown<") >= len(unknown)
    assert found["devices_ever"]
    assert values(response, "data-badge")["recovery"] == "no_data"


def test_people_read_everything_that_was_said(signed_in: Client, connection: Connection) -> None:
    """Who they are, how to reach them, where they live."""
    text = words(signed_in.get(profile_url(connection, cast.EXAMPLE_NESTED)))
    for said in (
        "John Smith",
        "Acme Corp",
        cast.EXAMPLE_NESTED,
        "Has paid back 118 % of what was spent.".replace(" %", "\u00a0%").replace("\u00a0", " "),
        "123 Main Street",
        "1012 AB Amsterdam",
        "456 Office Park",
        "3011 AA Rotterdam",
    ):
        assert said in text


def test_hostile_words_stay_words(signed_in: Client, connection: Connection) -> None:
    """Markup in a name is shown, never run; 300 letters and an overriding mark break nothing."""
    page = signed_in.get(profile_url(connection, cast.MARKUP)).content.decode()
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    for customer_id in (cast.LONG_NAME, cast.OVERRIDE, cast.ARABIC, cast.UNKNOWN_VALUES):
        assert signed_in.get(profile_url(connection, customer_id)).status_code == 200


def test_partly_tracked_figures_say_so(signed_in: Client, connection: Connection) -> None:
    """Next to the figures."""
    text = words(signed_in.get(profile_url(connection, cast.PARTLY_TRACKED)))
    assert "Covers 2 of 3 subscriptions." in text


def test_a_state_that_cannot_be_is_reported(signed_in: Client, connection: Connection) -> None:
    """Inactive with devices: no upgrade, and a fault in the data beside the verdict."""
    response = signed_in.get(profile_url(connection, cast.INACTIVE_WITH_DEVICES))
    assert values(response, "data-check")["upgrade"] == "not_eligible"
    assert 'class="fault"' in response.content.decode()


def test_a_warm_profile_costs_five_queries(
    signed_in: Client, connection: Connection, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    """Session, user, connection, copy, what else is saved: no more are allowed."""
    url = profile_url(connection, cast.EXAMPLE_NESTED)
    signed_in.get(url)
    with django_assert_num_queries(5):
        signed_in.get(url)


def test_the_address_serves_page_and_partial(signed_in: Client, connection: Connection) -> None:
    """Told apart by the header, restored from history as a page, kept by nobody."""
    url = profile_url(connection, cast.EXAMPLE_NESTED)
    partial, page = signed_in.get(url, headers=HTMX), signed_in.get(url)
    restored = signed_in.get(url, headers=HTMX | {"HX-History-Restore-Request": "true"})
    assert partial.content.decode().lstrip().startswith('<div id="profile"')
    assert b"<!DOCTYPE html>" in restored.content
    for response in (partial, page):
        assert "HX-Request" in response["Vary"]
        assert response["Cache-Control"] == "no-store"


def test_moments_follow_the_readers_time_zone(signed_in: Client, connection: Connection) -> None:
    """As the browser's cookie names it; a made-up zone changes nothing."""
    save_copy(connection, cast.EXAMPLE_NESTED)
    CustomerCopy.objects.update(fetched_at=datetime(2026, 1, 31, 23, 30, tzinfo=UTC))
    url = profile_url(connection, cast.EXAMPLE_NESTED)
    for zone, shown in (
        ("Asia%2FTokyo", "1\u00a0Feb\u00a02026, 08:30:00 JST"),
        ("Mars/Base", "31\u00a0Jan\u00a02026, 23:30:00 UTC"),
    ):
        signed_in.cookies["timezone"] = zone
        assert shown in signed_in.get(url).content.decode()
