"""Statements made once say and do what Django's own would, whoever runs them."""

from datetime import timedelta
from threading import Thread

import pytest
from django.contrib.auth.models import User
from django.db.models import DateTimeField, F
from pytest_django import DjangoAssertNumQueries

from customers.models import Connection, FetchLease, RequestWindow, Tenant
from customers.models.prepared import Select, Upsert, delete, slot, update
from customers.services.take_lease import release_lease, take_lease
from tests.integration.connections import NOW

pytestmark = pytest.mark.django_db
MOMENT = DateTimeField()


@pytest.fixture
def tenant(db: None) -> Tenant:
    """A tenant of our own."""
    return Tenant.objects.create(region="eu", tenant_id="bu_example", slug="eu-bu-example")


@pytest.fixture
def window(tenant: Tenant) -> RequestWindow:
    """A minute in which it was asked three times."""
    return RequestWindow.objects.create(tenant=tenant, minute=NOW, request_count=3)


def test_a_row_comes_with_what_was_selected_with_it(
    connection: Connection, owner: User, outsider: User
) -> None:
    """Every value as the query set itself reads it: keys, moments, bytes, the tenant."""
    select = Select(lambda: Connection.objects.for_user(slot("user")))
    (found,) = select.all(user=owner.pk)
    expected = Connection.objects.select_related("tenant").get(pk=connection.pk)
    assert vars(found) | {"_state": None} == vars(expected) | {"_state": None}
    assert vars(found.tenant) | {"_state": None} == vars(expected.tenant) | {"_state": None}
    assert select.all(user=outsider.pk) == []


def test_what_was_left_out_is_read_when_asked_for(window: RequestWindow) -> None:
    """As with `defer` everywhere."""
    found = Select(lambda: RequestWindow.objects.defer("request_count")).first()
    assert found is not None
    assert found.get_deferred_fields() == {"request_count"}
    assert found.request_count == 3


def test_moments_are_compared_as_moments(tenant: Tenant, window: RequestWindow) -> None:
    """Up to the microsecond."""
    since = Select(
        lambda: RequestWindow.objects.for_tenant(slot("tenant")).filter(
            minute__gte=slot("since", MOMENT)
        )
    )
    assert since.first(tenant=tenant.pk, since=NOW) == window
    assert since.first(tenant=tenant.pk, since=NOW + timedelta(microseconds=1)) is None


def test_a_change_says_how_many_rows_it_changed(tenant: Tenant, window: RequestWindow) -> None:
    """Updates with a reckoned value, and deletions."""
    rows = RequestWindow.objects.filter(tenant=slot("tenant"))
    add = update(lambda: rows, request_count=F("request_count") + slot("more"))
    assert add.run(tenant=tenant.pk, more=4) == 1
    assert add.run(tenant=tenant.pk + 1, more=4) == 0
    window.refresh_from_db()
    assert window.request_count == 7
    drop = delete(lambda: rows)
    assert [drop.run(tenant=tenant.pk), drop.run(tenant=tenant.pk)] == [1, 0]


def test_one_row_for_the_same_values(tenant: Tenant) -> None:
    """The first is written; the next changes what it may, where the condition holds."""
    upsert = Upsert(
        RequestWindow,
        unique=("tenant",),
        changed=("request_count",),
        only_if=("customers_requestwindow.request_count < %s", [slot("most")]),
    )
    rows = [RequestWindow(tenant=tenant, minute=NOW, request_count=count) for count in (1, 2, 3)]
    assert [upsert.save(row, most=2) for row in rows] == [True, True, False]
    assert RequestWindow.objects.get().request_count == 2


@pytest.mark.django_db(transaction=True)
def test_threads_run_one_statement_over_their_own_connections(tenant: Tenant) -> None:
    """Made in one thread, run in another."""
    select = Select(lambda: Tenant.objects.filter(slug=slot("slug")))
    found: list[Tenant | None] = []
    for _ in range(2):
        thread = Thread(target=lambda: found.append(select.first(slug=tenant.slug)))
        thread.start()
        thread.join()
    assert [*found, select.first(slug=tenant.slug)] == [tenant, tenant, tenant]


def test_a_lease_is_one_statement(
    tenant: Tenant, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    """Taking, failing to take and releasing it."""
    with django_assert_num_queries(3):
        holder = take_lease(tenant, "a", now=NOW, seconds=60)
        assert holder
        assert take_lease(tenant, "a", now=NOW, seconds=60) is None
        release_lease(tenant, "a", holder)
    assert not FetchLease.objects.exists()
