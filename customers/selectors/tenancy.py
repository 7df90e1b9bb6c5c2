"""Which tenants a user sees, and how each is shown on its strip."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.utils.timezone import localtime

from customers.domain.moment import say_moment
from customers.models import Connection, Tenant
from customers.models.prepared import Select, slot

from .shown import Shown

__all__ = [
    "Connection",
    "TenantStrip",
    "get_connection",
    "list_connections",
    "region_label",
    "tenant_strip",
]

_OWN = Select(lambda: Connection.objects.for_user(slot("user")))
_ONE = Select(
    lambda: Connection.objects.for_user(slot("user")).filter(tenant__slug=slot("slug")).order_by()
)
REGION_LABELS = {"eu": "EU region", "us": "US region", "qa": "Qatar region"}


@dataclass(frozen=True, slots=True)
class TenantStrip(Shown):
    """The tenant in use: whose data the page shows, and how FlexPortal answers for it."""

    slug: str
    name: str
    region_label: str
    currency: str
    colour: str
    answers: str


def get_connection(user: AbstractBaseUser | AnonymousUser, tenant_slug: str) -> Connection | None:
    """The user's own connection to the tenant; None if there is none, or no such tenant."""
    return _ONE.first(user=user.pk, slug=tenant_slug)


def list_connections(user: AbstractBaseUser | AnonymousUser) -> tuple[Connection, ...]:
    """All the user's connections with their tenants, by name."""
    return tuple(_OWN.all(user=user.pk))


def region_label(region: str) -> str:
    """`EU region`; a region of one's own under its key."""
    return REGION_LABELS.get(region, f"{region} region")


def tenant_strip(connection: Connection, now: datetime) -> TenantStrip:
    """The strip for one connection."""
    tenant = connection.tenant
    return TenantStrip(
        slug=tenant.slug,
        name=connection.name,
        region_label=region_label(tenant.region),
        currency=tenant.currency,
        colour=connection.hue,
        answers=_answers(tenant, now),
    )


def _answers(tenant: Tenant, now: datetime) -> str:
    if tenant.failing_since is not None:
        since = say_moment(localtime(tenant.failing_since), localtime(now))
        return f"FlexPortal has not answered since {since}"
    if tenant.answered_in_ms is None:
        return ""
    return f"FlexPortal answers in {max(tenant.answered_in_ms, 50) / 1000:.1f} s"
