"""What may be done with a customer's devices, and one device's choices side by side."""

from typing import Any

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from customers.forms import ExtensionForm
from customers.selectors.options import OptionsPage, get_options_page
from customers.selectors.panel import PanelSource
from customers.selectors.table import Wish
from customers.selectors.tenancy import Connection
from customers.selectors.what_if import Terms, WhatIfPage, get_what_if_page
from customers.services.ask_quotes import AskedQuotes, ask_quotes
from customers.services.errors import Busy, ServiceError
from customers.services.open_device import OpenedDevice, open_device
from customers.services.open_list import OpenedList
from customers.services.open_panel import OpenedPanel, open_panel

from .answers import answer_problem, connection_of
from .http import Request, render_page
from .problems import problem_of, with_retry_after

_DEVICES = "subscriptions"


@require_safe
def options(request: Request, tenant_slug: str, customer_id: str) -> HttpResponse:
    """Every device with its verdicts; `status` and `page` choose, `?refresh=1` asks now."""
    connection = connection_of(request, tenant_slug)
    refresh = request.GET.get("refresh") == "1"
    try:
        opened = open_panel(connection, customer_id, _DEVICES, refresh=refresh, clock=timezone.now)
    except ServiceError as error:
        return answer_problem(request, connection, customer_id, error)
    page = get_options_page(_source(request, connection, opened, opened.listed), opened.listed.rows)
    return render_page(
        request,
        "customers/options/page.html",
        "customers/options/_main.html",
        _context(page, opened.listed),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def device_options(
    request: Request, tenant_slug: str, customer_id: str, subscription_id: str
) -> HttpResponse:
    """One device's choices; POST asks FlexPortal's calculators, `months` and `price` try terms."""
    connection = connection_of(request, tenant_slug)
    refresh = request.GET.get("refresh") == "1"
    try:
        opened = open_device(
            connection, customer_id, subscription_id, refresh=refresh, clock=timezone.now
        )
        if opened is None:
            raise Http404
        asked = _asked(request, connection, subscription_id)
    except ServiceError as error:
        return answer_problem(request, connection, customer_id, error)
    return _side_by_side(request, connection, opened, asked)


def _side_by_side(
    request: Request, connection: Connection, opened: OpenedDevice, asked: AskedQuotes
) -> HttpResponse:
    form = _form(request)
    terms = Terms(**form.cleaned_data) if form.is_valid() else Terms()
    source = _source(request, connection, opened.panel, opened.oldest)
    payments = opened.payments.rows
    page = get_what_if_page(source, opened.subscription, payments, terms, asked.quotes)
    problem = problem_of(asked.problem, connection.name) if asked.problem else None
    response = render_page(
        request,
        "customers/what_if/page.html",
        "customers/what_if/_main.html",
        {**_context(page, opened.oldest), "form": form, "unasked": asked.problem},
        status=problem.status if problem else 400 if form.errors else 200,
    )
    return with_retry_after(response, problem)


def _context(page: OptionsPage | WhatIfPage, listed: OpenedList[Any]) -> dict[str, object]:
    busy = _busy(listed)
    return {
        "page": page,
        "tenant_strip": page.frame.tenant_strip,
        "busy": busy.explanation if busy else "",
    }


def _asked(request: Request, connection: Connection, subscription_id: str) -> AskedQuotes:
    if request.method != "POST":
        return AskedQuotes()
    return ask_quotes(connection, subscription_id, clock=timezone.now)


def _form(request: Request) -> ExtensionForm:
    """The terms in the body, else in the address, else those one begins with."""
    given = request.POST if "months" in request.POST else request.GET
    return ExtensionForm(given if "months" in given else None, initial=Terms()._asdict())


def _busy(listed: OpenedList[Any]) -> Busy | None:
    problem = listed.problem
    return problem if isinstance(problem, Busy) else None


def _source(
    request: Request, connection: Connection, opened: OpenedPanel, listed: OpenedList[Any]
) -> PanelSource:
    busy = _busy(listed)
    return PanelSource(
        connection,
        opened.customer.customer,
        opened.customer.copy.fetched_at,
        listed.copy,
        Wish(status=request.GET.get("status", ""), page=request.GET.get("page", "")),
        timezone.now(),
        busy.retry_after if busy else None,
    )
