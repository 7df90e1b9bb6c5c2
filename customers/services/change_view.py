"""Rename a saved view of one's own, share it or keep it to oneself, or delete it."""

from customers.models import Connection, SavedView

from .errors import ViewNotFound
from .save_view import keep_view


def change_view(connection: Connection, view_id: int, *, name: str, shared: bool) -> SavedView:
    """Raises ViewNotFound, ViewRefused."""
    view = own_view(connection, view_id)
    view.name, view.shared = name, shared
    return keep_view(view)


def delete_view(connection: Connection, view_id: int) -> SavedView:
    """Gone for everybody. Raises ViewNotFound."""
    view = own_view(connection, view_id)
    view.delete()
    return view


def own_view(connection: Connection, view_id: int) -> SavedView:
    """The user's own view of this tenant. Raises ViewNotFound."""
    views = SavedView.objects.for_tenant(connection.tenant)
    view = views.filter(pk=view_id, user_id=connection.user_id).first()
    if view is None:
        raise ViewNotFound("There is no such view of yours.")
    return view
