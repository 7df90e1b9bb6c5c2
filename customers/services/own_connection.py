"""Find a connection for the one user who may change it."""

from uuid import UUID

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser

from customers.models import Connection

from .errors import ConnectionNotFound

User = AbstractBaseUser | AnonymousUser


def own_connection(user: User, connection_id: UUID) -> Connection:
    """The user's own connection with its tenant.

    Raises ConnectionNotFound, whether it is another's or nobody's.
    """
    connection = Connection.objects.for_user(user).filter(pk=connection_id).first()
    if connection is None:
        raise ConnectionNotFound("There is no such connection.")
    return connection
