"""Seal every API key anew with the vault's first key."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from customers import vault
from customers.models import Connection

from .flexportal_client import identity_of

BATCH = 200


@dataclass(frozen=True, slots=True)
class Rotation:
    """How many were sealed anew, how many needed nothing, and which no key opens."""

    sealed_count: int
    current_count: int
    unopened: tuple[UUID, ...]


def rotate_vault_keys(keys: Sequence[bytes]) -> Rotation:
    """Re-seal with the first of `keys` what another of them sealed, one row at a time.

    Interrupted or repeated, it goes on where it stood: what the first key opens stays as it is.
    """
    sealed_count, current_count, unopened = 0, 0, []
    for connection in Connection.objects.order_by("pk").iterator(chunk_size=BATCH):
        if vault.is_sealed_by(
            keys[0], bytes(connection.sealed_key), identity=identity_of(connection)
        ):
            current_count += 1
            continue
        try:
            sealed_count += _reseal(connection, keys)
        except vault.CannotOpen:
            unopened.append(connection.pk)
    return Rotation(sealed_count, current_count, tuple(unopened))


@transaction.atomic
def _reseal(connection: Connection, keys: Sequence[bytes]) -> int:
    """How many rows were changed: 0 if the key was replaced or removed meanwhile."""
    old, identity = bytes(connection.sealed_key), identity_of(connection)
    sealed = vault.seal(
        vault.open_sealed(old, identity=identity, keys=keys), identity=identity, keys=keys
    )
    return Connection.objects.filter(pk=connection.pk, sealed_key=old).update(sealed_key=sealed)
