"""Mark a saved copy that could not be renewed."""

from datetime import datetime, timedelta

from customers.models import CustomerCopy, ListCopy

from .errors import FetchFailed


def mark_failed(saved: CustomerCopy | ListCopy, problem: FetchFailed, *, now: datetime) -> None:
    """The copy is called stale, for whoever sees it, until a try succeeds.

    A copy that another has renewed meanwhile stays as it is.
    """
    wait = timedelta(seconds=problem.retry_after) if problem.retry_after else None
    saved.failed_at, saved.failure = now, problem.reason
    saved.retry_at = now + wait if wait else None
    unchanged = type(saved)._default_manager.filter(pk=saved.pk, fetched_at=saved.fetched_at)
    unchanged.update(failed_at=now, failure=saved.failure, retry_at=saved.retry_at)
