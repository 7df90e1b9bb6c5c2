"""A sync beside lookups against a FlexPortal that counts any 60 seconds: nobody is refused."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.models import User
from pytest_django.fixtures import Settings

from customers.models import SyncPhase, SyncRun, SyncState
from customers.sandbox import cast
from customers.sandbox.limiter import Limiter
from customers.sandbox.sandbox import Sandbox
from customers.services.fetch_customer import Question, fetch_customer
from customers.services.start_sync import start_sync
from customers.services.sync_tenant import sync_tenant
from customers.services.sync_work import Clockwork
from tests.integration.connections import a_connection
from tests.syncing import Shifting

PLAN = 100
BEGAN = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


class Hand:
    """A clock that waiting moves, for both sides; each page takes a moment."""

    def __init__(self) -> None:
        self.now = BEGAN

    def __call__(self) -> datetime:
        """Now."""
        return self.now

    def sleep(self, seconds: float) -> None:
        """Let time pass."""
        self.now += timedelta(seconds=max(seconds, 0.001))

    def seconds(self) -> float:
        """For the sandbox."""
        return (self.now - BEGAN).total_seconds()


@pytest.mark.django_db
def test_a_sync_uses_its_plan_and_no_lookup_waits(
    owner: User, sandbox: Sandbox, settings: Settings
) -> None:
    """Two hundred pages at 100 a minute, a lookup every seven; FlexPortal never says 429."""
    settings.FLEXPORTAL_RATE_LIMIT = PLAN
    hand, connection = Hand(), a_connection(owner)
    sandbox.limiter = Limiter(PLAN, hand.seconds)
    shifting, waited = Shifting(sandbox), list[float]()
    shifting.limit = "1"

    def look_up(run: SyncRun) -> None:
        if run.phase == SyncPhase.FINISHING:
            return
        began = hand.now
        fetch_customer(Question(connection, cast.MARIEKE, hand))
        waited.append((hand.now - began).total_seconds())

    run, _ = start_sync(connection, now=hand.now)
    done = sync_tenant(run.pk, Clockwork(hand, hand.sleep, look_up))
    asked = done.page_count + len(waited)
    assert (done.state, done.failure_count) == (SyncState.PUBLISHED, 0)
    assert asked > 200
    assert max(waited) == 0.0
    assert asked / (hand.seconds() / 60) >= 0.97 * PLAN
