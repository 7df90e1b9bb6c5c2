"""Ask FlexPortal one question; many who ask it at once share one answer, across processes."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from time import sleep
from typing import Generic, TypeVar
from uuid import UUID, uuid4

from django.db import models, transaction

from customers.flexportal.client import Client
from customers.flexportal.errors import FlexPortalError
from customers.models import Connection, FailureReason, FetchLease
from customers.models.prepared import Select, slot

from .count_request import count_request, counted_repeats, wait_and_count
from .errors import FetchFailed, ServiceError, TokensGone
from .explain_failure import fetch_failed
from .flexportal_client import client_for, question_seconds, rate_limit, waiting_places
from .keep_answer import keep_failure, keep_success
from .take_lease import fail_lease, prolong_lease, release_lease, take_lease
from .wait_place import waiting_room
from .write_lightly import lightly

POLL_SECONDS = 0.05
LEASE_GRACE_SECONDS = 5.0
"""How much longer than its question a lease stands: time to keep what came."""
LONGEST_SECONDS = 60.0
"""How long the pages of one list may take together, each within the time of a question."""

_FAILED_SINCE = Select(
    lambda: FetchLease.objects.for_tenant(slot("tenant")).filter(
        customer_id=slot("customer_id"),
        subject=slot("subject"),
        failed_at__gte=slot("since", models.DateTimeField()),
    )
)

Answer = TypeVar("Answer")
Kept = TypeVar("Kept")
Further = Callable[[], None]


@dataclass(frozen=True, slots=True)
class Question(Generic[Answer, Kept]):
    """One customer, or one of its lists (`subject`), asked for through one connection.

    `ask` brings the answer; before each page after the first it calls what it is given, which
    counts the request. `keep` saves the answer as of a moment; `kept_since` finds what another
    has kept meanwhile. `about` stands in the record of a fault. `clock` gives the moment, aware;
    `seconds` is how long one page may take, None as long as the settings allow.
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
    seconds: float | None = None


@dataclass(frozen=True, slots=True)
class _Turn(Generic[Kept]):
    """The right to ask, or what another has kept; neither while another asks."""

    holder: UUID | None
    kept: Kept | None = None


def ask_once(question: Question[Answer, Kept]) -> Kept:
    """Bring one fresh answer within the deadline, by asking or by waiting for whoever asks already.

    Raises NotAnId, KeyRefused, CustomerNotFound, FetchFailed, or Busy when as many threads as may
    already wait.
    """
    seconds = question_seconds() if question.seconds is None else question.seconds
    with waiting_room.place(waiting_places()):
        started = question.clock()
        ends = started + timedelta(seconds=seconds)
        while (left := (ends - question.clock()).total_seconds()) > 0:
            client = _client(question, left)
            try:
                turn = _turn_or_answer(question, started, left)
            except TokensGone as gone:
                question.sleep(_wait_for_room(gone, left))
                continue
            if turn.kept is not None:
                return turn.kept
            if turn.holder:
                return _ask(question, client, turn.holder)
            question.sleep(POLL_SECONDS)
    raise fetch_failed(FailureReason.TIMEOUT, None)


def _client(question: Question[Answer, Kept], left: float) -> Client:
    repeats = counted_repeats(
        question.connection.tenant, clock=question.clock, per_minute=rate_limit()
    )
    return client_for(question.connection, deadline=left, may_repeat=repeats)


def _wait_for_room(gone: TokensGone, left: float) -> float:
    """How long to wait for the plan's next token; a wait that leaves no time is refused now."""
    wait = max(gone.retry_after or 0.0, POLL_SECONDS)
    if wait >= left:
        raise gone
    return wait


@lightly()
def _turn_or_answer(
    question: Question[Answer, Kept], started: datetime, seconds: float
) -> _Turn[Kept]:
    """The right to ask, or what another's question brought meanwhile; neither while one asks.

    An answer is looked for after taking the lease: whoever released it has kept theirs by then. A
    key that FlexPortal has not accepted never profits from another's question: it asks itself.
    """
    tenant, now = question.connection.tenant, question.clock()
    holder = take_lease(
        tenant,
        question.customer_id,
        now=now,
        seconds=seconds + LEASE_GRACE_SECONDS,
        subject=question.subject,
    )
    if not question.connection.is_working:
        holder = holder or uuid4()
    elif (kept := _answer_since(question, started)) is not None:
        if holder:
            release_lease(tenant, question.customer_id, holder)
        return _Turn(None, kept)
    if holder:
        count_request(tenant, now=now, per_minute=rate_limit())
    return _Turn(holder)


def _answer_since(question: Question[Answer, Kept], started: datetime) -> Kept | None:
    """What another's question brought; raises FetchFailed if that is how it ended."""
    if (kept := question.kept_since(started)) is not None:
        return kept
    if lease := _FAILED_SINCE.first(
        tenant=question.connection.tenant_id,
        customer_id=question.customer_id,
        subject=question.subject,
        since=started,
    ):
        raise fetch_failed(FailureReason(lease.failure), lease.retry_after)
    return None


def _ask(question: Question[Answer, Kept], client: Client, holder: UUID) -> Kept:
    connection, started = question.connection, question.clock()
    try:
        answer = question.ask(client, lambda: _go_on(question, holder, started))
    except (FlexPortalError, FetchFailed) as error:
        raise _give_up(question, holder, error) from error
    now = question.clock()
    with transaction.atomic():
        release_lease(connection.tenant, question.customer_id, holder)
        keep_success(connection, started=started, now=now)
        return question.keep(answer, now)


@transaction.atomic
def _give_up(
    question: Question[Answer, Kept], holder: UUID, error: FlexPortalError | FetchFailed
) -> ServiceError:
    """A failure of FlexPortal's is told to all who wait; a key that it refused is one's own."""
    connection, now = question.connection, question.clock()
    if isinstance(error, FlexPortalError):
        failure = keep_failure(connection, question.about, error, now=now)
    else:
        failure = error
    if isinstance(failure, FetchFailed):
        fail_lease(holder, failure, tenant=connection.tenant, now=now)
    else:
        release_lease(connection.tenant, question.customer_id, holder)
    return failure


def _go_on(question: Question[Answer, Kept], holder: UUID, started: datetime) -> None:
    """Another page is another question: counted, and the lease stands for it too."""
    tenant, now = question.connection.tenant, question.clock()
    if (now - started).total_seconds() > LONGEST_SECONDS:
        raise fetch_failed(FailureReason.TIMEOUT, None)
    wait_and_count(
        tenant,
        clock=question.clock,
        per_minute=rate_limit(),
        seconds=question_seconds(),
        sleep=question.sleep,
    )
    seconds = question_seconds() + LEASE_GRACE_SECONDS
    with lightly():
        prolong_lease(tenant, holder, until=now + timedelta(seconds=seconds))
