"""The product's addresses, a bare page, and Django's admin over the same table."""

from collections.abc import Iterator
from csv import writer
from io import StringIO

from django.contrib import admin
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path
from django.views.decorators.http import require_safe

from config.urls import urlpatterns as product
from customers.models import PortfolioCustomer


@admin.register(PortfolioCustomer)
class Customers(admin.ModelAdmin):  # type: ignore[type-arg]
    """A list as people configure it: the columns of ours, filters, a search, fifty a page."""

    list_display = (
        *("name", "company", "status", "recovery", "recovery_percent", "collected"),
        *("acquisition_cost", "still_open", "active_devices", "contract_ends_on"),
    )
    list_filter = ("recovery", "status", "customer_type")
    search_fields = ("name", "company", "email", "customer_id")
    ordering = ("-still_open",)
    list_per_page = 50


RAW = (
    *("name", "recovery", "recovery_percent / 10000.0", "collected / 10000.0"),
    *("acquisition_cost / 10000.0", "still_open / 10000.0", "customer_id"),
    *("'Bench'", "'bench'", "'eu'", "'EUR'", "'2026-09-15T06:00:00Z'"),
)
"""The columns of the export as it is offered, in units as its reader needs them."""


@require_safe
def bare(request: HttpRequest, pk: int) -> HttpResponse:
    """Read one row and render it with as many bytes as the page of ours."""
    row = get_object_or_404(PortfolioCustomer.objects.defer("document"), pk=pk)
    return render(request, "bare.html", {"row": row})


@require_safe
def raw(request: HttpRequest) -> StreamingHttpResponse:
    """Every row as CSV straight from a cursor, in the list's order."""
    return StreamingHttpResponse(_raw_lines(), content_type="text/csv")


def _raw_lines() -> Iterator[bytes]:
    table, told = PortfolioCustomer._meta.db_table, ", ".join(RAW)
    with transaction.atomic(), connection.chunked_cursor() as cursor:
        cursor.execute(
            f"SELECT {told} FROM {table} WHERE born <= 2 AND died > 2"  # noqa: S608 - our own words
            " ORDER BY still_open DESC, id DESC"
        )
        while rows := cursor.fetchmany(2_000):
            text = StringIO()
            writer(text).writerows(rows)
            yield text.getvalue().encode()


urlpatterns = [
    *product,
    path("bare/<int:pk>/", bare),
    path("raw.csv", raw),
    path("admin/", admin.site.urls),
]
