"""A client for one question of a person's, once the tenant's plan has room for it."""

from collections.abc import Callable
from datetime import datetime

from customers.models import Connection

from .count_request import counted_repeats, wait_and_count
from .flexportal_client import Client, client_for, rate_limit


def counted_client(
    connection: Connection, *, clock: Callable[[], datetime], ends: datetime
) -> Client:
    """Wait for room where that ends before `ends`, and count the question.

    Raises TokensGone; CannotOpenKey and UnknownRegion before anything is counted.
    """
    repeats = counted_repeats(connection.tenant, clock=clock, per_minute=rate_limit())
    client_for(connection)
    left = (ends - clock()).total_seconds()
    wait_and_count(connection.tenant, clock=clock, per_minute=rate_limit(), seconds=left)
    left = max((ends - clock()).total_seconds(), 0.001)
    return client_for(connection, deadline=left, may_repeat=repeats)
