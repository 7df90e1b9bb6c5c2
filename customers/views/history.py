"""The history of one customer."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from customers.selectors.history import DaysWanted, get_history_page
from customers.services.errors import ServiceError
from customers.services.open_customer import open_customer

from .answers import answer_problem, connection_of
from .http import Request, render_page


@require_safe
def history(request: Request, tenant_slug: str, customer_id: str) -> HttpResponse:
    """From what is saved, as page or partial; `from` and `to` choose the days to compare."""
    connection = connection_of(request, tenant_slug)
    try:
        opened = open_customer(connection, customer_id, refresh=False, clock=timezone.now)
    except ServiceError as error:
        return answer_problem(
            request, connection, customer_id, error, partial="customers/history/_failed.html"
        )
    wanted = DaysWanted(request.GET.get("from", ""), request.GET.get("to", ""))
    page = get_history_page(
        connection, opened.copy, opened.customer, wanted=wanted, now=timezone.now()
    )
    return render_page(
        request,
        "customers/history/page.html",
        "customers/history/_main.html",
        {"page": page, "tenant_strip": page.tenant_strip},
    )
