"""Ask FlexPortal for one customer and keep the answer; many who ask at once share one question."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db import models

from customers.flexportal.records import CustomerRecord
from customers.models import Connection, CustomerCopy
from customers.models.prepared import Select, slot

from . import ask_once
from .keep_answer import keep_customer

_KEPT_SINCE = Select(
    lambda: CustomerCopy.objects.for_tenant(slot("tenant")).filter(
        customer_id=slot("customer_id"), fetched_at__gte=slot("since", models.DateTimeField())
    )
)


@dataclass(frozen=True, slots=True)
class Question:
    """One customer asked for through one connection; `clock` gives the moment, aware.

    `seconds` is how long it may take in all; None is as long as the settings allow. `kept` is
    called when the answer is kept, in the same transaction.
    """

    connection: Connection
    customer_id: str
    clock: Callable[[], datetime]
    seconds: float | None = None
    kept: Callable[[], None] = lambda: None


def fetch_customer(question: Question) -> CustomerCopy:
    """Bring one fresh copy within the deadline, by asking or by waiting for whoever asks already.

    Raises NotAnId, KeyRefused, CustomerNotFound, FetchFailed, or Busy when as many threads as may
    already wait.
    """
    tenant, customer_id = question.connection.tenant, question.customer_id

    def keep(record: CustomerRecord, now: datetime) -> CustomerCopy:
        question.kept()
        return keep_customer(tenant, record, now=now)

    return ask_once.ask_once(
        ask_once.Question(
            question.connection,
            customer_id,
            subject="customer",
            about=customer_id,
            ask=lambda client, _: client.get_customer(customer_id),
            keep=keep,
            kept_since=lambda since: _KEPT_SINCE.first(
                tenant=tenant.pk, customer_id=customer_id, since=since
            ),
            clock=question.clock,
            seconds=question.seconds,
        )
    )
