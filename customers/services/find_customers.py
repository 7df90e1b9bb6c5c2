"""Find the customers of a tenant by exact e-mail address."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from customers.flexportal.client import Client
from customers.flexportal.errors import FlexPortalError
from customers.flexportal.records import CustomerRecord
from customers.models import Connection, CustomerCopy

from .count_request import count_request
from .errors import Busy, FetchFailed
from .flexportal_client import client_for, rate_limit, waiting_places
from .keep_answer import keep_customer, keep_failure, keep_success
from .wait_place import waiting_room


@dataclass(frozen=True, slots=True)
class Found:
    """The customers with that address; `problem` says why they come from saved copies, if so."""

    copies: tuple[CustomerCopy, ...]
    problem: FetchFailed | Busy | None = None


def find_by_email(connection: Connection, email: str, *, clock: Callable[[], datetime]) -> Found:
    """Ask FlexPortal who has this address, and keep the answers; saved copies serve in need.

    Inactive customers may be hidden from the plain list (contract D34): they are asked for only
    when the plain list has nobody, so that one question answers nearly every search.

    Raises KeyRefused; FetchFailed and Busy only when no saved copy may be shown.
    """
    try:
        return Found(_ask(connection, email, clock))
    except (FetchFailed, Busy) as problem:
        if not connection.is_working:
            raise
        copies = CustomerCopy.objects.for_tenant(connection.tenant).with_email(email)
        return Found(tuple(copies.defer("body").order_by("customer_id")), problem)


def _ask(
    connection: Connection, email: str, clock: Callable[[], datetime]
) -> tuple[CustomerCopy, ...]:
    with waiting_room.place(waiting_places()):
        client, started = client_for(connection), clock()
        try:
            records = _with_email(client, connection, email, clock)
        except FlexPortalError as error:
            raise keep_failure(connection, email, error, now=clock()) from error
    now = clock()
    with transaction.atomic():
        keep_success(connection, started=started, now=now)
        return tuple(keep_customer(connection.tenant, record, now=now) for record in records)


def _with_email(
    client: Client, connection: Connection, email: str, clock: Callable[[], datetime]
) -> list[CustomerRecord]:
    count_request(connection.tenant, now=clock(), per_minute=rate_limit())
    if records := list(client.list_customers(email=email)):
        return records
    count_request(connection.tenant, now=clock(), per_minute=rate_limit())
    return list(client.list_customers(email=email, status="inactive"))
