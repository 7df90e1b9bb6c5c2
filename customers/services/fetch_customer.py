"""Ask FlexPortal for one customer and keep the answer; many who ask at once share one question."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from time import sleep
from uuid import UUID, uuid4

from django.db import transaction

from customers.flexportal.client import Client
from customers.flexportal.errors import FlexPortalError
from customers.models import Connection, CustomerCopy, FailureReason

from .count_request import count_request
from .errors import FetchFailed
from .flexportal_client import client_for, question_seconds, rate_limit, waiting_places
from .keep_answer import keep_customer, keep_failure, keep_success
from .take_lease import release_lease, take_lease
from .wait_place import waiting_room

POLL_SECONDS = 0.05
LEASE_GRACE_SECONDS = 5.0
"""How much longer than its question a lease stands: time to keep what came."""


@dataclass(frozen=True, slots=True)
class Question:
    """One customer asked for through one connection; `clock` gives the moment, aware."""

    connection: Connection
    customer_id: str
    clock: Callable[[], datetime]
    sleep: Callable[[float], None] = sleep


def fetch_customer(question: Question) -> CustomerCopy:
    """Bring one fresh copy within the deadline, by asking or by waiting for whoever asks already.

    Raises NotAnId, KeyRefused, CustomerNotFound, FetchFailed, or Busy when as many threads as may
    already wait.
    """
    with waiting_room.place(waiting_places()):
        started = question.clock()
        ends = started + timedelta(seconds=question_seconds())
        while (left := (ends - question.clock()).total_seconds()) > 0:
            client = client_for(question.connection, deadline=left)
            holder = _take_turn(question, left)
            if holder:
                return _ask(question, client, holder)
            question.sleep(POLL_SECONDS)
            if copy := _answer_since(question, started):
                return copy
    raise FetchFailed(FailureReason.TIMEOUT, None, "FlexPortal did not answer in time.")


@transaction.atomic
def _take_turn(question: Question, seconds: float) -> UUID | None:
    """The right to ask; None while another asks.

    A key that FlexPortal has not accepted never profits from another's question: it asks itself.
    """
    tenant, now = question.connection.tenant, question.clock()
    holder = take_lease(
        tenant, question.customer_id, now=now, seconds=seconds + LEASE_GRACE_SECONDS
    )
    if holder is None and question.connection.is_working:
        return None
    count_request(tenant, now=now, per_minute=rate_limit())
    return holder or uuid4()


def _ask(question: Question, client: Client, holder: UUID) -> CustomerCopy:
    connection, started = question.connection, question.clock()
    try:
        record = client.get_customer(question.customer_id)
    except FlexPortalError as error:
        with transaction.atomic():
            release_lease(connection.tenant, question.customer_id, holder)
            failure = keep_failure(connection, question.customer_id, error, now=question.clock())
        raise failure from error
    now = question.clock()
    with transaction.atomic():
        release_lease(connection.tenant, question.customer_id, holder)
        keep_success(connection, started=started, now=now)
        return keep_customer(connection.tenant, record, now=now)


def _answer_since(question: Question, started: datetime) -> CustomerCopy | None:
    return (
        CustomerCopy.objects.for_tenant(question.connection.tenant)
        .filter(customer_id=question.customer_id, fetched_at__gte=started)
        .first()
    )
