"""Delete an export; a worker that prepares it finds out at its next write, and stops."""

from uuid import UUID

from customers.models import Connection, Export


def delete_export(connection: Connection, export_id: UUID) -> bool:
    """The user's own, whatever its state and whether or not the key works; False if there is none.

    Its parts go with it.
    """
    own = Export.objects.for_user(connection.user).filter(tenant=connection.tenant, pk=export_id)
    return own.delete()[0] > 0
