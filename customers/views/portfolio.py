"""The portfolio: every customer of a tenant, on one page."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from customers.selectors.lookup import current_connection
from customers.selectors.portfolio_list import canonical_query, read_wish
from customers.selectors.portfolio_page import get_portfolio, get_portfolio_page, say_count
from customers.selectors.portfolio_preview import get_preview
from customers.selectors.tenancy import list_connections, tenant_strip

from .answers import connection_of
from .http import Request, render_page
from .personal_data import hidden_from
from .portfolio_access import refusal
from .sync import sync_context

ROWS = "portfolio-rows"
_PAGE = "customers/portfolio/page.html"
_COUNT = "customers/portfolio/count.html", "customers/portfolio/_count.html"
_PREVIEW = "customers/portfolio/preview.html", "customers/portfolio/_preview.html"


@require_safe
def portfolio_home(request: Request) -> HttpResponse:
    """The portfolio of the tenant in use."""
    connections = list_connections(request.user)
    if not connections:
        return redirect("lookup")
    return redirect("portfolio", current_connection(request.user, connections, "").tenant.slug)


@require_safe
def portfolio(request: Request, tenant_slug: str) -> HttpResponse:
    """The whole page, its main part, or the list's rows alone, for whom htmx asks."""
    connection = connection_of(request, tenant_slug)
    if refused := refusal(request, connection):
        return refused
    rows = request.htmx.target == ROWS and not request.htmx.history_restore_request
    page = get_portfolio_page(
        connection, read_wish(request.GET), timezone.now(), hidden_from(request), whole=not rows
    )
    partial = f"customers/portfolio/_{'rows' if rows and page.listed else 'main'}.html"
    context: dict[str, object] = {"page": page, "list": page.listed}
    context["tenant_strip"] = page.tenant_strip
    if page.sync:
        context |= sync_context(connection, page.sync)
    response = render_page(request, _PAGE, partial, context)
    if rows and page.listed:
        response["HX-Push-Url"] = page.listed.here
    return response


@require_safe
def portfolio_count(request: Request, tenant_slug: str) -> HttpResponse:
    """How many customers a list holds in all, and what is open with them."""
    connection = connection_of(request, tenant_slug)
    if refused := refusal(request, connection):
        return refused
    picture = get_portfolio(connection)
    if picture is None:
        raise Http404
    words = say_count(picture, read_wish(request.GET), timezone.now())
    back = f"{reverse('portfolio', args=[tenant_slug])}?{canonical_query(request.GET)}"
    strip = tenant_strip(connection, timezone.now())
    context = {"words": words, "list_url": back, "tenant_strip": strip}
    return render_page(request, *_COUNT, context)


@require_safe
def portfolio_preview(request: Request, tenant_slug: str, customer_id: str) -> HttpResponse:
    """One customer beside the list, or on a page of their own."""
    connection = connection_of(request, tenant_slug)
    if refused := refusal(request, connection):
        return refused
    picture = get_portfolio(connection)
    preview = get_preview(picture, customer_id, timezone.now()) if picture else None
    if preview is None:
        raise Http404
    context = {"preview": preview, "tenant_strip": tenant_strip(connection, timezone.now())}
    return render_page(request, *_PREVIEW, context)
