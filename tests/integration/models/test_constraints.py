"""Each named constraint refuses what it names, in the database itself."""

from collections.abc import Callable
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError
from django.db.models import Model

from customers.models import (
    Connection,
    CustomerCopy,
    FetchLease,
    RecentCustomer,
    RequestWindow,
    Tenant,
)

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
Make = Callable[[User, Tenant], Model]


def connection(user: User, tenant: Tenant, *, name: str = "Noord", hue: str = "teal") -> Model:
    return Connection(
        user=user, tenant=tenant, name=name, hue=hue, sealed_key=b"sealed", created_at=NOW
    )


def copy(tenant: Tenant, *, customer_id: str = "cust_1", **failure: object) -> Model:
    return CustomerCopy(
        tenant=tenant, customer_id=customer_id, document="{}", body="{}", fetched_at=NOW, **failure
    )


def recent(user: User, tenant: Tenant) -> Model:
    return RecentCustomer(user=user, tenant=tenant, customer_id="cust_1", opened_at=NOW)


def lease(tenant: Tenant) -> Model:
    return FetchLease(tenant=tenant, customer_id="cust_1", holder=uuid4(), expires_at=NOW)


ONCE: dict[str, Make] = {
    "connection once per user": connection,
    "copy once per tenant": lambda _, tenant: copy(tenant),
    "recent once per user": recent,
    "lease once per customer": lambda _, tenant: lease(tenant),
    "window once per tenant": lambda _, tenant: RequestWindow(tenant=tenant, minute=NOW),
    "tenant once per region": lambda *_: Tenant(
        region="us", tenant_id="bu_1", slug=f"us-{uuid4()}"
    ),
    "slug once": lambda *_: Tenant(region="us", tenant_id=f"bu_{uuid4()}", slug="us-bu-1"),
}
NEVER: dict[str, Make] = {
    "connection without a name": lambda user, tenant: connection(user, tenant, name=""),
    "connection of an unknown colour": lambda user, tenant: connection(user, tenant, hue="red"),
    "tenant without an id": lambda *_: Tenant(region="us", tenant_id="", slug="us-"),
    "copy of nobody": lambda _, tenant: copy(tenant, customer_id=""),
    "failure without a moment": lambda _, tenant: copy(tenant, failure="timeout"),
    "failure without a reason": lambda _, tenant: copy(tenant, failed_at=NOW),
    "failure of an unknown kind": lambda _, tenant: copy(tenant, failed_at=NOW, failure="bored"),
}


@pytest.fixture
def tenant(db: None) -> Tenant:
    return Tenant.objects.create(region="eu", tenant_id="bu_1", slug="eu-bu-1")


@pytest.mark.parametrize("make", ONCE.values(), ids=ONCE.keys())
def test_what_may_be_there_once_is_refused_twice(owner: User, tenant: Tenant, make: Make) -> None:
    make(owner, tenant).save(force_insert=True)
    with pytest.raises(IntegrityError):
        make(owner, tenant).save(force_insert=True)


@pytest.mark.parametrize("make", NEVER.values(), ids=NEVER.keys())
def test_what_may_never_be_there_is_refused(owner: User, tenant: Tenant, make: Make) -> None:
    with pytest.raises(IntegrityError):
        make(owner, tenant).save(force_insert=True)


def test_a_whole_failure_is_kept(tenant: Tenant) -> None:
    copy(tenant, failed_at=NOW, failure="timeout").save()
    assert CustomerCopy.objects.for_tenant(tenant).get().failure == "timeout"


def test_two_users_may_have_the_same_tenant(owner: User, colleague: User, tenant: Tenant) -> None:
    connection(owner, tenant).save()
    connection(colleague, tenant).save()
    assert [one.user for one in Connection.objects.for_user(owner)] == [owner]
