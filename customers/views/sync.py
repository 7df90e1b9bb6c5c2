"""The sync of a tenant: how it stands, start, stop and schedule."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from customers.selectors.sync import SyncView, get_sync
from customers.selectors.tenancy import Connection, tenant_strip
from customers.services.flexportal_client import rate_limit
from customers.services.schedule_sync import EVERY_HOURS, schedule_sync
from customers.services.start_sync import start_sync
from customers.services.stop_sync import stop_sync

from .answers import connection_of
from .http import Request, render_page
from .portfolio_access import refusal

SYNC = "customers/portfolio/sync.html", "customers/portfolio/_sync.html"


@require_http_methods(["GET", "HEAD", "POST"])
def sync(request: Request, tenant_slug: str) -> HttpResponse:
    """How the sync stands, as page or partial; POST starts one."""
    connection = connection_of(request, tenant_slug)
    if refused := refusal(request, connection):
        return refused
    if request.method == "POST":
        fewer = request.POST.get("accept_fewer") == "1"
        start_sync(connection, now=timezone.now(), accept_fewer=fewer)
        return _answer(request, connection)
    return _shown(request, connection)


@require_POST
def sync_stop(request: Request, tenant_slug: str) -> HttpResponse:
    """Stop the sync that runs, if one does."""
    connection = connection_of(request, tenant_slug)
    if refused := refusal(request, connection):
        return refused
    stop_sync(connection.tenant, by=request.user.get_username(), now=timezone.now())
    return _answer(request, connection)


@require_POST
def sync_schedule(request: Request, tenant_slug: str) -> HttpResponse:
    """Choose how often this tenant is read by itself; anything unknown is off."""
    connection = connection_of(request, tenant_slug)
    if refused := refusal(request, connection):
        return refused
    wish = request.POST.get("hours", "")
    hours = int(wish) if wish in map(str, EVERY_HOURS) else None
    schedule_sync(connection, hours, now=timezone.now())
    return _answer(request, connection)


def _answer(request: Request, connection: Connection) -> HttpResponse:
    """The part as it stands now, or without JavaScript its page."""
    if request.htmx:
        return _shown(request, connection)
    return redirect("portfolio_sync", connection.tenant.slug)


def sync_context(connection: Connection, view: SyncView) -> dict[str, object]:
    """What the part needs, alone or on the portfolio's page."""
    return {
        "sync": view,
        "slug": connection.tenant.slug,
        "per_minute": rate_limit(),
        "every_hours": EVERY_HOURS,
    }


def _shown(request: Request, connection: Connection) -> HttpResponse:
    now = timezone.now()
    view = get_sync(connection.tenant, now)
    watched = request.GET.get("run", "") == str(view.run_id)
    context = {
        **sync_context(connection, view),
        "news": watched and view.state == "published",
        "tenant_strip": tenant_strip(connection, now),
    }
    return render_page(request, *SYNC, context)
