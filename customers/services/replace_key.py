"""Replace the key of a connection."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.views.decorators.debug import sensitive_variables

from customers.models import Connection

from .count_request import count_request
from .flexportal_client import Secret, client_with, rate_limit
from .keep_key import keep_key
from .own_connection import User, own_connection
from .try_key import learn_currency, try_key


@sensitive_variables()
def replace_key(user: User, connection_id: UUID, key: Secret, *, now: datetime) -> Connection:
    """Keep the new key once FlexPortal has accepted it; until then the old one stays.

    Raises ConnectionNotFound, UnknownRegion, KeyRefused, FetchFailed, NotAnId, Busy.
    """
    connection = own_connection(user, connection_id)
    tenant = connection.tenant
    client = client_with(tenant.region, tenant.tenant_id, key)
    count_request(tenant, now=now, per_minute=rate_limit())
    try_key(client)
    with transaction.atomic():
        connection = own_connection(user, connection_id)  # another tab may have removed it
        keep_key(connection, key, accepted_at=now)
    learn_currency(client, tenant)
    return connection
