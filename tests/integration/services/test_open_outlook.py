"""Both lists of an outlook: from their panels' copies, or asked for once between them."""

from datetime import datetime

import pytest
from django.utils import timezone

from customers.models import Connection, ListKind
from customers.sandbox import cast
from customers.sandbox.sandbox import Sandbox
from customers.services.errors import FetchFailed
from customers.services.open_list import open_list
from customers.services.open_outlook import open_outlook

pytestmark = pytest.mark.django_db


def test_each_list_is_asked_for_once(connection: Connection, sandbox: Sandbox) -> None:
    """And not at all while it is saved."""
    for _ in range(2):
        opened = open_outlook(connection, cast.MARIEKE, clock=timezone.now)
        assert (len(opened.subscriptions.rows), len(opened.payments.rows)) == (5, 138)
    paths = [f"/v1/customers/{cast.MARIEKE}", "/v1/subscriptions", "/v1/payments"]
    assert [sandbox.count_requests(path) for path in paths] == [1, 1, 2]


def test_what_a_panel_keeps_between_looking_and_asking_is_not_asked_for_again(
    connection: Connection, sandbox: Sandbox
) -> None:
    """The panel is quicker by a moment: nothing was saved at the look, all of it before the ask."""
    looked: list[datetime] = []

    def clock() -> datetime:
        looked.append(timezone.now())
        if len(looked) == 2:
            open_list(connection, cast.MARIEKE, ListKind.SUBSCRIPTIONS, clock=timezone.now)
        return timezone.now()

    opened = open_list(connection, cast.MARIEKE, ListKind.SUBSCRIPTIONS, clock=clock)
    assert len(opened.rows) == 5
    assert sandbox.count_requests("/v1/subscriptions") == 1


def test_without_one_of_the_lists_there_is_no_outlook(
    connection: Connection, sandbox: Sandbox
) -> None:
    """With the reason, and what came is kept."""
    sandbox.fault, sandbox.fault_path = "500", "/v1/payments"
    with pytest.raises(FetchFailed):
        open_outlook(connection, cast.MARIEKE, clock=timezone.now)
    sandbox.fault = None
    sandbox.requests.clear()
    open_outlook(connection, cast.MARIEKE, clock=timezone.now)
    assert sandbox.count_requests("/v1/subscriptions") == 0
