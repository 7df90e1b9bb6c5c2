"""Notes on a customer: written, pinned, deleted and found; for colleagues with a working key."""

from html import unescape
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from customers.models import Connection, Note
from customers.sandbox import cast
from customers.sandbox.sandbox import Sandbox
from tests.conftest import SignIn
from tests.integration.connections import a_connection
from tests.integration.pages import HTMX, profile_url, save_copy, tags, words

pytestmark = pytest.mark.django_db
HOSTILE = '"><script>alert(1)</script>\u202egnp.exe <b>& ${x} {{ y }}'


@pytest.fixture
def url(connection: Connection) -> str:
    """The notes on Marieke, of whom a copy is saved."""
    save_copy(connection, cast.MARIEKE)
    return f"{profile_url(connection, cast.MARIEKE)}notes/"


def write(browser: Client, url: str, text: str, **more: str) -> Any:
    """Send the form as a page does."""
    return browser.post(url, {"text": text, **more})


def shown(response: Any) -> list[str]:
    """The texts from top to bottom."""
    html = response.content.decode()
    return [part.split("<")[0] for part in html.split('class="note-text" dir="auto">')[1:]]


def address(connection: Connection, name: str, note: Note) -> str:
    """Where a note is pinned or deleted."""
    return reverse(name, args=[connection.tenant.slug, note.pk])


def test_a_note_is_dated_and_signed(
    signed_in: Client, owner: User, connection: Connection, url: str
) -> None:
    """Without scripts one is led back to the list; with them the list is the answer."""
    owner.first_name, owner.last_name = "Sam", "Okafor"
    owner.save()
    response = write(signed_in, url, " Call after five.\r\nAsks for Tom. ")
    assert (response.status_code, response.headers["Location"]) == (302, url)
    note = Note.objects.get()
    assert (note.tenant, note.customer_id, note.author) == (connection.tenant, cast.MARIEKE, owner)
    partial = signed_in.post(url, {"text": "Second", "pinned": "on"}, headers=HTMX)
    assert b"<!DOCTYPE" not in partial.content
    assert shown(partial) == ["Second", "Call after five.\r\nAsks for Tom."]
    assert "Sam Okafor · " in words(partial)


