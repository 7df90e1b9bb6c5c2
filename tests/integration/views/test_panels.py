"""The lists of a profile: page and partial, from at most one question each."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings

from customers.models import Connection
from customers.sandbox import cast
from customers.sandbox.sandbox import Sandbox
from customers.selectors.panel import TITLES
from tests.conftest import SignIn
from tests.integration.pages import HTMX, grow_old, profile_url, save_copy, stale, tags, words

pytestmark = pytest.mark.django_db
KINDS = [kind.value for kind in TITLES]


def panel_url(connection: Connection, kind: str, customer_id: str = cast.MARIEKE) -> str:
    """The address of one panel."""
    return reverse("profile_panel", args=[connection.tenant.slug, customer_id, kind])


@pytest.mark.parametrize(
    ("kind", "row", "count"),
    [("subscriptions", "subscription", 5), ("orders", "order", 5), ("payments", "payment", 50)],
)
def test_page_and_partial(
    signed_in: Client, connection: Connection, kind: str, row: str, count: int
) -> None:
    """The same rows, each with its id; only the page is a whole document."""
    page = signed_in.get(panel_url(connection, kind))
    partial = signed_in.get(panel_url(connection, kind), headers=HTMX)
    assert (page.status_code, partial.status_code) == (200, 200)
    assert (b"<!DOCTYPE" in page.content, b"<!DOCTYPE" in partial.content) == (True, False)
    assert page["Vary"].count("HX-Request") == partial["Vary"].count("HX-Request") == 1
    rows = [(tag["data-row"], tag["data-id"]) for tag in tags(partial, "data-row")]
    assert rows == [(tag["data-row"], tag["data-id"]) for tag in tags(page, "data-row")]
    assert (len(set(rows)), {kind for kind, _ in rows}) == (count, {row})
    assert len(tags(page, "data-fetched-at")) == 1


def test_a_profile_with_all_panels_takes_four_questions(
    signed_in: Client, connection: Connection, sandbox: Sandbox
) -> None:
    """And none while the saved copies are young."""
    addresses = [profile_url(connection, cast.EXAMPLE_FLAT)]
    addresses += [panel_url(connection, kind, cast.EXAMPLE_FLAT) for kind in KINDS]
    for address in addresses:
        assert signed_in.get(address).status_code == 200
    assert len(sandbox.requests) == 4
    for address in addresses:
        signed_in.get(address, headers=HTMX)
    assert len(sandbox.requests) == 4


def test_the_profile_loads_each_panel_by_itself(signed_in: Client, connection: Connection) -> None:
    """From the addresses that its tabs lead to where no script runs."""
    response = signed_in.get(profile_url(connection, cast.MARIEKE))
    addresses = [panel_url(connection, kind) for kind in KINDS]
    loading = [tag["hx-get"] for tag in tags(response, "hx-trigger") if tag["hx-trigger"] == "load"]
    assert [one for one in loading if one in addresses] == addresses
    assert [tag["href"] for tag in tags(response, "data-tab")] == addresses


@pytest.mark.parametrize(
    ("kind", "queries"), [("subscriptions", 5), ("orders", 5), ("payments", 6)]
)
def test_a_warm_panel_takes_few_queries(
    signed_in: Client,
    connection: Connection,
    django_assert_num_queries: DjangoAssertNumQueries,
    kind: str,
    queries: int,
) -> None:
    signed_in.get(panel_url(connection, kind))
    with django_assert_num_queries(queries):
        signed_in.get(panel_url(connection, kind), headers=HTMX)


def test_an_old_list_is_shown_at_once_and_renewed_behind_it(
    signed_in: Client, connection: Connection, sandbox: Sandbox
) -> None:
    """One htmx request; while it is young there is none but the one a click makes."""
    url = panel_url(connection, "orders")

    def renewals() -> list[str]:
        found = tags(signed_in.get(url, headers=HTMX), "hx-trigger")
        return [tag["hx-trigger"] for tag in found if tag["hx-get"] == f"{url}?refresh=1"]

    signed_in.get(url)
    assert renewals() == ["click from:body target:[data-refresh]"]
    grow_old(3600)
    sandbox.requests.clear()
    assert renewals() == ["load delay:0s, click from:body target:[data-refresh]"]
    assert not sandbox.requests
    signed_in.get(f"{url}?refresh=1", headers=HTMX)
    assert [one.path for one in sandbox.requests] == ["/v1/orders"]


def test_a_renewed_list_tells_the_rest_of_the_page(
    signed_in: Client, connection: Connection
) -> None:
    """Badge, sentence and facts may follow from it; a list that was only shown changes nothing."""
    url = panel_url(connection, "subscriptions")
    first = signed_in.get(url, headers=HTMX)
    assert "list-renewed" in first["HX-Trigger-After-Settle"]
    assert "HX-Trigger-After-Settle" not in signed_in.get(url, headers=HTMX)
    profile = signed_in.get(f"{profile_url(connection, cast.MARIEKE)}?refresh=1", headers=HTMX)
    assert "profile-refreshed" in profile["HX-Trigger-After-Settle"]
    follows = [tag for tag in tags(profile, "hx-trigger") if "list-renewed" in tag["hx-trigger"]]
    ids = {tag["id"] for tag in tags(profile, "id")}
    assert {"profile-badges", "profile-recovery", "facts"} <= ids
    assert any("#profile-recovery" in tag.get("hx-select-oob", "") for tag in follows)


def test_sorting_and_filtering_by_address(signed_in: Client, connection: Connection) -> None:
    url = panel_url(connection, "subscriptions")
    response = signed_in.get(f"{url}?sort=-cost&status=active")
    head = next(tag for tag in tags(response, "aria-sort"))
    assert (head["tag"], head["aria-sort"]) == ("th", "descending")
    shown = words(response)
    assert shown.index("1,050.00") < shown.index("980.00") < shown.index("450.00")
    assert "3 of 5 devices" in shown
    hrefs = {tag["href"] for tag in tags(response, "href")}
    assert f"{url}?sort=cost&status=active" in hrefs


def test_two_thousand_payments_in_pages(signed_in: Client, connection: Connection) -> None:
    url = panel_url(connection, "payments", cast.TWO_THOUSAND_PAYMENTS)
    last = signed_in.get(f"{url}?page=40")
    assert len(tags(last, "data-row")) == 50
    assert "1,951 to 2,000 of 2,000" in words(last)
    assert not [tag for tag in tags(last, "rel") if tag["rel"] == "next"]


@pytest.mark.parametrize(
    ("customer_id", "text"),
    [(cast.NO_DEVICES, "No devices."), (cast.ARABIC, None), (cast.MARKUP, None)],
)
def test_empty_and_awkward_customers(
    signed_in: Client, connection: Connection, customer_id: str, text: str | None
) -> None:
    response = signed_in.get(panel_url(connection, "subscriptions", customer_id))
    assert response.status_code == 200
    assert text is None or text in words(response)


@pytest.mark.parametrize("kind", KINDS)
def test_one_failing_panel_says_so_and_leaves_the_rest(
    signed_in: Client, connection: Connection, sandbox: Sandbox, kind: str
) -> None:
    """In its own place, with a way to try again; without a saved list."""
    sandbox.fault, sandbox.fault_path = "malformed", f"/v1/{kind}"
    responses = {
        one: signed_in.get(panel_url(connection, one), headers=HTMX).status_code for one in KINDS
    }
    assert responses == {one: 502 if one == kind else 200 for one in KINDS}
    failed = signed_in.get(panel_url(connection, kind), headers=HTMX)
    assert "The rest of this page is not affected." in words(failed)
    assert [tag["hx-get"] for tag in tags(failed, "hx-get")] == [panel_url(connection, kind)]


@pytest.mark.parametrize(
    ("fault", "reason"), [("503", "unreachable"), ("429", "limited"), ("malformed", "malformed")]
)
def test_a_saved_list_stands_in_with_the_reason(
    signed_in: Client, connection: Connection, sandbox: Sandbox, fault: str, reason: str
) -> None:
    """On every view until a try succeeds."""
    url = panel_url(connection, "orders")
    signed_in.get(url)
    sandbox.fault, sandbox.fault_path = fault, "/v1/orders"
    failed = signed_in.get(f"{url}?refresh=1", headers=HTMX)
    assert (failed.status_code, stale(failed)) == (200, [reason])
    assert len(tags(failed, "data-row")) == 5
    assert "You are looking at the saved copy from" in words(failed)
    assert stale(signed_in.get(url)) == [reason]
    sandbox.fault = None
    assert stale(signed_in.get(f"{url}?refresh=1")) == []


def test_a_limit_is_passed_on(signed_in: Client, connection: Connection, sandbox: Sandbox) -> None:
    """And the panel tries again by itself when it is over."""
    save_copy(connection, cast.MARIEKE)
    sandbox.fault, sandbox.fault_path = "429", "/v1/orders"
    response = signed_in.get(panel_url(connection, "orders"), headers=HTMX)
    assert (response.status_code, response["Retry-After"]) == (503, "1")
    triggers = [tag["hx-trigger"] for tag in tags(response, "hx-trigger")]
    assert triggers == ["click, load delay:1s"]


def test_a_refused_key_withholds_the_lists(
    signed_in: Client, connection: Connection, sandbox: Sandbox
) -> None:
    url = panel_url(connection, "payments")
    signed_in.get(url)
    sandbox.fault, sandbox.fault_path = "401", "/v1/payments"
    refused = signed_in.get(f"{url}?refresh=1", headers=HTMX)
    assert (refused.status_code, tags(refused, "data-row")) == (403, [])
    assert reverse("connections") in {tag["href"] for tag in tags(refused, "href")}
    sandbox.fault_path = ""
    assert signed_in.get(url).status_code == 403


@pytest.mark.parametrize("kind", KINDS)
def test_the_outsider_sees_an_address_that_never_existed(
    connection: Connection, outsider: User, sign_in: SignIn, sandbox: Sandbox, kind: str
) -> None:
    browser = sign_in(outsider)
    there = browser.get(panel_url(connection, kind))
    nowhere = browser.get(f"/t/eu-nowhere/customers/{cast.MARIEKE}/{kind}/")
    assert there.status_code == nowhere.status_code == 404
    assert there.content == nowhere.content
    assert not sandbox.requests


def test_only_lists_that_exist_are_panels(signed_in: Client, connection: Connection) -> None:
    assert signed_in.get(f"{profile_url(connection, cast.MARIEKE)}assets/").status_code == 404


def test_a_customer_that_is_not_there(
    signed_in: Client, connection: Connection, sandbox: Sandbox
) -> None:
    """The list is not even asked for."""
    response = signed_in.get(panel_url(connection, "orders", "cust_nobody"))
    assert response.status_code == 404
    assert [one.path for one in sandbox.requests] == ["/v1/customers/cust_nobody"]


def test_a_headline_of_another_age_explains_a_difference(
    signed_in: Client, connection: Connection
) -> None:
    copy = save_copy(connection, cast.MARIEKE)
    copy.document = copy.document.replace("4250", "4188")
    copy.save()
    grow_old(600)
    shown = words(signed_in.get(panel_url(connection, "subscriptions")))
    assert "62.00 more than the headline’s 4,188.00\u00a0EUR" in shown.replace(" EUR", "\u00a0EUR")
    assert "which was fetched 10 min earlier" in shown


def test_when_all_places_are_taken_the_saved_list_stands(
    signed_in: Client, connection: Connection, sandbox: Sandbox, settings: Settings
) -> None:
    """Nothing is asked; the panel tries again by itself in a moment."""
    url = panel_url(connection, "orders")
    signed_in.get(url)
    grow_old(3600)
    sandbox.requests.clear()
    settings.FLEXPORTAL_WAITERS = 0
    response = signed_in.get(f"{url}?refresh=1", headers=HTMX)
    assert (response.status_code, stale(response), len(sandbox.requests)) == (200, [], 0)
    assert "The saved list stands below" in words(response)
    assert any("load delay:5s" in tag["hx-trigger"] for tag in tags(response, "hx-trigger"))
