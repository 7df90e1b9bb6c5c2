"""The product's addresses, a bare page, and Django's admin over the same table."""

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
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
        *("acquisition_cost", "profit", "active_devices", "contract_ends_on"),
    )
    list_filter = ("recovery", "status", "customer_type")
    search_fields = ("name", "company", "email", "customer_id")
    ordering = ("-profit",)
    list_per_page = 50


@require_safe
def bare(request: HttpRequest, pk: int) -> HttpResponse:
    """Read one row and render it with as many bytes as the page of ours."""
    row = get_object_or_404(PortfolioCustomer.objects.defer("document"), pk=pk)
    return render(request, "bare.html", {"row": row})


urlpatterns = [*product, path("bare/<int:pk>/", bare), path("admin/", admin.site.urls)]
