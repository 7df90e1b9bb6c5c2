"""Change how a connection is called and shown."""

from uuid import UUID

from django.db import transaction

from customers.models import Connection, Tenant

from .own_connection import User, own_connection


@transaction.atomic
def rename_connection(
    user: User, connection_id: UUID, *, name: str, hue: str, currency: str = ""
) -> Connection:
    """Keep the new name and colour; the currency only where none is known yet.

    Raises ConnectionNotFound.
    """
    connection = own_connection(user, connection_id)
    connection.name, connection.hue = name, hue
    Connection.objects.filter(pk=connection.pk).update(name=name, hue=hue)
    if currency:
        Tenant.objects.filter(pk=connection.tenant_id, currency="").update(currency=currency)
    return connection
