"""Save a list's address under a name, for oneself or for all who work with the tenant."""

from datetime import datetime

from django.db import IntegrityError, transaction

from customers.models import Connection, SavedView

from .errors import ViewRefused

LONGEST_QUERY = 2_000


def save_view(
    connection: Connection, *, name: str, query: str, shared: bool, now: datetime
) -> SavedView:
    """A new view of the connection's user. Raises ViewRefused."""
    if len(query) > LONGEST_QUERY:
        raise ViewRefused("This list has more filters than a view can keep.")
    view = SavedView(
        tenant=connection.tenant,
        user_id=connection.user_id,
        name=name,
        query=query,
        shared=shared,
        created_at=now,
    )
    return keep_view(view)


def keep_view(view: SavedView) -> SavedView:
    """Write it. Raises ViewRefused."""
    try:
        with transaction.atomic():
            view.save()
    except IntegrityError as error:
        raise ViewRefused(f"You have a view named “{view.name}” already.") from error
    return view
