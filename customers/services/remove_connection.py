"""Remove a connection and what only it opened."""

from uuid import UUID

from django.db import transaction

from customers.models import Connection, CustomerCopy, Export, ListCopy, RecentCustomer, Tenant

from .own_connection import User, own_connection


@transaction.atomic
def remove_connection(user: User, connection_id: UUID) -> Connection:
    """Delete the key, the user's recent customers and exports there; with the last key, all copies.

    A currency that a person wrote down goes too: the next to connect may know better.
    Raises ConnectionNotFound. Returns the connection as it was.
    """
    connection = own_connection(user, connection_id)
    tenant = connection.tenant
    RecentCustomer.objects.for_user(user).filter(tenant=tenant).delete()
    Export.objects.for_user(user).filter(tenant=tenant).delete()
    Connection.objects.filter(pk=connection_id).delete()
    if not tenant.connections.exists():
        CustomerCopy.objects.for_tenant(tenant).delete()
        ListCopy.objects.for_tenant(tenant).delete()
        Tenant.objects.filter(pk=tenant.pk).update(currency="")
    return connection
