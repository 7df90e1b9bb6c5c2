"""A tenant's budget for the minute, and the leases of those who ask."""

from datetime import timedelta
from threading import Thread

import pytest
from django.db import connections, transaction

from customers.models import FailureReason, FetchLease, RequestWindow, Tenant
from customers.services.count_request import count_request
from customers.services.errors import FetchFailed
from customers.services.explain_failure import fetch_failed
from customers.services.take_lease import fail_lease, release_lease, take_lease
from tests.integration.connections import NOW


@pytest.fixture
def tenant(db: None) -> Tenant:
    """A tenant of our own."""
    return Tenant.objects.create(region="eu", tenant_id="bu_example", slug="eu-bu-example")


def test_the_one_too_many_is_told_how_long_to_wait(tenant: Tenant) -> None:
    """Until the next minute, in which everything begins anew; tenants do not share."""
    for _ in range(3):
        count_request(tenant, now=NOW, per_minute=3)
    with pytest.raises(FetchFailed) as failure:
        count_request(tenant, now=NOW, per_minute=3)
    assert (failure.value.reason, failure.value.retry_after) == ("limited", 45.0)
    other = Tenant.objects.create(region="us", tenant_id="bu_example", slug="us-bu-example")
    count_request(other, now=NOW, per_minute=3)
    count_request(tenant, now=NOW + timedelta(seconds=45), per_minute=3)
    window = RequestWindow.objects.get(tenant=tenant)
    assert (window.minute, window.request_count) == (
        NOW.replace(second=0) + timedelta(minutes=1),
        1,
    )


def test_a_clock_that_runs_ahead_stops_nobody(tenant: Tenant) -> None:
    """The minute that another machine began goes on, and is counted on."""
    ahead = NOW + timedelta(seconds=50)
    count_request(tenant, now=ahead, per_minute=2)
    count_request(tenant, now=NOW, per_minute=2)
    with pytest.raises(FetchFailed):
        count_request(tenant, now=NOW, per_minute=2)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("begun", [False, True])
def test_nobody_is_refused_because_others_count_too(tenant: Tenant, begun: bool) -> None:
    """Ten at the turn of a minute, with room for exactly ten."""
    if begun:
        count_request(tenant, now=NOW - timedelta(minutes=1), per_minute=10)
    refused = []

    def count() -> None:
        try:
            with transaction.atomic():
                count_request(tenant, now=NOW, per_minute=10)
        except FetchFailed as error:
            refused.append(error)
        finally:
            connections.close_all()

    threads = [Thread(target=count) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert refused == []
    assert RequestWindow.objects.get().request_count == 10


def test_a_lease_has_one_holder(tenant: Tenant) -> None:
    """Per customer and subject; one that ran out is taken over, and then stays."""
    dead = take_lease(tenant, "a", now=NOW, seconds=1)
    assert dead
    assert take_lease(tenant, "a", now=NOW, seconds=1) is None
    assert take_lease(tenant, "a", now=NOW, seconds=1, subject="orders")
    assert take_lease(tenant, "b", now=NOW, seconds=1)
    heir = take_lease(tenant, "a", now=NOW + timedelta(seconds=1), seconds=1)
    release_lease(tenant, "a", dead)
    assert FetchLease.objects.get(customer_id="a", subject="customer").holder == heir


def test_a_failure_frees_the_lease_at_once(tenant: Tenant) -> None:
    """It stays to be read; who lost the lease has nothing to say any more."""
    first = take_lease(tenant, "a", now=NOW, seconds=60)
    assert first
    fail_lease(first, fetch_failed(FailureReason.LIMITED, 7.0), tenant=tenant, now=NOW)
    second = take_lease(tenant, "a", now=NOW, seconds=60)
    fail_lease(first, fetch_failed(FailureReason.TIMEOUT, None), tenant=tenant, now=NOW)
    lease = FetchLease.objects.get()
    assert (lease.failed_at, lease.failure, lease.retry_after) == (NOW, "limited", 7.0)
    assert lease.holder == second
    assert lease.expires_at == NOW + timedelta(seconds=60)
