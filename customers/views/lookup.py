"""The lookup page: one box for whatever a caller gives."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_safe

from customers.selectors.found import Said, get_found_page, say_owner
from customers.selectors.lookup import connection_with_copy, current_connection, get_lookup_page
from customers.selectors.notes import find_notes
from customers.selectors.tenancy import Connection, list_connections
from customers.services.errors import NotAnId
from customers.services.look_at_attention import look_at_attention
from customers.services.look_up import (
    BESIDE_CUSTOMERS,
    Answer,
    IdKind,
    Kind,
    Recognised,
    check_text,
    look_up_email,
    look_up_id,
    recognise,
)

from .http import Request, render_page
from .problems import NOT_ALL_ASKED, Problem, problem_of, with_retry_after


@require_safe
def lookup(request: Request) -> HttpResponse:
    """The box with recent customers; with `?q=`, what was pasted leads to its customer.

    `tenant` names the tenant to look in, `everywhere=1` means all of the user's tenants.
    """
    connections = list_connections(request.user)
    if not connections:
        return _render(request, "first_run", {})
    text = request.GET.get("q", "")
    current = current_connection(request.user, connections, request.GET.get("tenant", ""))
    found = recognise(text)
    match found.kind:
        case Kind.NOTHING:
            return _home(request, connections, current)
        case Kind.OTHER_ADDRESS:
            return _home(request, connections, current, problem=found.said)
        case Kind.NOTE:
            return _notes(request, connections, current, found)
        case Kind.EMAIL:
            return _search(request, connections, current, found)
    return _open(request, connections, current, found)


def _open(
    request: Request, connections: Sequence[Connection], current: Connection, found: Recognised
) -> HttpResponse:
    """A customer id leads straight to the profile; whose any other id is, FlexPortal says."""
    if request.GET.get("as") == "other":
        found = replace(found, kind=Kind.OTHER_ID, tries=BESIDE_CUSTOMERS)
    if found.slug and all(found.slug != one.tenant.slug for one in connections):
        problem = "This address belongs to no tenant that you are connected to."
        return _home(request, connections, current, problem=problem, status=404)
    try:
        check_text(found.value, found.tries)
    except NotAnId as error:
        problem = f"This cannot be a customer id: {error.explanation}."
        return _home(request, connections, current, problem=problem)
    if request.GET.get("everywhere") == "1":
        return _search(request, connections, current, found)
    slug = found.slug or _tenant_of(request, connections, current, found)
    return (
        redirect("profile", slug, found.value)
        if slug
        else _search(request, connections, current, found)
    )


def _tenant_of(
    request: Request, connections: Sequence[Connection], current: Connection, found: Recognised
) -> str:
    """Where the profile of this id is: in the tenant named, else the one with a saved copy."""
    if IdKind.CUSTOMER not in found.tries:
        return ""
    named = request.GET.get("tenant") == current.tenant.slug
    eligible = (current,) if named else connections
    alone = len(found.tries) == 1
    if alone and len(eligible) == 1:
        return current.tenant.slug
    saved = connection_with_copy(eligible, found.value)
    if saved is None and not alone:
        return ""
    return (saved or current).tenant.slug


def _search(
    request: Request, connections: Sequence[Connection], current: Connection, found: Recognised
) -> HttpResponse:
    """Ask FlexPortal; one hit leads to its profile, several are listed."""
    asked = connections if request.GET.get("everywhere") == "1" else (current,)
    if found.kind is Kind.EMAIL:
        answers = look_up_email(asked, found.value, clock=timezone.now)
    else:
        answers = look_up_id(asked, found.value, found.tries, clock=timezone.now)
    hits = [(one, copy) for one in answers for copy in one.copies]
    if len(hits) > 1 or not hits:
        return _found(request, connections, current, found, answers)
    ((answer, copy),) = hits
    if answer.kind not in {None, IdKind.CUSTOMER}:
        messages.info(request, say_owner(f"{answer.kind.label} {found.value}", copy))
    return redirect("profile", answer.connection.tenant.slug, copy.customer_id)


def _found(
    request: Request,
    connections: Sequence[Connection],
    current: Connection,
    found: Recognised,
    answers: Sequence[Answer],
) -> HttpResponse:
    """Several customers, or none, and what each tenant answered."""
    text = request.GET.get("q", "") if found.kind is Kind.OTHER_ID else found.value
    more = {"as": "other"} if request.GET.get("as") == "other" else {}
    asked = {one.connection.pk for one in answers}
    said = [_said(one) for one in answers]
    said += [Said(one, (), "") for one in connections if one.pk not in asked]
    page = get_found_page(text, current, said, now=timezone.now(), **more)
    problem = None if page.hits else _problem(answers)
    context = {"page": page, "text": text, "found": found, "unanswered": problem}
    status = 200 if page.hits else problem.status if problem else 404
    response = _render(request, "found", context, status=status)
    return with_retry_after(response, problem)


def _notes(
    request: Request, connections: Sequence[Connection], current: Connection, found: Recognised
) -> HttpResponse:
    """Nothing is sent to FlexPortal: notes are Recoup's own."""
    page = find_notes(connections, current, found.value, now=timezone.now())
    context = {"page": page, "text": request.GET.get("q", ""), "found": found}
    return _render(request, "notes", context, status=200 if page.notes else 404)


def _said(answer: Answer) -> Said:
    if not answer.asked:
        words = ""
    elif answer.problem:
        saved = " These are saved copies." if answer.copies else ""
        words = answer.problem.explanation + saved
    else:
        words = "found" if answer.copies else "not found"
    return Said(answer.connection, answer.copies, words)


def _problem(answers: Sequence[Answer]) -> Problem | None:
    """Not found is only what FlexPortal said; a tenant that gave no answer may still have it."""
    for one in answers:
        if one.problem:
            return problem_of(one.problem, one.connection.name)
    return None if all(one.asked for one in answers) else NOT_ALL_ASKED


def _home(
    request: Request,
    connections: Sequence[Connection],
    current: Connection,
    *,
    problem: str = "",
    status: int = 400,
) -> HttpResponse:
    now: datetime = timezone.now()
    looks = look_at_attention(request.user, connections, now=now)
    page = get_lookup_page(request.user, connections, current, looks, now=now)
    context = {"page": page, "text": request.GET.get("q", ""), "problem": problem}
    return _render(request, "home", context, status=status if problem else 200)


def _render(
    request: Request, name: str, context: dict[str, object], *, status: int = 200
) -> HttpResponse:
    page = context.get("page")
    return render_page(
        request,
        f"customers/lookup/{name}.html",
        f"customers/lookup/_{name}.html",
        {"tenant_strip": getattr(page, "tenant_strip", None), **context},
        status=status,
    )
