"""Find a note for a user who may see it."""

from customers.models import Connection, Note

from .errors import NoteNotFound


def find_note(connection: Connection, note_id: int) -> Note:
    """The note, of the connection's own tenant; a key that does not work opens none.

    Raises NoteNotFound, whether it is another tenant's, withheld, or nobody's.
    """
    notes = Note.objects.for_tenant(connection.tenant)
    note = notes.filter(pk=note_id).first() if connection.is_working else None
    if note is None:
        raise NoteNotFound("There is no such note.")
    return note
