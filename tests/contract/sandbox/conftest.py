"""A sandbox on a free port, and a plain HTTP client for it."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Protocol

import pytest
import requests

from customers.sandbox import cast
from customers.sandbox.sandbox import Sandbox
from customers.sandbox.server import running_sandbox

Headers = Mapping[str, str | None]


class Get(Protocol):
    """GET a path as a tenant; a header of None is left out."""

    def __call__(  # noqa: D102 - said above
        self, path: str, tenant: cast.Tenant = ..., headers: Headers = ...
    ) -> requests.Response: ...


def headers_for(tenant: cast.Tenant = cast.NETHERLANDS) -> dict[str, str]:
    """What every documented request carries."""
    return {"Authorization": f"Bearer {tenant.key}", "Tenant-ID": tenant.tenant_id}


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    """A small company that a test may make misbehave."""
    with running_sandbox(customers=60, seed=3) as running:
        yield running


@pytest.fixture
def get(sandbox: Sandbox) -> Get:
    """Asks the sandbox of this test, without following redirects."""

    def ask(
        path: str, tenant: cast.Tenant = cast.NETHERLANDS, headers: Headers = MappingProxyType({})
    ) -> requests.Response:
        merged = {**headers_for(tenant), **headers}
        sent = {name: value for name, value in merged.items() if value is not None}
        return requests.get(sandbox.url + path, headers=sent, timeout=5, allow_redirects=False)

    return ask
