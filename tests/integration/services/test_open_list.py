"""A customer's lists: asked for once, read to the end, kept, and shown as profiles are."""

from dataclasses import replace
from typing import Any

import pytest
from django.utils import timezone
from pytest_django.fixtures import Settings

from customers.models import Connection, CustomerCopy, Fault, ListCopy, ListKind, RequestWindow
from customers.sandbox import cast
from customers.sandbox.lists import COLLECTIONS
from customers.sandbox.sandbox import Sandbox
from customers.services.errors import FetchFailed, KeyRefused, NotAnId
from customers.services.open_list import OpenedList, open_list, open_saved_list
from tests.integration.pages import grow_old, save_copy

pytestmark = pytest.mark.django_db
KINDS = list(ListKind)


def opened(
    connection: Connection,
    kind: ListKind = ListKind.PAYMENTS,
    customer_id: str = cast.MARIEKE,
    *,
    refresh: bool = False,
) -> OpenedList[Any]:
    """Open one list, all within one moment: no minute ends while requests are counted."""
    now = timezone.now()
    return open_list(connection, customer_id, kind, refresh=refresh, clock=lambda: now)


@pytest.mark.parametrize(("kind", "count"), [(KINDS[0], 5), (KINDS[1], 5), (KINDS[2], 138)])
def test_a_list_is_read_to_its_end_and_kept(
    connection: Connection, sandbox: Sandbox, kind: ListKind, count: int
) -> None:
    """A hundred rows a page; then it is shown without asking."""
    first = opened(connection, kind)
    assert (len(first.rows), first.renewed) == (count, True)
    assert len(sandbox.requests) == -(-count // 100)
    again = opened(connection, kind)
    assert (again.rows, again.renewed) == (first.rows, False)
    assert len(sandbox.requests) == -(-count // 100)


def test_two_thousand_payments_are_twenty_counted_pages(
    connection: Connection, sandbox: Sandbox
) -> None:
    rows = opened(connection, customer_id=cast.TWO_THOUSAND_PAYMENTS).rows
    assert len({one.payment_id for one in rows}) == len(rows) == 2000
    assert len(sandbox.requests) == RequestWindow.objects.get().request_count == 20


def test_no_more_pages_than_the_plan_allows(connection: Connection, settings: Settings) -> None:
    """What was read of a list that broke off is not kept: half a list adds up to nothing."""
    settings.FLEXPORTAL_RATE_LIMIT = 5
    with pytest.raises(FetchFailed) as failed:
        opened(connection, customer_id=cast.TWO_THOUSAND_PAYMENTS)
    assert failed.value.reason == "limited"
    assert not ListCopy.objects.exists()


def test_refresh_asks_whatever_the_age(connection: Connection, sandbox: Sandbox) -> None:
    opened(connection, ListKind.ORDERS)
    assert opened(connection, ListKind.ORDERS, refresh=True).renewed
    assert len(sandbox.requests) == 2


@pytest.mark.parametrize(
    ("fault", "reason"), [("500", "unreachable"), ("429", "limited"), ("wrong_tenant", "malformed")]
)
def test_a_failure_is_marked_on_the_saved_list(
    connection: Connection, sandbox: Sandbox, settings: Settings, fault: str, reason: str
) -> None:
    """Its rows stay, and it is called stale until a try succeeds."""
    settings.FLEXPORTAL_DEADLINE = 1
    first = opened(connection)
    sandbox.fault, sandbox.fault_path = fault, "/v1/payments"
    failed = opened(connection, refresh=True)
    assert (failed.rows, failed.copy.failure) == (first.rows, reason)
    assert ListCopy.objects.get().failure == reason
    sandbox.fault = None
    assert opened(connection, refresh=True).renewed
    assert ListCopy.objects.get().failure == ""


def test_a_failure_without_a_saved_list_is_raised(connection: Connection, sandbox: Sandbox) -> None:
    """What came from another tenant is dropped and recorded, naming the list."""
    sandbox.fault, sandbox.fault_path = "wrong_tenant", "/v1/payments"
    with pytest.raises(FetchFailed):
        opened(connection)
    assert Fault.objects.get().question == f"payments of {cast.MARIEKE}"
    assert not ListCopy.objects.exists()


def test_a_list_that_is_not_there_says_nothing_of_the_customer(
    connection: Connection, sandbox: Sandbox
) -> None:
    save_copy(connection, cast.MARIEKE)
    sandbox.fault, sandbox.fault_path = "404", "/v1/orders"
    with pytest.raises(FetchFailed) as failed:
        opened(connection, ListKind.ORDERS)
    assert failed.value.reason == "unreachable"
    assert CustomerCopy.objects.filter(customer_id=cast.MARIEKE).exists()


def test_a_refused_key_withholds_saved_lists(connection: Connection, sandbox: Sandbox) -> None:
    opened(connection)
    sandbox.fault = "401"
    with pytest.raises(KeyRefused):
        opened(connection, refresh=True)
    assert open_saved_list(connection, cast.MARIEKE, ListKind.PAYMENTS) is None
    with pytest.raises(KeyRefused):
        opened(connection)
    sandbox.fault = None
    assert opened(connection).renewed
    assert open_saved_list(connection, cast.MARIEKE, ListKind.PAYMENTS)


def test_rows_of_others_are_dropped(
    connection: Connection, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A FlexPortal that ignores the filter shows nobody else's devices."""
    deaf = replace(COLLECTIONS["subscriptions"], equal={}, owners=())
    monkeypatch.setitem(COLLECTIONS, "subscriptions", deaf)
    rows = opened(connection, ListKind.SUBSCRIPTIONS).rows
    assert {one.customer_id for one in rows} == {cast.MARIEKE}
    assert (len(rows), len(sandbox.requests) > 1) == (5, True)


def test_a_saved_list_of_another_version_is_asked_for_again(connection: Connection) -> None:
    opened(connection)
    grow_old(3600)
    ListCopy.objects.update(document='{"v": 0}')
    assert open_saved_list(connection, cast.MARIEKE, ListKind.PAYMENTS) is None
    assert len(opened(connection).rows) == 138


def test_what_cannot_be_an_id_is_not_asked(connection: Connection, sandbox: Sandbox) -> None:
    with pytest.raises(NotAnId):
        opened(connection, customer_id="..")
    assert not sandbox.requests
