"""Searching by e-mail address against a FlexPortal that behaves, and one that does not."""

from collections.abc import Callable
from time import monotonic
from typing import Any

import pytest
from django.utils import timezone
from pytest_django.fixtures import Settings

from customers.models import Connection, CustomerCopy, RequestWindow
from customers.sandbox import cast
from customers.sandbox.replies import Reply, Request, json_reply
from customers.sandbox.sandbox import Sandbox
from customers.services.find_customers import Found, Search, find_by_email
from tests.integration.pages import save_copy

pytestmark = pytest.mark.django_db
EMAIL = "anna@postvak.example"
Row = dict[str, Any]


def search(connection: Connection, email: str = EMAIL) -> Found:
    """What FlexPortal, or what is saved, says."""
    return find_by_email(Search(connection, email, timezone.now))


@pytest.fixture
def answers(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Let the sandbox answer every list with these rows; `endless`ly, page after page."""

    def answer(*rows: Row, endless: bool = False) -> None:
        def respond(request: Request) -> tuple[Reply, None]:
            place = int(request.query.get("startAfter", "0"))
            body = {"success": True, "customers": rows, "hasMore": endless}
            if endless:
                body |= {"customers": [{**row, "customerId": f"c{place}"} for row in rows]}
                body |= {"nextCursor": str(place + 1)}
            return json_reply(body), None

        monkeypatch.setattr(sandbox, "respond", respond)

    return answer


def a_row(customer_id: str, **members: object) -> Row:
    """A customer as a list has it."""
    return {
        "customerId": customer_id,
        "tenantId": cast.NETHERLANDS.tenant_id,
        "email": EMAIL,
        "firstName": "Anna",
        "lifetimeCollected": 10,
        **members,
    }


def test_rows_are_kept_in_order_and_once(
    connection: Connection, answers: Callable[..., None]
) -> None:
    """The plain list and that of the inactive ones may both have a customer."""
    answers(a_row("b"), a_row("a"))
    assert [copy.customer_id for copy in search(connection).copies] == ["a", "b"]
    assert CustomerCopy.objects.count() == 2


def test_a_row_with_an_id_that_cannot_be_is_left_out(
    connection: Connection, answers: Callable[..., None]
) -> None:
    """No address could open it."""
    answers(a_row("x" * 201), a_row("a/b"), a_row(".."), a_row("fine"))
    assert [copy.customer_id for copy in search(connection).copies] == ["fine"]


def test_a_row_without_figures_replaces_no_copy(
    connection: Connection, answers: Callable[..., None]
) -> None:
    """It is found, but the customer alone may say more than its row."""
    saved = save_copy(connection, cast.MARIEKE)
    answers(a_row(cast.MARIEKE, lifetimeCollected=None), a_row("new", lifetimeCollected=None))
    assert [copy.customer_id for copy in search(connection).copies] == [cast.MARIEKE, "new"]
    assert [copy.document for copy in CustomerCopy.objects.all()] == [saved.document]


def test_a_list_without_an_end_ends_with_the_deadline(
    connection: Connection, answers: Callable[..., None], settings: Settings
) -> None:
    """Saved copies serve, and say why; every page was counted."""
    settings.FLEXPORTAL_DEADLINE, settings.FLEXPORTAL_RATE_LIMIT = 1.0, 100_000
    answers(a_row("c"), endless=True)
    started = monotonic()
    found = search(connection)
    assert monotonic() - started < 3
    assert found.copies == ()
    assert getattr(found.problem, "reason", None) == "timeout"
    assert RequestWindow.objects.get().request_count > 3


def test_a_list_without_an_end_ends_with_the_budget(
    connection: Connection, answers: Callable[..., None], settings: Settings
) -> None:
    """A search takes no more requests than the tenant has left."""
    settings.FLEXPORTAL_RATE_LIMIT = 10
    answers(a_row("c"), endless=True)
    assert getattr(search(connection).problem, "reason", None) == "limited"


def test_saved_addresses_are_compared_as_people_write_them(
    connection: Connection, sandbox: Sandbox
) -> None:
    """Case and spaces do not count; another's address does not match."""
    save_copy(connection, cast.MARIEKE)
    sandbox.fault = "503"
    found = search(connection, " Marieke@HeuvelOosterbaan.example ")
    assert [copy.customer_id for copy in found.copies] == [cast.MARIEKE]
    assert search(connection, "oosterbaan.example").copies == ()
