"""Try a connection's key again."""

from datetime import datetime
from uuid import UUID

from customers.models import Connection

from .count_request import count_request
from .errors import KeyRefused
from .flexportal_client import client_for, rate_limit
from .own_connection import User, own_connection
from .record_answer import record_accepted, record_refused
from .try_key import learn_currency, try_key


def try_connection(user: User, connection_id: UUID, *, now: datetime) -> Connection:
    """Ask FlexPortal and write down what it says of the key.

    Raises ConnectionNotFound, CannotOpenKey, KeyRefused, FetchFailed, NotAnId, Busy.
    """
    connection = own_connection(user, connection_id)
    client = client_for(connection)
    count_request(connection.tenant, now=now, per_minute=rate_limit())
    try:
        try_key(client)
    except KeyRefused as refusal:
        record_refused(connection, refusal, now=now)
        raise
    record_accepted(connection, now=now)
    learn_currency(client, connection.tenant)
    return connection
