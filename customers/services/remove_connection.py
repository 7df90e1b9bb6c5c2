"""Remove a connection and what only it opened."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from customers.models import (
    Attention,
    Connection,
    CustomerCopy,
    Export,
    ListCopy,
    Portfolio,
    RecentCustomer,
    SavedView,
    Tenant,
)

from .own_connection import User, own_connection
from .stop_sync import stop_sync


@transaction.atomic
def remove_connection(user: User, connection_id: UUID, *, now: datetime) -> Connection:
    """Delete the key and the user's recent customers there; with the last key, all that was read.

    A currency that a person wrote down goes too: the next to connect may know better. Notes stay,
    and the figures of past days, for FlexPortal cannot be asked for them again.
    Raises ConnectionNotFound. Returns the connection as it was.
    """
    connection = own_connection(user, connection_id)
    tenant = connection.tenant
    RecentCustomer.objects.for_user(user).filter(tenant=tenant).delete()
    Connection.objects.filter(pk=connection_id).delete()
    if not tenant.connections.exists():
        _forget(tenant, now)
    return connection


def _forget(tenant: Tenant, now: datetime) -> None:
    """The rows of a picture may be a million; without it nobody sees them, and they go later."""
    stop_sync(tenant, by="The removal of the last key", now=now)
    CustomerCopy.objects.for_tenant(tenant).delete()
    ListCopy.objects.for_tenant(tenant).delete()
    Attention.objects.for_tenant(tenant).delete()
    SavedView.objects.for_tenant(tenant).delete()
    Export.objects.filter(tenant=tenant).delete()
    Portfolio.objects.for_tenant(tenant).delete()
    Tenant.objects.filter(pk=tenant.pk).update(currency="")
