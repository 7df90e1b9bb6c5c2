"""Text that a database does not take finds nothing, instead of breaking the page."""

import pytest
from django.test import Client

from customers.models import Connection, Note
from customers.sandbox.cast import MARIEKE
from customers.services.add_note import add_note
from customers.services.find_note import find_note
from customers.services.pin_note import pin_note
from tests.integration.connections import NOW
from tests.integration.pages import words

NUL, MANY = "note: Tom\0asks", f"note: {'Tom ' * 1990}"


def write(connection: Connection) -> Note:
    return add_note(connection, MARIEKE, text="Tom asks.", pinned=False, now=NOW)


@pytest.mark.django_db
@pytest.mark.parametrize("text", [NUL, MANY], ids=["nul", "many"])
def test_odd_words_are_looked_for_in_notes(
    signed_in: Client, connection: Connection, text: str
) -> None:
    """PostgreSQL takes no NUL, and SQLite no thousand conditions."""
    write(connection)
    response = signed_in.get("/", {"q": text})
    assert response.status_code == 200
    assert "Tom asks." in words(response)


@pytest.mark.django_db
def test_a_note_deleted_meanwhile_can_be_pinned_in_vain(
    connection: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    note = write(connection)

    def find(*_: object) -> Note:
        found = find_note(connection, note.pk)
        Note.objects.all().delete()
        return found

    monkeypatch.setattr("customers.services.pin_note.find_note", find)
    pin_note(connection, note.pk, pinned=True)
    assert not Note.objects.exists()
