"""Seal a key into its connection."""

from datetime import datetime

from customers.models import Connection

from .flexportal_client import Secret, seal_key

_TAIL_LENGTH = 4
_SHOWS_TAIL_FROM = 12
"""Of a shorter key, the last four signs would give away too much."""


def keep_key(connection: Connection, key: Secret, *, accepted_at: datetime | None) -> None:
    """Save the connection with this key; `accepted_at` is None for a key that was not tried.

    The last refusal stays on record, and stands no longer.
    """
    text = key.reveal()
    connection.sealed_key = seal_key(connection, key)
    connection.key_tail = text[-_TAIL_LENGTH:] if len(text) >= _SHOWS_TAIL_FROM else ""
    connection.accepted_at, connection.refused_since = accepted_at, None
    connection.save()
