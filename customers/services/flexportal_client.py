"""The one service that reads the settings: builds clients, seals and opens the keys they need."""

from collections.abc import Callable, Mapping
from functools import cache

from django.conf import settings

from customers import vault
from customers.flexportal.client import Client, Tenancy
from customers.flexportal.secret import Secret
from customers.flexportal.transport import Transport
from customers.models import Connection

from .errors import CannotOpenKey, UnknownRegion

__all__ = [
    "Client",
    "Secret",
    "client_for",
    "client_with",
    "identity_of",
    "open_key",
    "question_seconds",
    "rate_limit",
    "regions",
    "seal_key",
    "waiting_places",
]


def question_seconds() -> float:
    """How long one question may take in all, while a person waits."""
    seconds: float = settings.FLEXPORTAL_DEADLINE
    return seconds


def rate_limit() -> int:
    """How many questions a tenant may be asked in a minute."""
    per_minute: int = settings.FLEXPORTAL_RATE_LIMIT
    return per_minute


def waiting_places() -> int:
    """How many threads of this process may wait for FlexPortal at a time."""
    places: int = settings.FLEXPORTAL_WAITERS
    return places


def regions() -> Mapping[str, str]:
    """Region key to the address of its FlexPortal."""
    addresses: Mapping[str, str] = settings.FLEXPORTAL_REGIONS
    return addresses


def client_for(
    connection: Connection,
    *,
    deadline: float | None = None,
    may_repeat: Callable[[], bool] = lambda: True,
) -> Client:
    """A client that asks with the connection's own key; `deadline` in seconds.

    `may_repeat` is asked before each attempt after a question's first.

    Raises CannotOpenKey, UnknownRegion.
    """
    tenant = connection.tenant
    return client_with(
        tenant.region,
        tenant.tenant_id,
        open_key(connection),
        deadline=deadline,
        may_repeat=may_repeat,
    )


def client_with(
    region: str,
    tenant_id: str,
    key: Secret,
    *,
    deadline: float | None = None,
    may_repeat: Callable[[], bool] = lambda: True,
) -> Client:
    """A client for a key that is not kept yet. Raises UnknownRegion."""
    base_url = regions().get(region)
    if base_url is None:
        raise UnknownRegion(f"There is no region “{region}”. Known: {', '.join(regions())}.")
    tenancy = Tenancy(base_url=base_url, tenant_id=tenant_id, key=key)
    seconds = question_seconds() if deadline is None else deadline
    return Client(_transport(), tenancy, seconds, may_repeat)


def seal_key(connection: Connection, key: Secret) -> bytes:
    """The key, sealed for this connection and no other."""
    return vault.seal(key.reveal(), identity=identity_of(connection), keys=settings.VAULT_KEYS)


def open_key(connection: Connection) -> Secret:
    """The connection's key. Raises CannotOpenKey; there is no other way to it."""
    try:
        return Secret(
            vault.open_sealed(
                bytes(connection.sealed_key),
                identity=identity_of(connection),
                keys=settings.VAULT_KEYS,
            )
        )
    except vault.CannotOpen:
        raise CannotOpenKey(
            "The key of this connection cannot be opened any more. Replace the key."
        ) from None


def identity_of(connection: Connection) -> str:
    """What a sealed key is bound to: its row, its user, its tenant."""
    return f"recoup:connection:{connection.pk}:{connection.user_id}:{connection.tenant_id}"


@cache
def _transport() -> Transport:
    # one per process, made after the server has forked: its connections are not shared
    return Transport()
