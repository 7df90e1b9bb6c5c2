"""Two questions a supervisor asks: does the process live, and can it serve."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from customers.selectors.readiness import list_unready_parts


@require_safe
@login_not_required
def healthz(request: HttpRequest) -> HttpResponse:
    """Answer: the process lives."""
    return HttpResponse("ok", content_type="text/plain")


@require_safe
@login_not_required
def readyz(request: HttpRequest) -> HttpResponse:
    """Answer 200 when the product can serve, 503 naming what is missing otherwise."""
    unready = list_unready_parts()
    return JsonResponse({"unready": unready}, status=503 if unready else 200)
