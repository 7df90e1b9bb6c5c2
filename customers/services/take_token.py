"""Wait until a sync may ask for a further page."""

from datetime import timedelta

from django.db import transaction

from .count_request import count_pages
from .flexportal_client import rate_limit
from .sync_work import Work

LONGEST_WAIT = 10.0
"""Seconds; the lease is prolonged between two waits."""
GOOD_FOR = timedelta(seconds=1)


def take_token(work: Work) -> None:
    """Spend a token, or wait for one: only a full bucket gives any, so that people go first.

    Raises LostRun when somebody stops the run meanwhile.
    """
    now = work.time.clock()
    if work.tokens and work.tokens_until and now < work.tokens_until:
        work.tokens -= 1
        return
    proved = now
    while True:
        count, wait = count_pages(work.tenant, now=now, per_minute=rate_limit())
        if count:
            work.tokens, work.tokens_until = count - 1, now + GOOD_FOR
            return
        work.time.sleep(min(wait, LONGEST_WAIT))
        now = work.time.clock()
        if (now - proved).total_seconds() > LONGEST_WAIT:
            with transaction.atomic():
                work.prove()
            proved = now
