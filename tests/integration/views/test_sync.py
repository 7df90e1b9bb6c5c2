"""The sync's part of the portfolio: its states in words, start, stop and schedule."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from customers.models import Connection, Portfolio, SyncRun
from customers.services.start_sync import start_sync
from tests.conftest import SignIn
from tests.integration.pages import HTMX, words
from tests.syncing import sync

pytestmark = pytest.mark.django_db


@pytest.fixture
def url(connection: Connection) -> str:
    return f"/t/{connection.tenant.slug}/portfolio/sync/"


def test_a_tenant_never_read_is_offered_a_sync(signed_in: Client, url: str) -> None:
    """With how many questions it takes."""
    page = words(signed_in.get(url))
    assert "This tenant has not been read yet." in page
    assert "some 250 calls, at 100 calls a minute" in page
    assert "Sync now" in page


def test_a_sync_is_started_stopped_and_told(signed_in: Client, url: str) -> None:
    """Without JavaScript by redirects, with it by the part alone."""
    started = signed_in.post(url)
    assert (started.status_code, started["Location"]) == (302, url)
    part = signed_in.get(url, headers=HTMX)
    assert "Waiting for the background worker" in words(part)
    assert b'hx-trigger="every 2s"' in part.content
    stopped = signed_in.post(f"{url}stop/", headers=HTMX)
    assert "owner stopped it. Nothing was published." in words(stopped)
    assert b"every 2s" not in stopped.content


def test_a_schedule_is_kept(signed_in: Client, url: str) -> None:
    assert (
        b'value="6" selected'
        in signed_in.post(f"{url}schedule/", {"hours": "6"}, headers=HTMX).content
    )
    assert Portfolio.objects.get().sync_every_hours == 6
    signed_in.post(f"{url}schedule/", {"hours": "7"})
    assert Portfolio.objects.get().sync_every_hours is None


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"fence": 1, "phase": "customers", "customer_count": 1200}, "1,200 customers so far"),
        (
            {"fence": 0, "state": "waiting", "created_ago": 5},
            "No background worker has taken this up",
        ),
        ({"fence": 1, "dead": True}, "The worker that read this tenant has stopped."),
        (
            {"fence": 1, "state": "waiting", "failure_count": 2, "reason": "Away.", "wait": 90},
            "It goes on in 1 min",
        ),
        ({"state": "failed", "finished": True, "reason": "Refused."}, "The sync failed at"),
        (
            {"state": "set_aside", "finished": True, "expected_count": 9},
            "accept that so many are gone",
        ),
    ],
)
def test_each_state_says_what_happened(
    signed_in: Client, connection: Connection, url: str, fields: dict[str, object], said: str
) -> None:
    now, told = timezone.now(), dict(fields)
    run, _ = start_sync(
        connection, now=now - timedelta(minutes=int(str(told.pop("created_ago", 0))))
    )
    lease = now + timedelta(seconds=-1 if told.pop("dead", False) else 30)
    wait = told.pop("wait", None)
    SyncRun.objects.filter(pk=run.pk).update(
        **{
            "state": "running",
            "lease_ends_at": lease,
            "started_at": now - timedelta(seconds=60),
            "page_count": 12,
        }
        | ({"try_at": now + timedelta(seconds=float(str(wait)))} if wait else {})
        | ({"finished_at": now} if told.pop("finished", False) else {})
        | told
    )
    page = words(signed_in.get(url))
    assert said in page


def test_progress_knows_how_much_there_was(
    signed_in: Client, connection: Connection, url: str
) -> None:
    """From the last whole reading; the new picture is offered to who watched."""
    run = sync(connection)
    news = signed_in.get(f"{url}?run={run.pk}", headers=HTMX)
    assert "Show the new picture" in words(news)
    now = timezone.now()
    later, _ = start_sync(connection, now=now)
    SyncRun.objects.filter(pk=later.pk).update(
        state="running",
        page_count=1,
        started_at=now - timedelta(seconds=30),
        lease_ends_at=now + timedelta(seconds=30),
    )
    page = words(signed_in.get(url))
    assert "2 pages a minute" in page
    assert "about" in page


def test_who_may_not(
    signed_in: Client, sign_in: SignIn, outsider: User, connection: Connection, url: str
) -> None:
    """An outsider finds nothing; whose key is refused is told so."""
    for path in (url, f"{url}stop/", f"{url}schedule/"):
        assert sign_in(outsider).post(path).status_code == 404
    Connection.objects.update(refused_since=timezone.now())
    assert signed_in.get(url).status_code == 403
    assert {
        signed_in.post(path).status_code for path in (url, f"{url}stop/", f"{url}schedule/")
    } == {403}
    assert SyncRun.objects.count() == 0
