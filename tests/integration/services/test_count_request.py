"""A tenant's budget for the minute, and the leases of those who ask."""

from datetime import datetime, timedelta
from threading import Thread

import pytest
from django.db import connections, transaction
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from customers.models import FailureReason, FetchLease, RequestWindow, Tenant
from customers.services.count_request import (
    count_pages,
    count_request,
    counted_repeats,
    wait_and_count,
)
from customers.services.errors import FetchFailed, TokensGone
from customers.services.explain_failure import fetch_failed
from customers.services.take_lease import fail_lease, release_lease, take_lease
from tests.integration.connections import NOW


@pytest.fixture
def tenant(db: None) -> Tenant:
    """A tenant of our own."""
    return Tenant.objects.create(region="eu", tenant_id="bu_example", slug="eu-bu-example")


def test_the_one_too_many_is_told_how_long_to_wait(tenant: Tenant) -> None:
    """Half of the plan at once, then one after the other; tenants do not share."""
    for _ in range(5):
        count_request(tenant, now=NOW, per_minute=10)
    with pytest.raises(TokensGone) as failure:
        count_request(tenant, now=NOW, per_minute=10)
    assert (failure.value.reason, failure.value.retry_after) == ("limited", 12.1)
    other = Tenant.objects.create(region="us", tenant_id="bu_example", slug="us-bu-example")
    count_request(other, now=NOW, per_minute=10)
    count_request(tenant, now=NOW + timedelta(seconds=12.1), per_minute=10)
    assert RequestWindow.objects.get(tenant=tenant).request_count == 6


def test_a_clock_that_runs_ahead_stops_nobody_for_long(tenant: Tenant) -> None:
    """The minute that another machine began goes on; a clock put back by hours begins anew."""
    count_request(tenant, now=NOW + timedelta(seconds=50), per_minute=100)
    count_request(tenant, now=NOW, per_minute=100)
    count_request(tenant, now=NOW - timedelta(hours=3), per_minute=100)
    assert RequestWindow.objects.get().minute == NOW.replace(second=0) + timedelta(minutes=1)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("begun", [False, True])
def test_nobody_is_refused_because_others_count_too(tenant: Tenant, begun: bool) -> None:
    """Ten at once, with room for exactly ten."""
    if begun:
        count_request(tenant, now=NOW - timedelta(minutes=1), per_minute=20)
    refused = []

    def count() -> None:
        try:
            with transaction.atomic():
                count_request(tenant, now=NOW, per_minute=20)
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
    assert RequestWindow.objects.get().request_count >= 10


class Ticking:
    """A clock that only waiting moves."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        """Now."""
        return self.now

    def sleep(self, seconds: float) -> None:
        """Let time pass."""
        self.now += timedelta(seconds=seconds)


def most_in_a_minute(moments: list[datetime]) -> int:
    """As a sliding window of 60 seconds sees them."""
    minute = timedelta(seconds=60)
    return max(sum(1 for one in moments if start <= one < start + minute) for start in moments)


@given(st.lists(st.tuples(st.floats(0.0, 40.0), st.integers(1, 70)), max_size=8), st.booleans())
@hypothesis_settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_no_minute_holds_more_than_the_plan(
    tenant: Tenant, bursts: list[tuple[float, int]], syncing: bool
) -> None:
    """Whatever people and a sync do after each other, wherever the minute begins."""
    RequestWindow.objects.all().delete()
    clock, asked = Ticking(), list[datetime]()
    for pause, wanted in bursts:
        clock.sleep(pause)
        for _ in range(wanted):
            try:
                count_request(tenant, now=clock.now, per_minute=50)
                asked.append(clock.now)
            except TokensGone:
                break
        ends = clock.now + timedelta(seconds=30)
        while syncing and clock.now < ends:
            count, wait = count_pages(tenant, now=clock.now, per_minute=50)
            asked += [clock.now] * count
            clock.sleep(wait or 0.001)
        syncing = not syncing
    assert not asked or most_in_a_minute(asked) <= 50


def test_a_sync_reaches_its_plan_and_people_never_wait(tenant: Tenant) -> None:
    """97 of 100 for the sync alone; a person finds a token at any moment of it."""
    clock, pages, waits = Ticking(), 0, list[float]()
    while clock.now < NOW + timedelta(minutes=5):
        count, wait = count_pages(tenant, now=clock.now, per_minute=100)
        pages += count
        if pages % 50 == 7 and count:
            began = clock.now
            wait_and_count(tenant, clock=clock, per_minute=100, seconds=10, sleep=clock.sleep)
            waits.append((clock.now - began).total_seconds())
        clock.sleep(wait)
    assert pages + len(waits) >= 0.97 * 500
    assert set(waits) == {0.0}


def test_a_person_waits_for_room_but_not_past_the_deadline(tenant: Tenant) -> None:
    clock = Ticking()
    for _ in range(6):
        wait_and_count(tenant, clock=clock, per_minute=10, seconds=20, sleep=clock.sleep)
    assert clock.now - NOW == timedelta(seconds=12.1)
    with pytest.raises(TokensGone):
        wait_and_count(tenant, clock=clock, per_minute=10, seconds=10, sleep=clock.sleep)


def test_another_attempt_counts_too(tenant: Tenant) -> None:
    """While there is room; then there is none."""
    may_repeat = counted_repeats(tenant, clock=lambda: NOW, per_minute=4)
    assert [may_repeat() for _ in range(3)] == [True, True, False]


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
