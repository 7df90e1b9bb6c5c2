"""Saved views of a tenant's list: open, save, rename, share, delete; as a page or in the dialog."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from customers.forms import ViewForm
from customers.selectors.portfolio_list import canonical_query
from customers.selectors.saved_views import get_saved_views
from customers.selectors.tenancy import Connection
from customers.services.change_view import change_view, delete_view
from customers.services.errors import ViewNotFound, ViewRefused
from customers.services.save_view import save_view

from .answers import connection_of
from .http import Request, render_page
from .portfolio_access import refusal

_PAGE = "customers/portfolio/views.html", "customers/portfolio/_views.html"


@require_http_methods(["GET", "HEAD", "POST"])
def portfolio_views(request: Request, tenant_slug: str) -> HttpResponse:
    """All views; POST saves the list of the address under a name."""
    connection = connection_of(request, tenant_slug)
    if refused := refusal(request, connection):
        return refused
    query = canonical_query(request.GET)
    form = ViewForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return _show(request, connection, query, form)
    try:
        save_view(connection, query=query, now=timezone.now(), **form.cleaned_data)
    except ViewRefused as error:
        form.add_error("name", error.explanation)
        return _show(request, connection, query, form)
    return _done(request, connection, query)


@require_POST
def portfolio_view(request: Request, tenant_slug: str, view_id: int) -> HttpResponse:
    """Rename a view of one's own, share it or not."""
    connection = connection_of(request, tenant_slug)
    if refused := refusal(request, connection):
        return refused
    query, form = canonical_query(request.GET), ViewForm(request.POST)
    if not form.is_valid():
        return _show(request, connection, query, form)
    try:
        change_view(connection, view_id, **form.cleaned_data)
    except ViewNotFound as error:
        raise Http404 from error
    except ViewRefused as error:
        form.add_error("name", error.explanation)
        return _show(request, connection, query, form)
    return _done(request, connection, query)


@require_POST
def portfolio_view_delete(request: Request, tenant_slug: str, view_id: int) -> HttpResponse:
    """Delete a view of one's own."""
    connection = connection_of(request, tenant_slug)
    if refused := refusal(request, connection):
        return refused
    try:
        delete_view(connection, view_id)
    except ViewNotFound as error:
        raise Http404 from error
    return _done(request, connection, canonical_query(request.GET))


def _done(request: Request, connection: Connection, query: str) -> HttpResponse:
    if request.htmx:
        return _show(request, connection, query, ViewForm())
    answer = redirect("portfolio_views", connection.tenant.slug)
    if query:
        answer["Location"] += f"?{query}"
    return answer


def _show(request: Request, connection: Connection, query: str, form: ViewForm) -> HttpResponse:
    page = get_saved_views(request.user, connection, query, timezone.now())
    context = {"page": page, "form": form, "tenant_strip": page.tenant_strip}
    return render_page(request, *_PAGE, context, status=400 if form.errors else 200)
