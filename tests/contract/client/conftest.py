"""A transport that does not really sleep, and the makers of clients."""

from collections.abc import Callable, Iterator

import pytest

from customers.flexportal.client import Client, Tenancy
from customers.flexportal.secret import Secret
from customers.flexportal.transport import Transport

KEY = "pk_live_xx_obviously-false"


@pytest.fixture
def naps() -> list[float]:
    """The pauses that were asked for, in order."""
    return []


@pytest.fixture
def transport(naps: list[float]) -> Iterator[Transport]:
    """A transport whose pauses are written down instead of slept."""
    transport = Transport(sleep=naps.append, jitter=lambda: 0.5)
    yield transport
    transport.close()


@pytest.fixture
def client_of(transport: Transport) -> Callable[..., Client]:
    """Make a client of tenant t1 at an address."""

    def make(base_url: str, tenant_id: str = "t1", key: str = KEY, deadline: float = 5.0) -> Client:
        return Client(transport, Tenancy(base_url, tenant_id, Secret(key)), deadline)

    return make
