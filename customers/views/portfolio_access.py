"""Who may see a tenant's portfolio: whoever's own key works for it."""

from django.http import HttpResponse
from django.utils import timezone

from customers.selectors.tenancy import Connection, tenant_strip

from .http import Request, render_page
from .problems import key_problem

_PROBLEM = "customers/portfolio/problem.html", "customers/portfolio/_problem.html"


def refusal(request: Request, connection: Connection) -> HttpResponse | None:
    """Why the portfolio is withheld; None where the key works.

    A part of a page that was open before is not swapped: the page is loaded again and says why.
    """
    if connection.is_working:
        return None
    problem = key_problem(connection)
    strip = tenant_strip(connection, timezone.now())
    context = {"problem": problem, "tenant_strip": strip}
    response = render_page(request, *_PROBLEM, context, status=problem.status)
    if request.htmx:
        response.headers["HX-Refresh"] = "true"
    return response
