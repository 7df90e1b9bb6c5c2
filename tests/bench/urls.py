"""The product's addresses, and the bare page that its profile is held against."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path
from django.views.decorators.http import require_safe

from config.urls import urlpatterns as product
from customers.models import CustomerCopy


@require_safe
def bare(request: HttpRequest, customer_id: str) -> HttpResponse:
    """Read one row and render it."""
    row = get_object_or_404(CustomerCopy.objects.defer("body"), customer_id=customer_id)
    return render(request, "bare.html", {"row": row})


urlpatterns = [*product, path("bare/<str:customer_id>/", bare)]
