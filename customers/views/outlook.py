"""The outlook of one customer: collected against cost, and when it breaks even."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from customers.selectors.outlook import OutlookSource, get_outlook_page
from customers.services.errors import ServiceError
from customers.services.open_outlook import open_outlook

from .answers import answer_problem, connection_of
from .http import Request, render_page

_PAGE, _PARTIAL = "customers/money/page.html", "customers/money/_outlook.html"
_FAILED = "customers/money/_failed.html"


@require_safe
def outlook(request: Request, tenant_slug: str, customer_id: str) -> HttpResponse:
    """From the saved lists, as page or partial; they are renewed by their own panels."""
    connection = connection_of(request, tenant_slug)
    try:
        opened = open_outlook(connection, customer_id, clock=timezone.now)
    except ServiceError as error:
        return answer_problem(request, connection, customer_id, error, partial=_FAILED)
    devices, payments, now = opened.subscriptions, opened.payments, timezone.now()
    copies, customer = (devices.copy, payments.copy), opened.customer.customer
    source = OutlookSource(connection, customer, devices.rows, payments.rows, copies, now)
    page = get_outlook_page(source)
    context = {"page": page, "tenant_strip": page.tenant_strip}
    return render_page(request, _PAGE, _PARTIAL, context)
