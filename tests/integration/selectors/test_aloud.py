"""What is read aloud follows from saved lists, as long as they are recent."""

from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from customers.models import Connection, ListCopy, ListKind
from customers.sandbox import cast
from customers.sandbox.sandbox import Sandbox
from customers.services.open_list import open_list
from tests.integration.pages import profile_url, save_copy, words

pytestmark = pytest.mark.django_db
PAID, NEXT, END = "nothing is overdue", "The next payment, ", "The first contract to end"


def save_list(connection: Connection, kind: ListKind, *, age: timedelta = timedelta()) -> None:
    """Read it, and let it grow old."""
    opened = open_list(connection, cast.MARIEKE, kind, refresh=True, clock=timezone.now)
    fetched_at: datetime = opened.copy.fetched_at - age
    ListCopy.objects.filter(kind=kind).update(fetched_at=fetched_at)


def said(browser: Client, connection: Connection) -> list[str]:
    """Which of the three the profile says."""
    page = words(browser.get(profile_url(connection, cast.MARIEKE)))
    return [text for text in (PAID, NEXT, END) if text in page]


def test_each_list_adds_its_own_facts_without_a_question(
    signed_in: Client, connection: Connection, sandbox: Sandbox
) -> None:
    """In the card and in the copied summary."""
    save_copy(connection, cast.MARIEKE)
    assert said(signed_in, connection) == []
    save_list(connection, ListKind.PAYMENTS)
    sandbox.requests.clear()
    assert said(signed_in, connection) == [PAID, NEXT]
    assert len(sandbox.requests) == 0
    save_list(connection, ListKind.SUBSCRIPTIONS)
    assert said(signed_in, connection) == [PAID, NEXT, END]
    page = signed_in.get(profile_url(connection, cast.MARIEKE)).content.decode()
    assert page.count(END) == 2


def test_a_list_of_the_day_before_yesterday_is_not_read_aloud(
    signed_in: Client, connection: Connection
) -> None:
    """Yesterday's is."""
    save_copy(connection, cast.MARIEKE)
    save_list(connection, ListKind.PAYMENTS, age=timedelta(days=1))
    assert said(signed_in, connection) == [PAID, NEXT]
    save_list(connection, ListKind.PAYMENTS, age=timedelta(days=2))
    assert said(signed_in, connection) == []
