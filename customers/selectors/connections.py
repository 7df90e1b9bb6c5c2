"""The connections page: one user's keys, how each stands, and what a new one may look like."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit
from uuid import UUID

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.utils.timezone import localtime

from customers.domain.age import describe_age
from customers.domain.moment import iso_utc, say_exactly, say_moment
from customers.models import Connection, Tenant
from customers.models.connection import ConnectionQuerySet, Hue

from .tenancy import region_label

User = AbstractBaseUser | AnonymousUser
HUES: tuple[str, ...] = tuple(Hue.values)


@dataclass(frozen=True, slots=True)
class Moment:
    """`iso` in UTC for scripts; the others in words, in the reader's time zone."""

    iso: str
    age: str
    day: str
    exactly: str


@dataclass(frozen=True, slots=True)
class ConnectionCard:
    """One connection; `state` is working, refused or untried. Moments are None for never."""

    id: UUID
    name: str
    hue: str
    state: str
    slug: str
    tenant_id: str
    region_label: str
    currency: str
    key_tail: str
    created: Moment
    accepted: Moment | None
    refused: Moment | None
    refused_since: Moment | None
    refusal: str
    request_count: int


@dataclass(frozen=True, slots=True)
class Region:
    """One region to choose: its key, `EU`, and the host that serves it."""

    key: str
    label: str
    host: str


@dataclass(frozen=True, slots=True)
class ConnectionsPage:
    """All connections of one user by name, and the regions and colours for one more."""

    connections: tuple[ConnectionCard, ...]
    regions: tuple[Region, ...]
    hues: tuple[str, ...]


def get_connections_page(
    user: User, *, regions: Mapping[str, str], now: datetime
) -> ConnectionsPage:
    """The page in one query; `regions` maps a region's key to its address."""
    connections = tuple(_with_window(user))
    return ConnectionsPage(
        connections=tuple(_card(one, now) for one in connections),
        regions=tuple(_region(key, address) for key, address in regions.items()),
        hues=_free_hues(connections),
    )


def get_connection_card(user: User, connection_id: UUID, *, now: datetime) -> ConnectionCard | None:
    """One connection in one query; None if it is another's or nobody's."""
    connection = _with_window(user).filter(pk=connection_id).first()
    return _card(connection, now) if connection else None


def list_hues_for(user: User, connection_id: UUID) -> tuple[str, ...]:
    """The colours a connection may have: its own, and those that no other of the user's has."""
    return _free_hues(Connection.objects.for_user(user).exclude(pk=connection_id))


def _with_window(user: User) -> ConnectionQuerySet:
    return Connection.objects.for_user(user).select_related("tenant__window")


def _free_hues(connections: Iterable[Connection]) -> tuple[str, ...]:
    used = {one.hue for one in connections}
    return tuple(hue for hue in HUES if hue not in used) or HUES


def _card(connection: Connection, now: datetime) -> ConnectionCard:
    tenant = connection.tenant
    return ConnectionCard(
        id=connection.pk,
        name=connection.name,
        hue=connection.hue,
        state=connection.state,
        slug=tenant.slug,
        tenant_id=tenant.tenant_id,
        region_label=region_label(tenant.region),
        currency=tenant.currency,
        key_tail=connection.key_tail,
        created=_moment(connection.created_at, now),
        accepted=_moment_or_never(connection.accepted_at, now),
        refused=_moment_or_never(connection.refused_at, now),
        refused_since=_moment_or_never(connection.refused_since, now),
        refusal=connection.refusal,
        request_count=_requests_this_minute(tenant, now),
    )


def _requests_this_minute(tenant: Tenant, now: datetime) -> int:
    window = getattr(tenant, "window", None)
    this_minute = now.replace(second=0, microsecond=0)
    return window.request_count if window and window.minute == this_minute else 0


def _region(key: str, address: str) -> Region:
    host = urlsplit(address).netloc.removesuffix(".flexportal.io")
    return Region(key, region_label(key).removesuffix(" region"), host)


def _moment_or_never(moment: datetime | None, now: datetime) -> Moment | None:
    return _moment(moment, now) if moment else None


def _moment(moment: datetime, now: datetime) -> Moment:
    here = localtime(moment)
    return Moment(
        iso=iso_utc(moment),
        age=describe_age((now - moment).total_seconds()),
        day=say_moment(here, localtime(now)),
        exactly=say_exactly(here),
    )
