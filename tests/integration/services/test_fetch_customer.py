"""One question for many who ask, through a real database file and real sockets."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from threading import Barrier, Thread
from time import monotonic

import pytest
from django.contrib.auth.models import User
from django.db import connections
from django.utils import timezone
from pytest_django.fixtures import Settings

from customers.models import Connection, CustomerCopy, FetchLease
from customers.sandbox import cast
from customers.sandbox.sandbox import Sandbox
from customers.services.errors import Busy, FetchFailed, KeyRefused, ServiceError
from customers.services.fetch_customer import Question, fetch_customer
from customers.services.take_lease import take_lease
from tests.integration.connections import WRONG_KEY, a_connection

pytestmark = pytest.mark.django_db(transaction=True)
MARIEKE = cast.MARIEKE
Outcome = CustomerCopy | ServiceError


def ask(connection: Connection) -> Outcome:
    """The copy, or why there is none."""
    try:
        return fetch_customer(Question(connection, MARIEKE, timezone.now))
    except ServiceError as error:
        return error


def all_at_once(asks: Sequence[Callable[[], Outcome]]) -> list[Outcome]:
    """Each in a thread of its own, with a database connection of its own."""
    outcomes: list[Outcome] = []
    start = Barrier(len(asks))

    def run(one: Callable[[], Outcome]) -> None:
        try:
            start.wait(10)
            outcomes.append(one())
        finally:
            connections.close_all()

    threads = [Thread(target=run, args=(one,)) for one in asks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return outcomes


@pytest.fixture(autouse=True)
def _room_for_everyone(settings: Settings) -> None:
    settings.FLEXPORTAL_WAITERS = 20


def test_twenty_at_once_ask_once(connection: Connection, sandbox: Sandbox) -> None:
    """And all of them get the answer."""
    sandbox.latency_ms = 1_000
    outcomes = all_at_once([lambda: ask(connection)] * 20)
    assert len(outcomes) == 20
    assert all(isinstance(one, CustomerCopy) for one in outcomes)
    assert len(sandbox.requests) == 1
    assert not FetchLease.objects.exists()


def test_a_failure_is_shared_like_an_answer(connection: Connection, sandbox: Sandbox) -> None:
    """Nobody asks a FlexPortal again that has just failed the one who asked for all."""
    sandbox.latency_ms, sandbox.fault = 1_000, "malformed"
    outcomes = all_at_once([lambda: ask(connection)] * 8)
    assert len(sandbox.requests) == 1
    assert {one.reason for one in outcomes if isinstance(one, FetchFailed)} == {"malformed"}
    assert len(outcomes) == 8
    sandbox.fault = None
    assert isinstance(ask(connection), CustomerCopy)


def test_a_shared_failure_says_when_to_come_back(
    connection: Connection, sandbox: Sandbox, settings: Settings
) -> None:
    """To all who waited."""
    settings.FLEXPORTAL_DEADLINE = 3
    sandbox.latency_ms, sandbox.limiter.per_minute = 1_000, 0
    outcomes = all_at_once([lambda: ask(connection)] * 4)
    assert [getattr(one, "retry_after", None) for one in outcomes] == [60.0] * 4
    assert len(sandbox.requests) == 1


def test_a_failure_before_my_time_is_not_mine(connection: Connection, sandbox: Sandbox) -> None:
    """Who asks later asks FlexPortal again, and old failures are forgotten."""
    sandbox.fault = "malformed"
    assert isinstance(ask(connection), FetchFailed)
    assert isinstance(ask(connection), FetchFailed)
    assert len(sandbox.requests) == 2
    FetchLease.objects.update(failed_at=timezone.now() - timedelta(minutes=2), customer_id="old")
    assert isinstance(ask(connection), FetchFailed)
    assert [one.customer_id for one in FetchLease.objects.all()] == [MARIEKE]


def test_a_refused_leader_leaves_the_question_to_others(
    connection: Connection, colleague: User, sandbox: Sandbox
) -> None:
    """Its refusal is its own; the colleague's key answers."""
    theirs = a_connection(colleague, verify=False, key=WRONG_KEY)
    sandbox.requests.clear()
    sandbox.latency_ms = 200
    outcomes = all_at_once([lambda: ask(theirs), lambda: ask(connection)])
    assert {type(one) for one in outcomes} == {KeyRefused, CustomerCopy}
    assert len(sandbox.requests) == 2


def test_an_untried_key_never_waits_for_anothers_answer(
    connection: Connection, colleague: User, sandbox: Sandbox
) -> None:
    """It asks itself, though somebody is asking, and leaves their lease alone."""
    theirs = a_connection(colleague, verify=False, key=WRONG_KEY)
    sandbox.requests.clear()
    take_lease(connection.tenant, MARIEKE, now=timezone.now(), seconds=60)
    assert isinstance(ask(theirs), KeyRefused)
    assert len(sandbox.requests) == 1
    assert FetchLease.objects.count() == 1


def test_a_dead_leader_blocks_nobody_for_long(connection: Connection, sandbox: Sandbox) -> None:
    """Its lease runs out, and the next one asks."""
    take_lease(connection.tenant, MARIEKE, now=timezone.now(), seconds=0.4)
    started = monotonic()
    assert isinstance(ask(connection), CustomerCopy)
    assert 0.2 < monotonic() - started < 3
    assert len(sandbox.requests) == 1


def test_waiting_ends_with_the_deadline(
    connection: Connection, sandbox: Sandbox, settings: Settings
) -> None:
    """Whatever the leader does; the question may be given less time than the settings allow."""
    take_lease(connection.tenant, MARIEKE, now=timezone.now(), seconds=60)
    settings.FLEXPORTAL_DEADLINE = 30
    started = monotonic()
    with pytest.raises(FetchFailed) as failure:
        fetch_customer(Question(connection, MARIEKE, timezone.now, seconds=0.3))
    assert failure.value.reason == "timeout"
    assert 0.25 < monotonic() - started < 2
    assert len(sandbox.requests) == 0


def test_only_so_many_may_wait(
    connection: Connection, sandbox: Sandbox, settings: Settings
) -> None:
    """The rest is told at once; the place is free again afterwards, after a failure too."""
    settings.FLEXPORTAL_WAITERS = 1
    sandbox.latency_ms = 500
    outcomes = all_at_once([lambda: ask(connection)] * 3)
    assert sorted(type(one).__name__ for one in outcomes) == ["Busy", "Busy", "CustomerCopy"]
    assert {one.retry_after for one in outcomes if isinstance(one, Busy)} == {2.0}
    sandbox.latency_ms, sandbox.fault = 0, "malformed"
    assert isinstance(ask(connection), FetchFailed)
    assert isinstance(ask(connection), FetchFailed)


def test_times_are_kept(connection: Connection) -> None:
    """When the key was accepted and when the tenant answered, and how quickly."""
    before = timezone.now()
    assert isinstance(ask(connection), CustomerCopy)
    connection.refresh_from_db()
    accepted: datetime | None = connection.accepted_at
    assert accepted
    assert accepted >= before
    assert connection.tenant.answered_at
    assert connection.tenant.answered_at >= before
    assert connection.tenant.answered_in_ms is not None
