"""Open one customer for one user: from the saved copy where it is enough, from FlexPortal else."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from django.db import DatabaseError

from customers.domain.customer import Customer
from customers.domain.document import OutdatedDocument, from_document
from customers.domain.identify import NotAnId as CannotBeAnId
from customers.domain.identify import check_customer_id
from customers.models import Connection, CustomerCopy, RecentCustomer
from customers.models.prepared import Select, Upsert, slot

from .errors import Busy, FetchFailed, NotAnId
from .fetch_customer import Question, fetch_customer
from .mark_failed import mark_failed
from .write_lightly import lightly

logger = logging.getLogger(__name__)

_COPY = Select(
    lambda: (
        CustomerCopy.objects.for_tenant(slot("tenant"))
        .filter(customer_id=slot("customer_id"))
        .defer("body")
    )
)
_RECENT = Upsert(RecentCustomer, unique=("user", "tenant", "customer_id"), changed=("opened_at",))
OPENED_NOTED_EVERY = timedelta(minutes=1)
"""How exactly the list of recent customers is kept; more would cost a write at every view."""
NOTED_AT_MOST = 10_000
_noted: dict[tuple[UUID, str], datetime] = {}
"""When this process last tried to put a customer into the list of a connection's user."""


@dataclass(frozen=True, slots=True)
class Opened:
    """What may be shown: the copy, the customer before it came, or why no fresh one did."""

    copy: CustomerCopy
    customer: Customer
    before: Customer | None = None
    problem: FetchFailed | Busy | None = None


def open_customer(
    connection: Connection, customer_id: str, *, refresh: bool, clock: Callable[[], datetime]
) -> Opened:
    """Show the saved copy at once; ask FlexPortal when there is none, or when told to refresh.

    A key that FlexPortal refuses, or has never accepted, opens no saved copy.
    Raises NotAnId, KeyRefused, CustomerNotFound; FetchFailed and Busy only without a saved copy.
    """
    check_id(customer_id)
    saved = open_saved(connection, customer_id)
    if saved is not None and not refresh:
        opened = saved
    else:
        question = Question(
            connection, customer_id, clock, kept=lambda: _note(connection, customer_id, clock())
        )
        opened = _ask(question, saved)
    if not _is_noted(connection, customer_id, clock()):
        _remember(connection, customer_id, clock())
    return opened


def check_id(text: str) -> None:
    """Raise NotAnId, saying what is wrong, for what cannot be a customer id."""
    try:
        check_customer_id(text)
    except CannotBeAnId as error:
        raise NotAnId(error.reason) from error


def open_saved(connection: Connection, customer_id: str) -> Opened | None:
    """The saved copy, where this connection may show it and this Recoup can read it."""
    if not connection.is_working:
        return None
    copy = _COPY.first(tenant=connection.tenant_id, customer_id=customer_id)
    try:
        return Opened(copy, from_document(copy.document)) if copy else None
    except OutdatedDocument:
        return None


def _ask(question: Question, saved: Opened | None) -> Opened:
    try:
        copy = fetch_customer(question)
    except Busy as problem:
        if saved is None:
            raise
        return replace(saved, problem=problem)
    except FetchFailed as problem:
        if saved is None:
            raise
        mark_failed(saved.copy, problem, now=question.clock())
        return replace(saved, problem=problem)
    return Opened(copy, from_document(copy.document), before=saved.customer if saved else None)


def _remember(connection: Connection, customer_id: str, now: datetime) -> None:
    """The list is a help: a database that cannot be written to costs nobody the customer."""
    _mark_noted(connection, customer_id, now)  # a write that fails is not tried at every view
    try:
        with lightly():
            _note(connection, customer_id, now)
    except DatabaseError:
        logger.warning("The list of recent customers cannot be kept.", exc_info=True)


def _is_noted(connection: Connection, customer_id: str, now: datetime) -> bool:
    noted_at = _noted.get((connection.pk, customer_id))
    return noted_at is not None and now - noted_at < OPENED_NOTED_EVERY


def _mark_noted(connection: Connection, customer_id: str, now: datetime) -> None:
    if len(_noted) >= NOTED_AT_MOST:
        _noted.clear()
    _noted[connection.pk, customer_id] = now


def _note(connection: Connection, customer_id: str, now: datetime) -> None:
    """Put the customer at the top of the user's list."""
    recent = RecentCustomer(
        user_id=connection.user_id,
        tenant=connection.tenant,
        customer_id=customer_id,
        opened_at=now,
    )
    _mark_noted(connection, customer_id, now)
    _RECENT.save(recent)
