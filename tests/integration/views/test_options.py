"""What may be done with a customer's devices: one card for each, from saved copies."""

from collections import Counter

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from customers.models import Connection, ListCopy
from customers.sandbox import cast
from customers.sandbox.sandbox import Sandbox
from tests.conftest import SignIn
from tests.integration.pages import HTMX, profile_url, stale, tags, values, words

pytestmark = pytest.mark.django_db


def options_url(connection: Connection, customer_id: str) -> str:
    """The address of the page."""
    return reverse("options", args=[connection.tenant.slug, customer_id])


def test_two_questions_bring_it_and_none_the_next_time(
    signed_in: Client, connection: Connection, sandbox: Sandbox
) -> None:
    url = options_url(connection, cast.MARIEKE)
    assert signed_in.get(url).status_code == 200
    assert [one.path for one in sandbox.requests] == [
        f"/v1/customers/{cast.MARIEKE}",
        "/v1/subscriptions",
    ]
    signed_in.get(url)
    assert len(sandbox.requests) == 2


def test_every_device_has_its_three_verdicts(signed_in: Client, connection: Connection) -> None:
    """Running ones first; all of one customer may be billed together."""
    page = signed_in.get(options_url(connection, cast.MARIEKE))
    rows = tags(page, "data-row")
    assert [one["data-row"] for one in rows] == ["subscription"] * 5
    assert len({one["data-id"] for one in rows}) == 5
    found = Counter((one["data-check"], one["data-value"]) for one in tags(page, "data-check"))
    assert found == {
        ("billing_group", "eligible"): 1,
        **{(check, "eligible"): 3 for check in ("extension", "buyout", "early_return")},
        **{(check, "not_eligible"): 2 for check in ("extension", "buyout", "early_return")},
    }
    verdicts = [one["data-value"] for one in tags(page, "data-check")][1:]
    assert verdicts == ["eligible"] * 9 + ["not_eligible"] * 6


def test_conditions_and_advice_stand_apart(signed_in: Client, connection: Connection) -> None:
    page = signed_in.get(options_url(connection, cast.QUOTE_SAMPLE))
    conditions = [one["data-condition"] for one in tags(page, "data-condition")]
    assert conditions == ["subscriptions_present", "one_customer", *["subscription_active"] * 3]
    assert values(page, "data-advice") == {
        "business_customer": "no",
        "ungrouped": "yes",
        "extension_discount": "yes",
        "buyout_offer": "unknown",
        "fee_waiver": "no",
    }
    assert "Offer 20 % off: 103.20 EUR a month." in words(page)


def test_a_customer_without_devices_may_not_have_a_group(
    signed_in: Client, connection: Connection
) -> None:
    page = signed_in.get(options_url(connection, cast.NO_DEVICES))
    assert values(page, "data-check") == {"billing_group": "not_eligible"}
    assert "No devices." in words(page)


def test_an_impossible_state_is_reported(signed_in: Client, connection: Connection) -> None:
    page = signed_in.get(options_url(connection, cast.INACTIVE_WITH_DEVICES))
    assert "an active subscription of an inactive customer" in words(page)


def test_a_long_list_is_paged_and_filtered(signed_in: Client, connection: Connection) -> None:
    url = options_url(connection, cast.SIXTY_DEVICES)
    first, second = signed_in.get(url), signed_in.get(f"{url}?page=2")
    ids = [one["data-id"] for page in (first, second) for one in tags(page, "data-row")]
    assert (len(ids), len(set(ids))) == (60, 60)
    running = signed_in.get(options_url(connection, cast.MARIEKE) + "?status=active")
    assert len(tags(running, "data-row")) == 3


def test_a_warm_page_takes_few_queries(
    signed_in: Client,
    connection: Connection,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    """The same number for one device and for sixty."""
    for customer_id in (cast.QUOTE_SAMPLE, cast.SIXTY_DEVICES):
        url = options_url(connection, customer_id)
        signed_in.get(url)
        with django_assert_max_num_queries(6):
            signed_in.get(url)


def test_a_partial_is_a_partial(signed_in: Client, connection: Connection) -> None:
    response = signed_in.get(options_url(connection, cast.MARIEKE), headers=HTMX)
    assert response.content.decode().lstrip().startswith('<div id="options-main"')
    assert "HX-Request" in response["Vary"]


def test_the_profile_leads_here(signed_in: Client, connection: Connection) -> None:
    url = options_url(connection, cast.MARIEKE)
    assert f'href="{url}"' in signed_in.get(profile_url(connection, cast.MARIEKE)).content.decode()


def test_a_saved_list_is_shown_with_the_reason(
    signed_in: Client, connection: Connection, sandbox: Sandbox
) -> None:
    url = options_url(connection, cast.MARIEKE)
    signed_in.get(url)
    sandbox.fault = "500"
    page = signed_in.get(f"{url}?refresh=1")
    assert (page.status_code, stale(page)) == (200, ["unreachable"])
    assert len(tags(page, "data-row")) == 5


@pytest.mark.parametrize(("fault", "status"), [("503", 503), ("malformed", 502), ("401", 403)])
def test_without_a_saved_list_the_page_says_why(
    signed_in: Client, connection: Connection, sandbox: Sandbox, fault: str, status: int
) -> None:
    sandbox.fault, sandbox.fault_path = fault, "/v1/subscriptions"
    page = signed_in.get(options_url(connection, cast.MARIEKE))
    assert page.status_code == status
    assert not tags(page, "data-check")
    assert not ListCopy.objects.exists()


def test_a_customer_that_is_not_there(signed_in: Client, connection: Connection) -> None:
    assert signed_in.get(options_url(connection, "cust_nobody")).status_code == 404


def test_the_outsider_sees_nothing(
    signed_in: Client, connection: Connection, outsider: User, sign_in: SignIn
) -> None:
    url = options_url(connection, cast.MARIEKE)
    signed_in.get(url)
    assert sign_in(outsider).get(url).status_code == 404