def test_the_list_takes_one_query_more_however_long(
    signed_in: Client, url: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    """Session, user, connection, copy, notes; FlexPortal is not asked."""
    for number in range(20):
        write(signed_in, url, f"Note {number}")
    with django_assert_num_queries(5):
        assert len(shown(signed_in.get(url))) == 20


@pytest.mark.parametrize("text", ["", "  \n", "x" * 5001, "a\x00b"])
def test_what_is_no_note_is_said_and_kept_in_the_field(
    signed_in: Client, url: str, text: str
) -> None:
    """400, and nothing is written."""
    response = write(signed_in, url, text)
    assert response.status_code == 400
    assert tags(response, "aria-invalid")
    assert not Note.objects.exists()


def test_pinned_notes_stand_first_until_somebody_unpins_them(
    signed_in: Client, connection: Connection, url: str, colleague: User, sign_in: SignIn
) -> None:
    """Any colleague may."""
    for text in ("old", "new"):
        write(signed_in, url, text)
    old = Note.objects.get(text="old")
    a_connection(colleague)
    theirs, pin = sign_in(colleague), address(connection, "note_pin", old)
    assert theirs.post(pin, {"pinned": "1"}).headers["Location"] == url
    assert shown(signed_in.get(url)) == ["old", "new"]
    assert shown(signed_in.post(pin, {"pinned": "0"}, headers=HTMX)) == ["new", "old"]


def test_only_ones_own_note_can_be_deleted(
    signed_in: Client, connection: Connection, url: str, colleague: User, sign_in: SignIn
) -> None:
    """A colleague sees it, is not offered to, and cannot."""
    write(signed_in, url, "mine")
    delete = address(connection, "note_delete", Note.objects.get())
    a_connection(colleague)
    theirs = sign_in(colleague)
    assert shown(theirs.get(url)) == ["mine"]
    assert delete not in theirs.get(url).content.decode()
    assert theirs.post(delete).status_code == 404
    assert delete in signed_in.get(url).content.decode()
    assert signed_in.get(delete).status_code == 405
    assert shown(signed_in.post(delete, headers=HTMX)) == []


def test_hostile_text_stays_text(signed_in: Client, url: str) -> None:
    """In the list, in the search and in the name of its author."""
    write(signed_in, url, HOSTILE)
    Note.objects.update(author_name="<img src=x onerror=alert(1)>")
    for response in (signed_in.get(url), signed_in.get("/", {"q": "note: script"})):
        assert response.status_code == 200
        assert b"<script>alert" not in response.content
        assert b"<img" not in response.content
        assert HOSTILE in unescape(response.content.decode())


def test_notes_are_found_by_their_words(
    signed_in: Client, connection: Connection, url: str, sandbox: Sandbox
) -> None:
    """All of them, in any case of letters, with a way to the customer; FlexPortal is not asked."""
    for text in ("Lost her charger", "Charger sent", "Nothing"):
        write(signed_in, url, text)
    sandbox.requests.clear()
    response = signed_in.get("/", {"q": "note: CHARGER"})
    assert shown(response) == ["Charger sent", "Lost her charger"]
    assert {tag["data-id"] for tag in tags(response, "data-row")} == {cast.MARIEKE}
    assert f'href="{profile_url(connection, cast.MARIEKE)}"' in response.content.decode()
    assert shown(signed_in.get("/", {"q": "note: charger lost"})) == ["Lost her charger"]
    none = signed_in.get("/", {"q": "note: 100%"})
    assert (none.status_code, shown(none)) == (404, [])
    assert len(sandbox.requests) == 0


def test_a_long_result_is_cut_and_says_so(signed_in: Client, connection: Connection) -> None:
    """A customer of whom no copy is saved keeps its id as a name."""
    for number in range(51):
        Note.objects.create(
            tenant=connection.tenant,
            customer_id="cust_gone",
            author_name="Sam",
            text=f"word {number}",
            created_at="2026-01-01T00:00Z",
        )
    response = signed_in.get("/", {"q": "note: word"})
    assert "50 and more notes with" in words(response)
    assert len(shown(response)) == 50
    assert "cust_gone cust_gone" in words(response)


def test_another_tenants_notes_do_not_exist(
    signed_in: Client, owner: User, connection: Connection, url: str
) -> None:
    """Not even for somebody who has both tenants, under the wrong one's address."""
    states = a_connection(owner, cast.STATES)
    write(signed_in, url, "Dutch")
    note = Note.objects.get()
    for name in ("note_pin", "note_delete"):
        assert signed_in.post(address(states, name, note)).status_code == 404
    assert signed_in.get(f"{profile_url(states, cast.MARIEKE)}notes/").status_code == 404
    assert Note.objects.get() == note


def test_a_key_that_does_not_work_opens_no_note(
    signed_in: Client, connection: Connection, url: str, sandbox: Sandbox
) -> None:
    """Neither list nor search nor change, and nobody else's connection helps."""
    write(signed_in, url, "secret words")
    note = Note.objects.get()
    sandbox.fault = "401"
    signed_in.get(f"{profile_url(connection, cast.MARIEKE)}?refresh=1")
    refused = signed_in.get(url)
    assert (refused.status_code, "Replace the key" in words(refused)) == (403, True)
    assert signed_in.post(url, {"text": "more"}, headers=HTMX).status_code == 403
    assert signed_in.get("/", {"q": "note: secret"}).status_code == 404
    for name in ("note_pin", "note_delete"):
        assert signed_in.post(address(connection, name, note)).status_code == 404
    assert Note.objects.get() == note


def test_the_outsider_sees_and_finds_nothing(
    connection: Connection, url: str, signed_in: Client, outsider: User, sign_in: SignIn
) -> None:
    """The 404 of a tenant that never existed."""
    write(signed_in, url, "secret words")
    a_connection(outsider, cast.GULF)
    browser, note = sign_in(outsider), Note.objects.get()
    assert browser.get(url).status_code == browser.post(url, {"text": "x"}).status_code == 404
    for name in ("note_pin", "note_delete"):
        assert browser.post(address(connection, name, note)).status_code == 404
    assert browser.get("/", {"q": "note: secret"}).status_code == 404
    assert Note.objects.count() == 1
