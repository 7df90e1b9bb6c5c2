"""The lists that belong to a profile: subscriptions, orders, payments."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe
from django_htmx.http import trigger_client_event

from customers.selectors.panel import PanelSource
from customers.selectors.panels import get_panel
from customers.selectors.table import Wish
from customers.selectors.tenancy import Connection
from customers.services.errors import ServiceError
from customers.services.open_panel import OpenedPanel, open_panel

from .answers import answer_problem, connection_of
from .http import Request, render_page

FAILED = "customers/panels/_failed.html"


@require_safe
def panel(request: Request, tenant_slug: str, customer_id: str, kind: str) -> HttpResponse:
    """One list as page or partial; `sort`, `status` and `page` choose, `?refresh=1` asks now."""
    connection = connection_of(request, tenant_slug)
    refresh = request.GET.get("refresh") == "1"
    try:
        opened = open_panel(connection, customer_id, kind, refresh=refresh, clock=timezone.now)
    except ServiceError as error:
        return answer_problem(request, connection, customer_id, error, partial=FAILED)
    source = _source(request, connection, opened)
    page = get_panel(source, opened.listed.rows, opened.devices)
    partial, strip = f"customers/panels/_{kind}.html", page.frame.tenant_strip
    context = {"page": page, "panel": partial, "tenant_strip": strip, "busy": opened.listed.busy}
    response = render_page(request, "customers/panels/page.html", partial, context)
    if opened.listed.renewed:
        trigger_client_event(response, "list-renewed", after="settle")
    return response


def _source(request: Request, connection: Connection, opened: OpenedPanel) -> PanelSource:
    listed, wish = opened.listed, (request.GET.get(name, "") for name in ("sort", "status", "page"))
    return PanelSource(
        connection,
        opened.customer.customer,
        opened.customer.copy.fetched_at,
        listed.copy,
        Wish(*wish),
        timezone.now(),
        listed.busy.retry_after if listed.busy else None,
    )
