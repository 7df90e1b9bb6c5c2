"""Write what need not outlive a power cut: who asks right now, how often, who was opened last."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

SYNCED_AT_CHECKPOINTS = 1
"""SQLite's `synchronous=NORMAL`: a commit does not wait for the disk."""


@contextmanager
def lightly() -> Iterator[None]:
    """A transaction that everybody sees at once, whole or not at all; it survives the process.

    Only a machine that loses its power may forget the last of them. Within another transaction it
    is part of that one, and kept as that one is.
    """
    if connection.in_atomic_block:
        with transaction.atomic():
            yield
    elif connection.vendor == "sqlite":
        with _synced_later(), transaction.atomic():
            yield
    else:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET LOCAL synchronous_commit TO OFF")
            yield


@contextmanager
def _synced_later() -> Iterator[None]:
    """SQLite takes this from the connection, and only between transactions."""
    with connection.cursor() as cursor:
        level = cursor.execute("PRAGMA synchronous").fetchone()[0]
        if level <= SYNCED_AT_CHECKPOINTS:
            yield
            return
        cursor.execute(f"PRAGMA synchronous = {SYNCED_AT_CHECKPOINTS}")
        try:
            yield
        finally:
            cursor.execute(f"PRAGMA synchronous = {level}")
