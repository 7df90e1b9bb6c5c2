"""Whether FlexPortal takes a connection's key: what it said last, and in which words."""

from datetime import datetime, timedelta

from customers.flexportal.errors import Forbidden, Refused
from customers.models import Connection
from customers.models.connection import ConnectionQuerySet

from .errors import KeyRefused, WrongTenant

ACCEPTED_NOTED_EVERY = timedelta(seconds=30)
"""How exactly an acceptance is kept; more would cost a write at every lookup."""


def record_accepted(connection: Connection, now: datetime) -> None:
    """The key works: saved copies open again."""
    noted = connection.accepted_at
    if connection.refused_since is None and noted and now - noted < ACCEPTED_NOTED_EVERY:
        return
    connection.accepted_at, connection.refused_since = now, None
    _same_key(connection).update(accepted_at=now, refused_since=None)


def record_refused(connection: Connection, now: datetime, reason: str) -> None:
    """The key does not work: saved copies are withheld from this user from now on."""
    connection.refused_since = connection.refused_since or now
    connection.refused_at, connection.refusal = now, reason[:200]
    _same_key(connection).update(
        refused_since=connection.refused_since,
        refused_at=connection.refused_at,
        refusal=connection.refusal,
    )


def refusal_of(error: Refused) -> KeyRefused:
    """The refusal as a person is told of it."""
    if isinstance(error, Forbidden):
        return WrongTenant("FlexPortal does not let this key into this tenant (403).")
    return KeyRefused("FlexPortal refused this key (401).")


def _same_key(connection: Connection) -> ConnectionQuerySet:
    # an answer to a key that was replaced meanwhile says nothing about the new one
    return Connection.objects.filter(pk=connection.pk, sealed_key=bytes(connection.sealed_key))
