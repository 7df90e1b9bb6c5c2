"""Connect a user to a tenant with a key of their own."""

import hashlib
from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils.text import slugify
from django.views.decorators.debug import sensitive_variables

from customers.models import Connection, Tenant
from customers.models.connection import Hue

from .flexportal_client import Secret, client_with
from .keep_key import keep_key
from .try_key import learn_currency, try_key

_SLUG_LENGTH = 72
_MARK_LENGTH = 7


@sensitive_variables()
def connect_tenant(  # noqa: PLR0913 - each one is a field of the form
    user: AbstractBaseUser,
    *,
    region: str,
    tenant_id: str,
    name: str,
    key: Secret,
    hue: str | None = None,
    now: datetime,
    verify: bool = True,
) -> Connection:
    """Try the key, then keep it; a key that is not accepted leaves everything as it was.

    Where the user is connected to this tenant already, name and key are replaced. Without
    `verify` the key is kept untried and opens nothing until FlexPortal has accepted it.
    Raises UnknownRegion, KeyRefused, WrongTenant, FetchFailed, NotAnId, Busy.
    """
    client = client_with(region, tenant_id, key)
    if verify:
        try_key(client)
    with transaction.atomic():
        tenant = _tenant(region, tenant_id)
        connection = _connection(user, tenant, now)
        connection.name, connection.hue = name, hue or connection.hue
        keep_key(connection, key, accepted_at=now if verify else None)
    if verify:
        learn_currency(client, tenant)
    return connection


def _tenant(region: str, tenant_id: str) -> Tenant:
    """Locked, so that of two who connect at once the second finds what the first has made."""
    tenant, _ = Tenant.objects.get_or_create(
        region=region, tenant_id=tenant_id, defaults={"slug": _free_slug(region, tenant_id)}
    )
    return Tenant.objects.select_for_update().get(pk=tenant.pk)


def _free_slug(region: str, tenant_id: str) -> str:
    """Made of region and tenant id alone: the slug is in every address, and its name is private."""
    slug = slugify(f"{region} {tenant_id}".replace("_", "-"))[:_SLUG_LENGTH]
    if not Tenant.objects.filter(slug=slug).exists():
        return slug
    mark = hashlib.sha256(f"{region}/{tenant_id}".encode()).hexdigest()[:_MARK_LENGTH]
    return f"{slug}-{mark}"


def _connection(user: AbstractBaseUser, tenant: Tenant, now: datetime) -> Connection:
    own = Connection.objects.for_user(user)
    connection = own.filter(tenant=tenant).first()
    if connection:
        return connection
    used = set(own.values_list("hue", flat=True))
    free = [hue for hue in Hue.values if hue not in used]
    hue = (free or Hue.values)[0]
    return Connection(user_id=user.pk, tenant=tenant, hue=hue, created_at=now)
