"""Ask FlexPortal one question; many who ask it at once share one answer, across processes."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from time import sleep
from typing import Generic, TypeVar
from uuid import UUID, uuid4

from django.db import transaction

from customers.flexportal.client import Client
from customers.flexportal.errors import FlexPortalError
from customers.models import Connection, FailureReason

from .count_request import count_request
from .errors import FetchFailed
from .flexportal_client import client_for, question_seconds, rate_limit, waiting_places
from .keep_answer import keep_failure, keep_success
from .take_lease import prolong_lease, release_lease, take_lease
from .wait_place import waiting_room

POLL_SECONDS = 0.05
LEASE_GRACE_SECONDS = 5.0
"""How much longer than its question a lease stands: time to keep what came."""
LONGEST_SECONDS = 60.0
"""How long the pages of one list may take together, each within the time of a question."""

Answer = TypeVar("Answer")
Kept = TypeVar("Kept")
Further = Callable[[], None]


@dataclass(frozen=True, slots=True)
class Question(Generic[Answer, Kept]):
    """One customer, or one of its lists (`subject`), asked for through one connection.

    `ask` brings the answer; before each page after the first it calls what it is given, which
    counts the request. `keep` saves the answer as of a moment; `kept_since` finds what another
    has kept meanwhile. `about` stands in the record of a fault.
    """

    connection: Connection
    customer_id: str
    subject: str
    about: str
    ask: Callable[[Client, Further], Answer]
    keep: Callable[[Answer, datetime], Kept]
    kept_since: Callable[[datetime], Kept | None]
    clock: Callable[[], datetime]
    sleep: Callable[[float], None] = sleep


def ask_once(question: Question[Answer, Kept]) -> Kept:
    """Bring one fresh answer within the deadline, by asking or by waiting for whoever asks already.

    Raises NotAnId, KeyRefused, CustomerNotFound, FetchFailed, or Busy when as many threads as may
    already wait.
    """
    with waiting_room.place(waiting_places()):
        started = question.clock()
        ends = started + timedelta(seconds=question_seconds())
        while (left := (ends - question.clock()).total_seconds()) > 0:
            client = client_for(question.connection, deadline=left)
            if holder := _take_turn(question, left):
                return _ask(question, client, holder)
            question.sleep(POLL_SECONDS)
            if kept := question.kept_since(started):
                return kept
    raise FetchFailed(FailureReason.TIMEOUT, None, "FlexPortal did not answer in time.")


@transaction.atomic
def _take_turn(question: Question[Answer, Kept], seconds: float) -> UUID | None:
    """The right to ask; None while another asks.

    A key that FlexPortal has not accepted never profits from another's question: it asks itself.
    """
    tenant, now = question.connection.tenant, question.clock()
    holder = take_lease(
        tenant,
        question.customer_id,
        now=now,
        seconds=seconds + LEASE_GRACE_SECONDS,
        subject=question.subject,
    )
    if holder is None and question.connection.is_working:
        return None
    count_request(tenant, now=now, per_minute=rate_limit())
    return holder or uuid4()


def _ask(question: Question[Answer, Kept], client: Client, holder: UUID) -> Kept:
    connection, started = question.connection, question.clock()
    try:
        answer = question.ask(client, lambda: _go_on(question, holder, started))
    except FlexPortalError as error:
        failure = keep_failure(connection, question.about, error, now=question.clock())
        raise failure from error
    else:
        now = question.clock()
        with transaction.atomic():
            keep_success(connection, started=started, now=now)
            return question.keep(answer, now)
    finally:
        release_lease(connection.tenant, question.customer_id, holder)


def _go_on(question: Question[Answer, Kept], holder: UUID, started: datetime) -> None:
    """Another page is another question: counted, and the lease stands for it too."""
    tenant, now = question.connection.tenant, question.clock()
    if (now - started).total_seconds() > LONGEST_SECONDS:
        raise FetchFailed(FailureReason.TIMEOUT, None, "FlexPortal did not answer in time.")
    count_request(tenant, now=now, per_minute=rate_limit())
    seconds = question_seconds() + LEASE_GRACE_SECONDS
    prolong_lease(tenant, holder, until=now + timedelta(seconds=seconds))
