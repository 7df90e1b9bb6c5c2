"""When a profile asks FlexPortal, when it does not, and what it says of its age."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from customers.domain.customer import Figure
from customers.domain.document import from_document, to_document
from customers.models import Connection, CustomerCopy, RequestWindow
from customers.sandbox import cast
from customers.sandbox.sandbox import Sandbox
from customers.services.wait_place import waiting_room
from tests.conftest import SignIn
from tests.integration.connections import a_connection
from tests.integration.pages import HTMX, profile_url, save_copy, stale, tags, words

pytestmark = pytest.mark.django_db
MARIEKE = cast.MARIEKE


def background(response: Any) -> list[tuple[str, str]]:
    """Address and trigger of what refreshes the page behind the reader's back."""
    return [(tag["hx-get"], tag["hx-trigger"]) for tag in tags(response, "data-background")]


def test_a_young_copy_is_shown_as_it_is(
    signed_in: Client, connection: Connection, sandbox: Sandbox
) -> None:
    """Nobody asks, now or in the background."""
    save_copy(connection, MARIEKE, age=55)
    sandbox.requests.clear()
    response = signed_in.get(profile_url(connection, MARIEKE))
    assert background(response) == []
    assert len(sandbox.requests) == 0


def test_an_older_copy_is_shown_at_once_and_refreshed_once(
    signed_in: Client, connection: Connection, sandbox: Sandbox
) -> None:
    """The view asks nothing itself; one htmx request follows, and its answer asks no more."""
    save_copy(connection, MARIEKE, age=61)
    sandbox.requests.clear()
    url = profile_url(connection, MARIEKE)
    response = signed_in.get(url)
    assert background(response) == [(f"{url}?refresh=1", "load delay:0s")]
    assert len(sandbox.requests) == 0
    refreshed = signed_in.get(f"{url}?refresh=1", headers=HTMX)
    assert len(sandbox.requests) == 1
    assert background(refreshed) == []
    assert "nothing has changed" in words(refreshed)


def test_refresh_asks_whatever_the_age(
    signed_in: Client, connection: Connection, sandbox: Sandbox
) -> None:
    """As a page too, for those without JavaScript; any other value asks nothing."""
    url = profile_url(connection, MARIEKE)
    save_copy(connection, MARIEKE)
    sandbox.requests.clear()
    signed_in.get(f"{url}?refresh=0")
    assert len(sandbox.requests) == 0
    assert b"<!DOCTYPE html>" in signed_in.get(f"{url}?refresh=1").content
    assert len(sandbox.requests) == 1


def test_a_refresh_says_what_changed(signed_in: Client, connection: Connection) -> None:
    """With both values; a figure that came to be known too."""
    copy = save_copy(connection, cast.EXAMPLE_FLAT)
    customer = from_document(copy.document)
    for before, said in (
        (replace(customer, collected=Figure()), "Collected went from unknown to 4,250.00"),
        (replace(customer, active_devices=Figure()), "Active devices went from unknown to 2"),
    ):
        CustomerCopy.objects.update(document=to_document(before))
        url = profile_url(connection, cast.EXAMPLE_FLAT)
        assert said in words(signed_in.get(f"{url}?refresh=1", headers=HTMX))


def test_a_refresh_tells_other_details_from_figures(
    signed_in: Client, connection: Connection
) -> None:
    """A new telephone number is no figure, but it is a change."""
    copy = save_copy(connection, cast.EXAMPLE_FLAT)
    document = copy.document.replace(from_document(copy.document).phone or "", "+31 20 000")
    CustomerCopy.objects.update(document=document)
    url = profile_url(connection, cast.EXAMPLE_FLAT)
    assert "no figure has changed, other details have" in words(
        signed_in.get(f"{url}?refresh=1", headers=HTMX)
    )


@contextmanager
def one_moment() -> Iterator[None]:
    """No time passes: seconds are told exactly, however slow the machine is."""
    moment = timezone.now()
    with pytest.MonkeyPatch.context() as clock:
        clock.setattr(timezone, "now", lambda: moment)
        yield


