"""Delete a note of one's own."""

from customers.models import Connection, Note

from .errors import NoteNotFound
from .find_note import find_note


def delete_note(connection: Connection, note_id: int) -> Note:
    """Gone for good, if the connection's user wrote it. Raises NoteNotFound."""
    note = find_note(connection, note_id)
    if note.author_id != connection.user_id:
        raise NoteNotFound("There is no such note of yours.")
    note.delete()
    return note
