"""The profile of one customer, and the panels that belong to it."""

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe
from django_htmx.http import trigger_client_event

from customers.selectors.profile import Seen, get_profile_page
from customers.selectors.receipt import HERO, get_receipt_page, has_receipt
from customers.selectors.tenancy import tenant_strip
from customers.services.errors import Busy, ServiceError
from customers.services.open_customer import open_customer

from .answers import answer_problem, connection_of
from .http import Request, render_page
from .personal_data import hidden_from

PROFILE = "customers/profile/page.html", "customers/profile/_main.html"


@require_safe
def profile(request: Request, tenant_slug: str, customer_id: str) -> HttpResponse:
    """The saved copy or FlexPortal's answer; `?refresh=1` asks FlexPortal now."""
    connection = connection_of(request, tenant_slug)
    refresh = request.GET.get("refresh") == "1"
    try:
        opened = open_customer(connection, customer_id, refresh=refresh, clock=timezone.now)
    except ServiceError as error:
        return answer_problem(request, connection, customer_id, error)
    busy = opened.problem if isinstance(opened.problem, Busy) else None
    wait = busy.retry_after if busy else None
    seen = Seen(opened.copy, opened.customer, opened.before, wait, hidden_from(request))
    page = get_profile_page(connection, seen, timezone.now())
    words = busy and busy.explanation
    context = {"page": page, "tenant_strip": page.tenant_strip, "busy": words}
    response = render_page(request, *PROFILE, context)
    if refresh:
        trigger_client_event(response, "profile-refreshed", after="settle")
    return response


@require_safe
def receipt(request: Request, tenant_slug: str, customer_id: str) -> HttpResponse:
    """The working behind one figure (`?figure=`), as a page or inside the dialog."""
    connection = connection_of(request, tenant_slug)
    figure = request.GET.get("figure", HERO)
    if not has_receipt(figure):
        raise Http404
    try:
        opened = open_customer(connection, customer_id, refresh=False, clock=timezone.now)
    except ServiceError as error:
        return answer_problem(request, connection, customer_id, error)
    now = timezone.now()
    page = get_receipt_page(connection, opened.copy, opened.customer, figure, now=now)
    return render_page(
        request,
        "customers/receipt/page.html",
        "customers/receipt/_main.html",
        {"page": page, "tenant_strip": tenant_strip(connection, now)},
    )