def test_a_failed_try_stands_on_every_view_until_one_succeeds(
    signed_in: Client, connection: Connection, sandbox: Sandbox, colleague: User, sign_in: SignIn
) -> None:
    """On the colleague's too, and on the receipt; it does not ask again by itself at once."""
    url = profile_url(connection, MARIEKE)
    theirs = sign_in(a_connection(colleague).user)
    save_copy(connection, MARIEKE)
    sandbox.fault = "503"
    with one_moment():
        assert stale(signed_in.get(f"{url}?refresh=1")) == ["unreachable"]
        sandbox.fault = None
        sandbox.requests.clear()
        for response in (signed_in.get(url), theirs.get(url), signed_in.get(f"{url}receipt/")):
            assert stale(response) == ["unreachable"]
            assert "Saved copy, " in words(response)
        assert background(theirs.get(url)) == [(f"{url}?refresh=1", "load delay:60s")]
        assert len(sandbox.requests) == 0
    assert stale(theirs.get(f"{url}?refresh=1")) == []
    assert stale(signed_in.get(url)) == []


def test_our_own_budget_for_the_minute_counts_as_limited(
    signed_in: Client, connection: Connection, sandbox: Sandbox, settings: Settings
) -> None:
    """Nothing is sent; the saved copy stays, and who has none is told when to come back."""
    save_copy(connection, MARIEKE)
    settings.FLEXPORTAL_RATE_LIMIT = 3
    full_at = int((time.time() + 60) * 1_000_000)
    RequestWindow.objects.update(full_at=full_at, people_full_at=full_at)
    sandbox.requests.clear()
    saved = signed_in.get(f"{profile_url(connection, MARIEKE)}?refresh=1")
    cold = signed_in.get(profile_url(connection, cast.TOM))
    assert (saved.status_code, stale(saved)) == (200, ["limited"])
    assert cold.status_code == 503
    assert 1 <= int(cold["Retry-After"]) <= 60
    assert len(sandbox.requests) == 0


def test_flexportals_retry_after_is_kept(
    signed_in: Client, connection: Connection, sandbox: Sandbox
) -> None:
    """The page tries again when FlexPortal said, not before; so does whoever has no copy."""
    url = profile_url(connection, MARIEKE)
    save_copy(connection, MARIEKE)
    sandbox.limiter.per_minute = 0
    assert stale(signed_in.get(f"{url}?refresh=1")) == ["limited"]
    assert background(signed_in.get(url)) == [(f"{url}?refresh=1", "load delay:60s")]
    CustomerCopy.objects.update(retry_at=timezone.now() + timedelta(seconds=300))
    assert background(signed_in.get(url)) == [(f"{url}?refresh=1", "load delay:300s")]
    assert signed_in.get(profile_url(connection, cast.TOM))["Retry-After"] == "60"


def test_when_all_places_are_taken_the_saved_copy_answers_at_once(
    signed_in: Client, connection: Connection, sandbox: Sandbox, settings: Settings
) -> None:
    """Who has none is told to come back; nobody's page asks again in the same breath."""
    settings.FLEXPORTAL_WAITERS = 1
    url = profile_url(connection, MARIEKE)
    save_copy(connection, MARIEKE, age=61)
    sandbox.requests.clear()
    with waiting_room.place(1):
        saved = signed_in.get(f"{url}?refresh=1")
        cold = signed_in.get(profile_url(connection, cast.TOM))
    assert (saved.status_code, stale(saved)) == (200, [])
    assert "The saved copy stands below" in words(saved)
    assert background(saved) == [(f"{url}?refresh=1", "load delay:5s")]
    assert (cold.status_code, cold["Retry-After"]) == (503, "2")
    assert len(sandbox.requests) == 0


def test_a_copy_that_cannot_be_read_is_fetched_again(
    signed_in: Client, connection: Connection, sandbox: Sandbox
) -> None:
    """It was written by another Recoup; to the reader it is as if there were none."""
    save_copy(connection, MARIEKE)
    CustomerCopy.objects.update(document='{"v": 0, "customer": {}}')
    sandbox.requests.clear()
    assert signed_in.get(profile_url(connection, MARIEKE)).status_code == 200
    assert len(sandbox.requests) == 1
