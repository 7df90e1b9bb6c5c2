"""Find the customers of a tenant by exact e-mail address."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from customers.domain.identify import can_be_customer_id
from customers.flexportal.errors import FlexPortalError, TimedOut
from customers.flexportal.records import CustomerRecord
from customers.models import Connection, CustomerCopy

from .counted_client import counted_client
from .errors import Busy, FetchFailed
from .flexportal_client import question_seconds, waiting_places
from .keep_answer import keep_failure, keep_listed, keep_success
from .wait_place import waiting_room


@dataclass(frozen=True, slots=True)
class Search:
    """One e-mail address looked for through one connection; `clock` gives the moment, aware.

    `seconds` is how long it may take in all; None is as long as the settings allow.
    """

    connection: Connection
    email: str
    clock: Callable[[], datetime]
    seconds: float | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """The customers with that address; `problem` says why they come from saved copies, if so."""

    copies: tuple[CustomerCopy, ...]
    problem: FetchFailed | Busy | None = None


def find_by_email(search: Search) -> Found:
    """Ask FlexPortal who has this address, and keep the answers; saved copies serve in need.

    Raises KeyRefused; FetchFailed and Busy only when no saved copy may be shown.
    """
    connection = search.connection
    try:
        return Found(_ask(search))
    except (FetchFailed, Busy) as problem:
        if not connection.is_working:
            raise
        copies = CustomerCopy.objects.for_tenant(connection.tenant).with_email(search.email)
        return Found(tuple(copies.defer("body").order_by("customer_id")), problem)


def _ask(search: Search) -> tuple[CustomerCopy, ...]:
    connection = search.connection
    with waiting_room.place(waiting_places()):
        started = search.clock()
        try:
            records = {one.customer_id: one for one in _with_email(search, started)}
        except FlexPortalError as error:
            asked_for = "customers by e-mail address"
            raise keep_failure(connection, asked_for, error, now=search.clock()) from error
    now = search.clock()
    with transaction.atomic():
        keep_success(connection, started=started, now=now)
        return tuple(
            keep_listed(connection.tenant, records[customer_id], now=now)
            for customer_id in sorted(records)
        )


def _with_email(search: Search, started: datetime) -> Iterator[CustomerRecord]:
    """Inactive customers may be hidden from the plain list, so they are asked for too (D34)."""
    seconds = question_seconds() if search.seconds is None else search.seconds
    ends = started + timedelta(seconds=seconds)
    for status in (None, "inactive"):
        rows = _rows(search, status, ends)
        yield from (row for row in rows if can_be_customer_id(row.customer_id))


def _rows(search: Search, status: str | None, ends: datetime) -> Iterator[CustomerRecord]:
    """Page by page, each counted, and all of them within the time of one question."""
    connection, cursor, more = search.connection, None, True
    while more:
        now = search.clock()
        if now >= ends:
            raise TimedOut("the time for the question was used up between two pages")
        client = counted_client(connection, clock=search.clock, ends=ends)
        pages = client.list_customer_pages(email=search.email, status=status, start_after=cursor)
        page = next(pages)
        yield from page.items
        more = page.next_cursor not in {None, cursor}
        cursor = page.next_cursor
