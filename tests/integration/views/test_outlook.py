"""Collected against cost, and when break-even comes: page, partial, headline and failures."""

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from customers.domain.moment import say_long_day
from customers.models import Connection, ListKind
from customers.sandbox import cast
from customers.sandbox.sandbox import Sandbox
from customers.services.open_list import open_list
from tests.integration.pages import HTMX, profile_url, save_copy, tags, values, words

pytestmark = pytest.mark.django_db
BOTH = (ListKind.SUBSCRIPTIONS, ListKind.PAYMENTS)


def outlook_url(connection: Connection, customer_id: str = cast.MARIEKE) -> str:
    return f"{profile_url(connection, customer_id)}outlook/"


def save_lists(connection: Connection, customer_id: str, *kinds: ListKind) -> None:
    """The customer and those lists, as of now."""
    save_copy(connection, customer_id)
    for kind in kinds:
        open_list(connection, customer_id, kind, clock=timezone.now)


def plain(text: str) -> str:
    """With breakable spaces."""
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_it_stands_whole_and_in_part(
    signed_in: Client, connection: Connection, headers: dict[str, str]
) -> None:
    """Chart, table and figures are there without a script having run."""
    response = signed_in.get(outlook_url(connection), headers=headers)
    assert response.status_code == 200
    assert (b"<html" in response.content) is not bool(headers)
    (chart,) = tags(response, "data-chart")
    assert '"Collected"' in chart["data-chart"]
    assert "4,250.00" in words(response)
    reached = date.fromisoformat(values(response, "data-metric")["break_even_on"])
    assert reached <= timezone.now().date()
    assert "HX-Request" in response["Vary"]


def test_who_has_paid_back_is_told_since_when(signed_in: Client, connection: Connection) -> None:
    """The profile says the very day of the outlook, in its first sentence."""
    save_lists(connection, cast.MARIEKE, *BOTH)
    day = values(signed_in.get(outlook_url(connection)), "data-metric")["break_even_on"]
    since = f"Broke even on {say_long_day(date.fromisoformat(day))} and is"
    assert plain(since) in plain(words(signed_in.get(profile_url(connection, cast.MARIEKE))))


def test_without_payments_the_profile_says_what_it_knows(
    signed_in: Client, connection: Connection
) -> None:
    """No day is guessed from devices alone."""
    save_lists(connection, cast.MARIEKE, ListKind.SUBSCRIPTIONS)
    text = plain(words(signed_in.get(profile_url(connection, cast.MARIEKE))))
    assert "Is 650.00 EUR ahead." in text


def test_a_late_payer_breaks_even_later_than_scheduled(
    signed_in: Client, connection: Connection
) -> None:
    """Each date with its assumption; and what is short if the devices came back."""
    response = signed_in.get(outlook_url(connection, cast.LATE_PAYER))
    found = values(response, "data-metric")
    schedule = date.fromisoformat(found["break_even_on"])
    own_record = date.fromisoformat(found["break_even_on_own_record"])
    assert (own_record - schedule).days == 45
    assert Decimal(found["short_if_returned"]) == Decimal("306.00")
    text = words(response)
    for assumption in (
        "if every payment arrives on the day it is due",
        "if payments arrive as they usually do for this customer, 45 days late",
        "if every device came back today",
    ):
        assert assumption in text


def test_a_contract_that_ends_too_soon_reaches_nothing(
    signed_in: Client, connection: Connection
) -> None:
    """What is short is said, and no day."""
    response = signed_in.get(outlook_url(connection, cast.AT_RISK))
    assert values(response, "data-metric")["break_even_on"] == ""
    assert "not reached" in words(response)
    assert "720.00 EUR short when the contract ends on" in plain(words(response))


def test_without_a_cost_break_even_is_unknown(signed_in: Client, connection: Connection) -> None:
    """And the device that has none is counted."""
    response = signed_in.get(outlook_url(connection, cast.NO_COST))
    assert values(response, "data-metric")["break_even_on"] == ""
    assert "unknown needs the cost" in words(response)
    assert "One device without a known cost or start is left out of the lines." in words(response)


def test_without_payments_there_is_no_history_yet(
    signed_in: Client, connection: Connection
) -> None:
    """Words in place of an empty picture."""
    response = signed_in.get(outlook_url(connection, cast.NO_DEVICES))
    assert "No history yet." in words(response)
    assert tags(response, "data-chart") == []


def test_each_device_has_its_row_and_the_rows_add_up(
    signed_in: Client, connection: Connection
) -> None:
    """Consolidated payments are spread over their devices."""
    response = signed_in.get(outlook_url(connection, cast.CONSOLIDATED))
    paid = [tag for tag in tags(response, "data-label") if tag["data-label"] == "Paid"]
    *rows, total = [Decimal(tag["data-value"]) for tag in paid]
    assert len(rows) == 3
    assert sum(rows) == total == Decimal(1957)


def test_it_asks_for_nothing_that_the_panels_have_asked_for(
    signed_in: Client, connection: Connection, sandbox: Sandbox
) -> None:
    """Both lists from the saved copies."""
    save_lists(connection, cast.MARIEKE, *BOTH)
    sandbox.requests.clear()
    assert signed_in.get(outlook_url(connection)).status_code == 200
    assert list(sandbox.requests) == []


def test_a_warm_outlook_takes_few_queries(
    signed_in: Client,
    connection: Connection,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    """Session, user, connection, customer, note of the visit, two lists."""
    save_lists(connection, cast.MARIEKE, *BOTH)
    signed_in.get(outlook_url(connection))
    with django_assert_max_num_queries(7):
        signed_in.get(outlook_url(connection), headers=HTMX)


def test_a_list_that_cannot_be_had_fails_in_its_own_place(
    signed_in: Client, connection: Connection, sandbox: Sandbox
) -> None:
    """With a way to try again; the rest of the profile is not affected."""
    save_lists(connection, cast.MARIEKE, ListKind.SUBSCRIPTIONS)
    sandbox.fault, sandbox.fault_path = "malformed", "/v1/payments"
    response = signed_in.get(outlook_url(connection), headers=HTMX)
    assert response.status_code == 502
    assert "Collected against cost could not be loaded." in words(response)
    assert "The rest of this page is not affected." in words(response)
    (again,) = [tag for tag in tags(response, "hx-get") if tag["tag"] == "a"]
    assert again["hx-get"] == outlook_url(connection)
    assert signed_in.get(profile_url(connection, cast.MARIEKE)).status_code == 200


def test_the_profile_keeps_a_place_for_it(signed_in: Client, connection: Connection) -> None:
    """Loaded by itself; without scripts a link leads to it."""
    response = signed_in.get(profile_url(connection, cast.MARIEKE))
    url = outlook_url(connection)
    assert [tag["tag"] for tag in tags(response, "hx-get") if tag["hx-get"] == url] == ["section"]
    assert [tag["tag"] for tag in tags(response, "href") if tag["href"] == url] == ["a"]


def test_the_payments_panel_says_what_is_owed(signed_in: Client, connection: Connection) -> None:
    """Its parts add up in the markup too."""
    response = signed_in.get(f"{profile_url(connection, cast.LATE_PAYER)}payments/")
    found, parts = values(response, "data-metric"), values(response, "data-part")
    assert Decimal(found["outstanding"]) == Decimal(parts["due"]) + Decimal(parts["upcoming"])
    ages = ("overdue_30", "overdue_60", "overdue_more")
    assert Decimal(found["overdue"]) == sum(Decimal(parts[age]) for age in ages)
