"""Write down what FlexPortal said of a connection's key."""

from datetime import datetime, timedelta

from customers.models import Connection
from customers.models.connection import ConnectionQuerySet

from .errors import KeyRefused

ACCEPTED_NOTED_EVERY = timedelta(seconds=30)
"""How exactly the last acceptance is kept; more would cost a write at every lookup."""


def record_accepted(connection: Connection, *, now: datetime) -> None:
    """The key works: saved copies open again."""
    noted = connection.accepted_at
    if connection.is_working and noted and now - noted < ACCEPTED_NOTED_EVERY:
        return
    connection.accepted_at, connection.refused_since = now, None
    _same_key(connection).update(accepted_at=now, refused_since=None)


def record_refused(connection: Connection, error: KeyRefused, *, now: datetime) -> None:
    """The key does not work: saved copies are withheld from this user from now on."""
    refused_since = connection.refused_since or now
    connection.refused_since, connection.refused_at = refused_since, now
    connection.refusal = error.explanation
    _same_key(connection).update(
        refused_since=refused_since, refused_at=now, refusal=error.explanation
    )


def _same_key(connection: Connection) -> ConnectionQuerySet:
    # an answer to a key that was replaced meanwhile says nothing about the new one
    return Connection.objects.filter(pk=connection.pk, sealed_key=bytes(connection.sealed_key))
