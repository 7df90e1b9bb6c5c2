"""Notes on a customer: read, write, pin, delete; each works as a page and inside the profile."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from customers.forms import NoteForm
from customers.selectors.notes import get_notes
from customers.selectors.tenancy import Connection
from customers.services.add_note import add_note
from customers.services.delete_note import delete_note
from customers.services.errors import NoteNotFound, ServiceError
from customers.services.open_customer import open_customer
from customers.services.pin_note import pin_note

from .answers import answer_problem, connection_of
from .http import Request, render_page


@require_http_methods(["GET", "HEAD", "POST"])
def notes(request: Request, tenant_slug: str, customer_id: str) -> HttpResponse:
    """All notes on one customer; POST adds one."""
    connection = connection_of(request, tenant_slug)
    form = NoteForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return _show(request, connection, customer_id, form)
    try:
        opened = open_customer(connection, customer_id, refresh=False, clock=timezone.now)
    except ServiceError as error:
        return _failed(request, connection, customer_id, error)
    customer_id = opened.copy.customer_id
    add_note(connection, customer_id, now=timezone.now(), **form.cleaned_data)
    return _done(request, connection, customer_id)


@require_POST
def note_pin(request: Request, tenant_slug: str, note_id: int) -> HttpResponse:
    """Put a note above the others, or with `pinned=0` back among them."""
    connection = connection_of(request, tenant_slug)
    try:
        note = pin_note(connection, note_id, pinned=request.POST.get("pinned") == "1")
    except NoteNotFound as error:
        raise Http404 from error
    return _done(request, connection, note.customer_id)


@require_POST
def note_delete(request: Request, tenant_slug: str, note_id: int) -> HttpResponse:
    """Delete a note of one's own."""
    connection = connection_of(request, tenant_slug)
    try:
        note = delete_note(connection, note_id)
    except NoteNotFound as error:
        raise Http404 from error
    return _done(request, connection, note.customer_id)


def _done(request: Request, connection: Connection, customer_id: str) -> HttpResponse:
    if request.htmx:
        return _show(request, connection, customer_id, NoteForm())
    return redirect("profile_notes", connection.tenant.slug, customer_id)


def _show(
    request: Request, connection: Connection, customer_id: str, form: NoteForm
) -> HttpResponse:
    try:
        opened = open_customer(connection, customer_id, refresh=False, clock=timezone.now)
    except ServiceError as error:
        return _failed(request, connection, customer_id, error)
    page = get_notes(connection, opened.customer, now=timezone.now())
    return render_page(
        request,
        "customers/notes/page.html",
        "customers/notes/_main.html",
        {"page": page, "form": form, "tenant_strip": page.tenant_strip},
        status=400 if form.errors else 200,
    )


def _failed(
    request: Request, connection: Connection, customer_id: str, error: ServiceError
) -> HttpResponse:
    partial = "customers/notes/_failed.html"
    return answer_problem(request, connection, customer_id, error, partial=partial)
