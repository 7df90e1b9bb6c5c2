"""Many who want the same list ask once."""

from threading import Barrier, Thread

import pytest
from django.db import connection as database
from django.utils import timezone
from pytest_django.fixtures import Settings

from customers.models import Connection, FetchLease, ListKind
from customers.sandbox import cast
from customers.sandbox.sandbox import Sandbox
from customers.services.errors import FetchFailed
from customers.services.fetch_list import fetch_list

pytestmark = pytest.mark.django_db(transaction=True)


def all_at_once(connection: Connection, kinds: list[ListKind]) -> None:
    """Fetch each list in a thread of its own, all at the same moment."""
    barrier = Barrier(len(kinds))

    def run(kind: ListKind) -> None:
        barrier.wait()
        fetch_list(connection, cast.MARIEKE, kind, timezone.now)
        database.close()

    threads = [Thread(target=run, args=(kind,)) for kind in kinds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_ten_at_once_ask_once(connection: Connection, sandbox: Sandbox, settings: Settings) -> None:
    settings.FLEXPORTAL_WAITERS, sandbox.latency_ms = 10, 200
    all_at_once(connection, [ListKind.ORDERS] * 10)
    assert sandbox.count_requests("/v1/orders") == 1


def test_the_lists_of_one_customer_do_not_wait_for_each_other(
    connection: Connection, sandbox: Sandbox
) -> None:
    all_at_once(connection, list(ListKind))
    assert len(sandbox.requests) == 4
    assert not FetchLease.objects.exists()


def test_a_list_without_end_is_given_up(
    connection: Connection, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However quick its pages are, a list may not hold a waiting place for ever."""
    monkeypatch.setattr("customers.services.ask_once.LONGEST_SECONDS", 0.0)
    with pytest.raises(FetchFailed) as failed:
        fetch_list(connection, cast.TWO_THOUSAND_PAYMENTS, ListKind.PAYMENTS, timezone.now)
    assert failed.value.reason == "timeout"
    assert len(sandbox.requests) == 1
