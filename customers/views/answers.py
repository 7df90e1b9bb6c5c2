"""What every address below a customer has in common: whose tenant it is, and what went wrong."""

from django.http import Http404, HttpResponse
from django.utils import timezone

from customers.selectors.tenancy import Connection, get_connection, list_connections, tenant_strip
from customers.services.errors import CustomerNotFound, ServiceError

from .http import Request, render_page
from .problems import problem_of, with_retry_after

PAGE = "customers/problem/page.html"


def connection_of(request: Request, tenant_slug: str) -> Connection:
    """The user's own connection; anybody else's tenant is the 404 of one that never existed."""
    connection = get_connection(request.user, tenant_slug)
    if connection is None:
        raise Http404
    return connection


def answer_problem(
    request: Request,
    connection: Connection,
    customer_id: str,
    error: ServiceError,
    partial: str = "customers/problem/_main.html",
) -> HttpResponse:
    """The page that says why a customer cannot be shown, or `partial` in its panel."""
    problem = problem_of(error, connection.name)
    context = {
        "problem": problem,
        "explanation": error.explanation,
        "customer_id": customer_id,
        "connection": connection,
        "others": _others(request, connection) if isinstance(error, CustomerNotFound) else (),
        "tenant_strip": tenant_strip(connection, timezone.now()),
        "now": timezone.localtime(),
    }
    response = render_page(request, PAGE, partial, context, status=problem.status)
    return with_retry_after(response, problem)


def _others(request: Request, connection: Connection) -> tuple[Connection, ...]:
    return tuple(one for one in list_connections(request.user) if one.pk != connection.pk)
