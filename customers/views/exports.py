"""Taking a list along: at once, or prepared in the background and fetched by a link for a day."""

from time import monotonic
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from customers.forms import ExportForm
from customers.selectors.exports import AT_ONCE, count_rows, get_exports, view_export
from customers.selectors.portfolio_list import read_wish
from customers.selectors.portfolio_page import get_portfolio
from customers.selectors.tenancy import Connection, tenant_strip
from customers.services.ask_export import ask_export
from customers.services.delete_export import delete_export
from customers.services.errors import (
    Busy,
    ExportGone,
    ExportNotFound,
    NothingToExport,
    ServiceError,
    TooManyExports,
)
from customers.services.export_table import PREPARE
from customers.services.find_export import find_export, find_signed, link_key
from customers.services.open_export import ExportFormat, open_export, stream_list

from .answers import connection_of
from .files import accepts_gzip, send_file
from .http import Request, render_page
from .personal_data import hidden_from
from .portfolio_access import refusal

_PAGE = "customers/exports/page.html", "customers/exports/_main.html"
_ONE = "customers/exports/one.html", "customers/exports/_one.html"
_GONE = "customers/exports/gone.html", "customers/exports/_gone.html"
_STATUS = {Busy: 503, ExportGone: 410, NothingToExport: 409, TooManyExports: 429}
EXPORTED = frozenset({"email", "phone"})
"""The personal data that a list can hold."""


@require_safe
def export_csv(request: Request, tenant_slug: str) -> HttpResponseBase:
    """The list of the address as a CSV file; `prepare` leads to the background if it is large."""
    return _stream(request, tenant_slug, ExportFormat.CSV)


@require_safe
def export_xlsx(request: Request, tenant_slug: str) -> HttpResponseBase:
    """The list of the address as an XLSX file; `prepare` leads to the background if it is large."""
    return _stream(request, tenant_slug, ExportFormat.XLSX)


def _stream(request: Request, tenant_slug: str, file_format: ExportFormat) -> HttpResponseBase:
    connection = connection_of(request, tenant_slug)
    if refused := refusal(request, connection):
        return refused
    if PREPARE in request.GET and _is_large(request, connection, file_format):
        return redirect(_with_query(reverse("exports", args=[tenant_slug]), request))
    try:
        file = stream_list(
            connection,
            file_format,
            request.META["QUERY_STRING"],
            hidden_from(request),
            zone=timezone.get_current_timezone_name(),
            gzip=accepts_gzip(request),
            now=timezone.now(),
            seconds=monotonic,
        )
        return send_file(request, file)
    except ServiceError as error:
        return _failed(request, connection, error)


def _is_large(request: Request, connection: Connection, file_format: ExportFormat) -> bool:
    portfolio = get_portfolio(connection)
    if portfolio is None:
        return False
    return count_rows(portfolio, read_wish(request.GET), timezone.now()) > AT_ONCE[file_format]


def _with_query(url: str, request: Request) -> str:
    query = request.GET.copy()
    query.pop(PREPARE, None)
    return f"{url}?{query.urlencode()}" if query else url


@require_http_methods(["GET", "HEAD", "POST"])
def exports(request: Request, tenant_slug: str) -> HttpResponse:
    """What can be taken along of the list of the address; POST has it prepared."""
    connection = connection_of(request, tenant_slug)
    if refused := refusal(request, connection):
        return refused
    if request.method == "POST":
        return _ask(request, connection)
    page = get_exports(
        connection, get_portfolio(connection), read_wish(request.GET), timezone.now()
    )
    context = {"page": page, "tenant_strip": page.tenant_strip}
    return render_page(request, *_PAGE, context)


def _ask(request: Request, connection: Connection) -> HttpResponse:
    form = ExportForm(request.POST)
    portfolio = get_portfolio(connection)
    if not form.is_valid() or portfolio is None:
        return _failed(request, connection, NothingToExport("There is nothing to export."))
    now = timezone.now()
    try:
        export = ask_export(
            connection,
            ExportFormat(form.cleaned_data["format"]),
            form.cleaned_data["query"],
            hidden_from(request) & EXPORTED,
            zone=timezone.get_current_timezone_name(),
            expected_count=count_rows(portfolio, read_wish(form.words()), now),
            now=now,
        )
    except ServiceError as error:
        return _failed(request, connection, error)
    return redirect("export", connection.tenant.slug, export.pk)


@require_safe
def export(request: Request, tenant_slug: str, export_id: UUID) -> HttpResponse:
    """How far one export is, then the link to it."""
    connection = connection_of(request, tenant_slug)
    if refused := refusal(request, connection):
        return refused
    now = timezone.now()
    try:
        found = find_export(connection, export_id, now=now)
    except ServiceError as error:
        return _failed(request, connection, error)
    link = reverse("export_download", args=[tenant_slug, export_id])
    context = {
        "export": view_export(found, tenant_slug, now),
        "download_url": f"{link}?key={link_key(connection, export_id)}",
        "exports_url": reverse("exports", args=[tenant_slug]),
        "tenant_strip": tenant_strip(connection, now),
    }
    return render_page(request, *_ONE, context)


@require_safe
def export_download(request: Request, tenant_slug: str, export_id: UUID) -> HttpResponseBase:
    """The file of an export, to its owner, by its link, while the key works."""
    connection = connection_of(request, tenant_slug)
    if refused := refusal(request, connection):
        return refused
    key = request.GET.get("key", "")
    try:
        found = find_signed(connection, export_id, key, now=timezone.now())
        gzip = accepts_gzip(request)
        return send_file(request, open_export(connection, found, gzip=gzip, seconds=monotonic))
    except ServiceError as error:
        return _failed(request, connection, error)


@require_POST
def export_delete(request: Request, tenant_slug: str, export_id: UUID) -> HttpResponse:
    """Delete an export of one's own, ready or not."""
    connection = connection_of(request, tenant_slug)
    if not delete_export(connection, export_id):
        raise Http404
    return redirect("exports", tenant_slug)


def _failed(request: Request, connection: Connection, error: ServiceError) -> HttpResponse:
    """What went wrong, in plain words, and the way on."""
    if isinstance(error, ExportNotFound):
        raise Http404 from error
    context = {
        "explanation": error.explanation,
        "gone": isinstance(error, ExportGone),
        "exports_url": reverse("exports", args=[connection.tenant.slug]),
        "tenant_strip": tenant_strip(connection, timezone.now()),
    }
    response = render_page(request, *_GONE, context, status=_STATUS.get(type(error), 503))
    if isinstance(error, Busy):
        response.headers["Retry-After"] = str(int(error.retry_after))
    return response
