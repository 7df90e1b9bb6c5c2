"""Put a note above the others, or back among them."""

from customers.models import Connection, Note

from .find_note import find_note


def pin_note(connection: Connection, note_id: int, *, pinned: bool) -> Note:
    """Any colleague may. Raises NoteNotFound."""
    note = find_note(connection, note_id)
    note.pinned = pinned
    Note.objects.filter(pk=note.pk).update(pinned=pinned)
    return note
