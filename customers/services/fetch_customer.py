"""Ask FlexPortal for one customer and keep the answer; many who ask at once share one question."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from time import sleep
from uuid import UUID, uuid4

from django.db import transaction

from customers.flexportal.client import Client
from customers.flexportal.errors import FlexPortalError
from customers.models import Connection, CustomerCopy, FailureReason, FetchLease

from .count_request import count_request
from .errors import FetchFailed
from .explain_failure import fetch_failed
from .flexportal_client import client_for, question_seconds, rate_limit, waiting_places
from .keep_answer import keep_customer, keep_failure, keep_success
from .take_lease import fail_lease, release_lease, take_lease
from .wait_place import waiting_room

POLL_SECONDS = 0.05
LEASE_GRACE_SECONDS = 5.0
"""How much longer than its question a lease stands: time to keep what came."""


@dataclass(frozen=True, slots=True)
class Question:
    """One customer asked for through one connection; `clock` gives the moment, aware.

    `seconds` is how long it may take in all; None is as long as the settings allow.
    """

    connection: Connection
    customer_id: str
    clock: Callable[[], datetime]
    sleep: Callable[[float], None] = sleep
    seconds: float | None = None


def fetch_customer(question: Question) -> CustomerCopy:
    """Bring one fresh copy within the deadline, by asking or by waiting for whoever asks already.

    Raises NotAnId, KeyRefused, CustomerNotFound, FetchFailed, or Busy when as many threads as may
    already wait.
    """
    seconds = question_seconds() if question.seconds is None else question.seconds
    with waiting_room.place(waiting_places()):
        started = question.clock()
        ends = started + timedelta(seconds=seconds)
        while (left := (ends - question.clock()).total_seconds()) > 0:
            client = client_for(question.connection, deadline=left)
            outcome = _answer_or_turn(question, started, left)
            if isinstance(outcome, CustomerCopy):
                return outcome
            if outcome:
                return _ask(question, client, outcome)
            question.sleep(POLL_SECONDS)
    raise fetch_failed(FailureReason.TIMEOUT, None)


@transaction.atomic
def _answer_or_turn(
    question: Question, started: datetime, seconds: float
) -> CustomerCopy | UUID | None:
    """What another's question brought meanwhile, or else the right to ask; None while one asks.

    A key that FlexPortal has not accepted never profits from another's question: it asks itself.
    """
    tenant, customer_id, now = question.connection.tenant, question.customer_id, question.clock()
    holder = take_lease(tenant, customer_id, now=now, seconds=seconds + LEASE_GRACE_SECONDS)
    if not question.connection.is_working:
        holder = holder or uuid4()
    elif copy := _shared_answer(question, started):
        if holder:
            release_lease(tenant, customer_id, holder)
        return copy
    if holder:
        count_request(tenant, now=now, per_minute=rate_limit())
    return holder


def _ask(question: Question, client: Client, holder: UUID) -> CustomerCopy:
    connection, started = question.connection, question.clock()
    try:
        record = client.get_customer(question.customer_id)
    except FlexPortalError as error:
        raise _keep_failure(question, error, holder) from error
    now = question.clock()
    with transaction.atomic():
        release_lease(connection.tenant, question.customer_id, holder)
        keep_success(connection, started=started, now=now)
        return keep_customer(connection.tenant, record, now=now)


@transaction.atomic
def _keep_failure(question: Question, error: FlexPortalError, holder: UUID) -> Exception:
    """What FlexPortal's silence means is shared with those who wait; a refused key is not."""
    connection, now = question.connection, question.clock()
    failure = keep_failure(connection, question.customer_id, error, now=now)
    if isinstance(failure, FetchFailed):
        fail_lease(holder, failure, tenant=connection.tenant, now=now)
    else:
        release_lease(connection.tenant, question.customer_id, holder)
    return failure


def _shared_answer(question: Question, started: datetime) -> CustomerCopy | None:
    """What another's question brought meanwhile; raises FetchFailed as it did."""
    tenant, customer_id = question.connection.tenant, question.customer_id
    copies = CustomerCopy.objects.for_tenant(tenant).filter(customer_id=customer_id)
    if copy := copies.filter(fetched_at__gte=started).first():
        return copy
    leases = FetchLease.objects.for_tenant(tenant).filter(customer_id=customer_id)
    failed = leases.filter(subject="customer", failed_at__gte=started).first()
    if failed is not None:
        raise fetch_failed(FailureReason(failed.failure), failed.retry_after)
    return None
