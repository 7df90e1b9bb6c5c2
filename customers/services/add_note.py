"""Write a note about a customer, for every colleague who has a working key to the tenant."""

from datetime import datetime

from customers.models import Connection, Note

_LONGEST_NAME = 160


def add_note(
    connection: Connection, customer_id: str, *, text: str, pinned: bool, now: datetime
) -> Note:
    """Keep it under the name the connection's user has now. The customer was opened before."""
    author = connection.user
    return Note.objects.create(
        tenant=connection.tenant,
        customer_id=customer_id,
        author=author,
        author_name=(author.get_full_name() or author.get_username())[:_LONGEST_NAME],
        text=text,
        pinned=pinned,
        created_at=now,
    )
