"""The profile of one customer, and the panels that belong to it."""

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe
from django_htmx.http import trigger_client_event

from customers.selectors.profile import get_profile_page
from customers.selectors.receipt import HERO, get_receipt_page, has_receipt
from customers.selectors.tenancy import (
    Connection,
    get_connection,
    list_connections,
    tenant_strip,
)
from customers.services.errors import Busy, CustomerNotFound, ServiceError
from customers.services.open_customer import open_customer

from .http import Request, render_page
from .problems import problem_of, with_retry_after


@require_safe
def profile(request: Request, tenant_slug: str, customer_id: str) -> HttpResponse:
    """The saved copy or FlexPortal's answer; `?refresh=1` asks FlexPortal now."""
    connection = _connection(request, tenant_slug)
    refresh = request.GET.get("refresh") == "1"
    try:
        opened = open_customer(connection, customer_id, refresh=refresh, clock=timezone.now)
    except ServiceError as error:
        return _problem(request, connection, customer_id, error)
    busy = opened.problem if isinstance(opened.problem, Busy) else None
    page = get_profile_page(
        connection,
        opened.copy,
        opened.customer,
        before=opened.before,
        now=timezone.now(),
        wait=busy.retry_after if busy else None,
    )
    response = render_page(
        request,
        "customers/profile/page.html",
        "customers/profile/_main.html",
        {"page": page, "tenant_strip": page.tenant_strip, "busy": busy and busy.explanation},
    )
    if refresh:
        trigger_client_event(response, "profile-refreshed", after="settle")
    return response


@require_safe
def receipt(request: Request, tenant_slug: str, customer_id: str) -> HttpResponse:
    """The working behind one figure (`?figure=`), as a page or inside the dialog."""
    connection = _connection(request, tenant_slug)
    figure = request.GET.get("figure", HERO)
    if not has_receipt(figure):
        raise Http404
    try:
        opened = open_customer(connection, customer_id, refresh=False, clock=timezone.now)
    except ServiceError as error:
        return _problem(request, connection, customer_id, error)
    now = timezone.now()
    page = get_receipt_page(connection, opened.copy, opened.customer, figure, now=now)
    return render_page(
        request,
        "customers/receipt/page.html",
        "customers/receipt/_main.html",
        {"page": page, "tenant_strip": tenant_strip(connection, now)},
    )


def _connection(request: Request, tenant_slug: str) -> Connection:
    connection = get_connection(request.user, tenant_slug)
    if connection is None:
        raise Http404
    return connection


def _problem(
    request: Request, connection: Connection, customer_id: str, error: ServiceError
) -> HttpResponse:
    problem = problem_of(error, connection.name)
    context = {
        "problem": problem,
        "customer_id": customer_id,
        "connection": connection,
        "others": _others(request, connection) if isinstance(error, CustomerNotFound) else (),
        "tenant_strip": tenant_strip(connection, timezone.now()),
    }
    response = render_page(
        request,
        "customers/problem/page.html",
        "customers/problem/_main.html",
        context,
        status=problem.status,
    )
    return with_retry_after(response, problem)


def _others(request: Request, connection: Connection) -> tuple[Connection, ...]:
    return tuple(one for one in list_connections(request.user) if one.pk != connection.pk)
