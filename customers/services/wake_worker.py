"""Tell the background worker that something waits, so that it need not wait for the minute."""

from django.db import transaction
from django.dispatch import Signal

work_waits = Signal()


def wake_worker() -> None:
    """Once the transaction is through. What is to be done stands in the database by then.

    A worker that does not hear it finds the work by itself within a minute.
    """
    transaction.on_commit(lambda: work_waits.send(sender=None))
