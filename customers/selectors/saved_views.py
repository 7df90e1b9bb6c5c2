"""The views of a tenant's list that a user may open."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from customers.models import Connection, SavedView

from .tenancy import TenantStrip, tenant_strip


@dataclass(frozen=True, slots=True)
class ViewRow:
    """One view; what only its owner may do has an address only then."""

    view_id: int
    name: str
    url: str
    shared: bool
    owner: str
    change_url: str
    delete_url: str


@dataclass(frozen=True, slots=True)
class SavedViews:
    """All views, and the list that may be saved as a further one."""

    tenant_strip: TenantStrip
    views: tuple[ViewRow, ...]
    query: str
    here: str
    list_url: str


def get_saved_views(
    user: AbstractBaseUser | AnonymousUser, connection: Connection, query: str, now: datetime
) -> SavedViews:
    """The user's own and what colleagues share; one query. `query` is the present list's."""
    slug = connection.tenant.slug
    views = SavedView.objects.for_tenant(connection.tenant).seen_by(user)
    list_url, here = reverse("portfolio", args=[slug]), reverse("portfolio_views", args=[slug])
    return SavedViews(
        tenant_strip=tenant_strip(connection, now),
        views=tuple(_row(connection, one, list_url) for one in views.select_related("user")),
        query=query,
        here=f"{here}?{query}" if query else here,
        list_url=f"{list_url}?{query}" if query else list_url,
    )


def _row(connection: Connection, view: SavedView, list_url: str) -> ViewRow:
    slug, own = connection.tenant.slug, view.user_id == connection.user_id
    return ViewRow(
        view_id=view.pk,
        name=view.name,
        url=f"{list_url}?{view.query}" if view.query else list_url,
        shared=view.shared,
        owner="" if own else view.user.get_full_name() or view.user.get_username(),
        change_url=reverse("portfolio_view", args=[slug, view.pk]) if own else "",
        delete_url=reverse("portfolio_view_delete", args=[slug, view.pk]) if own else "",
    )
