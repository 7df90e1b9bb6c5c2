"""One device's choices side by side, and the quotes a person asks for."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from customers.models import Connection, ListCopy, ListKind
from customers.sandbox import cast
from customers.sandbox.sandbox import Sandbox
from tests.conftest import SignIn
from tests.integration.options import columns, device_url, money
from tests.integration.pages import HTMX, stale, tags, values, words

pytestmark = pytest.mark.django_db


def test_three_questions_bring_it_and_none_the_next_time(
    signed_in: Client, connection: Connection, sandbox: Sandbox
) -> None:
    url = device_url(connection)
    page = signed_in.get(url)
    assert [one.path for one in sandbox.requests] == [
        f"/v1/customers/{cast.QUOTE_SAMPLE}",
        "/v1/subscriptions",
        "/v1/payments",
    ]
    signed_in.get(url)
    assert len(sandbox.requests) == 3
    assert page.status_code == 200
    assert money(page) == {
        "do_nothing": "516.00",
        "extend": "1754.40",
        "buy_out": "",
        "return": "",
    }


def test_a_quote_is_asked_by_a_person_and_not_kept(
    signed_in: Client, connection: Connection, sandbox: Sandbox
) -> None:
    """4 × 129 + 142 = 658 and 4 × 129 × 50 % = 258; the next view has neither."""
    url = device_url(connection)
    signed_in.get(url)
    sandbox.requests.clear()
    page = signed_in.post(url)
    assert money(page) | {"extend": ""} == {
        "do_nothing": "516.00",
        "extend": "",
        "buy_out": "658.00",
        "return": "258.00",
    }
    assert [one.method for one in sandbox.requests] == ["POST", "POST"]
    for said in ("Indicative, asked", "no currency or expiry", "= 4 × 129.00 + 142.00"):
        assert said in words(page)
    assert money(signed_in.get(url))["buy_out"] == ""
    assert len(sandbox.requests) == 2


def test_each_choice_moves_device_and_customer(signed_in: Client, connection: Connection) -> None:
    """1,548 of 1,800 today; 2,206 after the buyout, 1,806 after the return."""
    page = signed_in.post(device_url(connection))
    assert columns(page)["now"] == {
        "device_collected": "1548.00",
        "device_recovery_percent": "86.00",
        "device_profit": "-252.00",
        "customer_recovery_percent": "86.00",
        "customer_profit": "-252.00",
    }
    assert columns(page)["buy_out"] == {
        "expected": "658.00",
        "device_recovery_percent": "122.56",
        "device_profit": "406.00",
        "customer_recovery_percent": "122.56",
        "customer_profit": "406.00",
    }
    assert columns(page)["return"]["device_recovery_percent"] == "100.33"
    assert values(page, "data-advice")["buyout_offer"] == "yes"


def test_an_extension_is_tried_at_its_terms(signed_in: Client, connection: Connection) -> None:
    """Three months at the advised 103.20, or at the present 129.00; in a form or beside quotes."""
    url = device_url(connection)
    advised = signed_in.get(url, {"months": "3", "price": "advised"})
    present = signed_in.get(url, {"months": "3", "price": "present"})
    beside = signed_in.post(url, {"months": "3", "price": "present"})
    assert money(advised)["extend"] == "825.60"
    assert money(present)["extend"] == money(beside)["extend"] == "903.00"
    assert money(signed_in.post(f"{url}?months=3&price=present"))["extend"] == "903.00"
    assert money(signed_in.get(url, {"months": "3"}))["extend"] == "825.60"


@pytest.mark.parametrize("months", ["0", "121", "-1", "1.5", "x", ""])
def test_terms_out_of_bounds_are_refused(
    signed_in: Client, connection: Connection, months: str
) -> None:
    page = signed_in.get(device_url(connection), {"months": months})
    assert page.status_code == 400
    assert tags(page, "aria-invalid")
    assert money(page)["extend"] == "1754.40"


def test_an_ended_device_has_nothing_to_choose(signed_in: Client, connection: Connection) -> None:
    page = signed_in.get(device_url(connection, cast.LIFECYCLE, cast.ENDED_RENTAL))
    assert money(page) == {"do_nothing": "0.00"}
    assert set(values(page, "data-check").values()) == {"not_eligible"}
    assert "Ask FlexPortal for quotes" not in words(page)
    assert "Ended " in words(page)


def test_what_flexportal_refuses_to_calculate_is_said(
    signed_in: Client, connection: Connection, sandbox: Sandbox
) -> None:
    """The saved copy may say that it runs when it runs no more."""
    url = device_url(connection, cast.LIFECYCLE, cast.ENDED_RENTAL)
    signed_in.get(url)
    saved = ListCopy.objects.get(kind=ListKind.SUBSCRIPTIONS)
    saved.document = saved.document.replace("ended_buyout", "active")
    saved.save()
    page = signed_in.post(url)
    assert page.status_code == 200
    assert money(page)["buy_out"] == money(page)["return"] == ""
    assert words(page).count("FlexPortal calculates none") == 2
    assert sandbox.count_requests("/v1/subscriptions/calculate") == 2


def test_a_partial_is_a_partial(signed_in: Client, connection: Connection) -> None:
    response = signed_in.post(device_url(connection), headers=HTMX)
    assert response.content.decode().lstrip().startswith('<div id="what-if-main"')
    assert "HX-Request" in response["Vary"]


def test_quotes_are_not_refreshed_away(signed_in: Client, connection: Connection) -> None:
    """A page with quotes asks for nothing by itself."""
    url = device_url(connection)
    signed_in.get(url)
    ListCopy.objects.update(fetched_at=timezone.now() - timedelta(minutes=2))
    assert tags(signed_in.get(url), "data-background")
    assert not tags(signed_in.post(url), "data-background")


def test_a_warm_page_takes_few_queries(
    signed_in: Client,
    connection: Connection,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    url = device_url(connection)
    signed_in.get(url)
    with django_assert_max_num_queries(6):
        signed_in.get(url)


@pytest.mark.parametrize("subscription_id", ["rent_nobody", "a/b", "..%2f"])
def test_a_device_of_nobody_is_not_there(
    signed_in: Client, connection: Connection, sandbox: Sandbox, subscription_id: str
) -> None:
    """Nor is it asked about."""
    url = device_url(connection, subscription_id=subscription_id)
    assert {signed_in.get(url).status_code, signed_in.post(url).status_code} == {404}
    assert sandbox.count_requests("/v1/subscriptions/calculate") == 0


def test_the_outsider_sees_and_asks_nothing(
    signed_in: Client,
    connection: Connection,
    outsider: User,
    sign_in: SignIn,
    sandbox: Sandbox,
) -> None:
    url, browser = device_url(connection), sign_in(outsider)
    signed_in.get(url)
    sandbox.requests.clear()
    assert {browser.get(url).status_code, browser.post(url).status_code} == {404}
    assert not sandbox.requests


def test_a_post_needs_its_token(owner: User, connection: Connection) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(owner)
    assert browser.post(device_url(connection)).status_code == 403


def test_the_older_list_tells_its_age(
    signed_in: Client, connection: Connection, sandbox: Sandbox
) -> None:
    """Payments that could not be renewed make the page stale."""
    url = device_url(connection)
    signed_in.get(url)
    sandbox.fault, sandbox.fault_path = "500", "/v1/payments"
    page = signed_in.get(f"{url}?refresh=1")
    assert (page.status_code, stale(page)) == (200, ["unreachable"])


def test_without_a_recovery_only_the_present_price_is_offered(
    signed_in: Client, connection: Connection
) -> None:
    """Nothing can be advised for a device of unknown cost."""
    slug = connection.tenant.slug
    listed = signed_in.get(f"/t/{slug}/customers/{cast.NO_COST}/options/")
    device = next(tag["data-id"] for tag in tags(listed, "data-id"))
    page = signed_in.get(device_url(connection, cast.NO_COST, device))
    assert [tag["value"] for tag in tags(page, "value") if tag["tag"] == "option"] == ["present"]
    assert columns(page)["now"]["device_recovery_percent"] == ""
    assert columns(page)["extend"]["expected"]
