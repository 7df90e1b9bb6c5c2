"""Connections to the sandbox's tenants, for the tests of everything that stands on one."""

from datetime import UTC, datetime

from django.contrib.auth.models import User

from customers.models import Connection
from customers.sandbox.cast import NETHERLANDS, Tenant
from customers.services.connect_tenant import connect_tenant
from customers.services.flexportal_client import Secret

NOW = datetime(2026, 11, 23, 9, 30, 15, tzinfo=UTC)
WRONG_KEY = "pk_live_nl_obviously_false"


def a_connection(
    user: User, tenant: Tenant = NETHERLANDS, *, verify: bool = True, key: str | None = None
) -> Connection:
    """A connection with the tenant's own key, accepted unless `verify` is off."""
    return connect_tenant(
        user,
        region=tenant.region,
        tenant_id=tenant.tenant_id,
        name=tenant.name,
        key=Secret(key or tenant.key),
        now=NOW,
        verify=verify,
    )
