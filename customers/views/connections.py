"""The user's own connections: add, try, rename, replace the key, remove."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST
from django_htmx.http import HttpResponseClientRedirect, trigger_client_event

from customers.forms import ConnectForm, KeyForm, RenameForm
from customers.selectors.connections import (
    ConnectionCard,
    ConnectionsPage,
    get_connection_card,
    get_connections_page,
    list_hues_for,
)
from customers.services.connect_tenant import connect_tenant
from customers.services.errors import (
    Busy,
    CannotOpenKey,
    ConnectionNotFound,
    FetchFailed,
    KeyRefused,
    ServiceError,
)
from customers.services.flexportal_client import Secret, rate_limit, regions
from customers.services.remove_connection import remove_connection
from customers.services.rename_connection import rename_connection
from customers.services.replace_key import replace_key
from customers.services.try_connection import try_connection
from customers.services.try_key import advise

from .http import Request, render_page

DIALOG_ID = "act_%s"
"""Fields of a dialog need ids of their own: the form for one more connection stands below it."""


@dataclass(frozen=True, slots=True)
class Failure:
    """What went wrong in one bold sentence, and what to do about it."""

    status: int
    title: str
    text: str


@sensitive_post_parameters("api_key")
@sensitive_variables()
@require_http_methods(["GET", "HEAD", "POST"])
def connections(request: Request) -> HttpResponse:
    """Every connection and how it stands; POST adds one once FlexPortal accepts its key."""
    page = get_connections_page(request.user, regions=regions(), now=timezone.now())
    form = ConnectForm(
        _posted(request),
        regions=[(one.key, one.label) for one in page.regions],
        hues=[(hue, hue) for hue in page.hues],
        initial={"region": page.regions[0].key, "hue": page.hues[0]},
    )
    if not form.is_bound:
        return _page(request, page, form)
    if not form.is_valid():
        return _page(request, page, form, Failure(400, "Nothing was saved.", ""))
    fields = form.cleaned_data
    key = Secret(fields.pop("api_key"))
    try:
        connection = connect_tenant(request.user, key=key, now=timezone.now(), **fields)
    except ServiceError as error:
        return _page(request, page, form, _failure(error, fields["tenant_id"]))
    return _done(request, f"Key accepted. {connection.name} is ready.")


@sensitive_variables()
@require_POST
def connection_try(request: Request, connection_id: UUID) -> HttpResponse:
    """Ask FlexPortal whether it takes the key; the card says what came of it."""
    failure = None
    try:
        try_connection(request.user, connection_id, now=timezone.now())
    except ServiceError as error:
        failure = _failure(error, "this tenant", saved="")
    card = _card(request, connection_id)
    said = failure.title if failure else f"FlexPortal accepts the key for {card.name}."
    if not request.htmx:
        messages.info(request, said)
        return redirect("connections")
    shown = failure if card.state != "refused" else None
    context = {"connection": card, "failure": shown, "per_minute": rate_limit()}
    part = "customers/connections/_card.html"
    response = render_page(request, part, part, context, failure.status if failure else 200)
    return response if failure else trigger_client_event(response, "toast", {"value": said})


@sensitive_post_parameters("api_key")
@sensitive_variables()
@require_http_methods(["GET", "HEAD", "POST"])
def connection_replace_key(request: Request, connection_id: UUID) -> HttpResponse:
    """Ask for a new key; the old one stays until FlexPortal has accepted it."""
    card = _card(request, connection_id)
    form = KeyForm(_posted(request), auto_id=DIALOG_ID)

    def replace() -> str:
        key = Secret(form.cleaned_data["api_key"])
        replace_key(request.user, connection_id, key, now=timezone.now())
        return f"Key accepted. {card.name} is ready."

    return _act(request, "replace_key", form, replace, {"connection": card})


@require_http_methods(["GET", "HEAD", "POST"])
def connection_rename(request: Request, connection_id: UUID) -> HttpResponse:
    """Ask for another name or colour, and for the currency where it is not known."""
    card = _card(request, connection_id)
    hues = list_hues_for(request.user, connection_id)
    form = RenameForm(
        _posted(request),
        auto_id=DIALOG_ID,
        hues=[(hue, hue) for hue in hues],
        initial={"name": card.name, "hue": card.hue},
    )

    def rename() -> str:
        renamed = rename_connection(request.user, connection_id, **form.cleaned_data)
        return f"Saved. It is called {renamed.name}."

    return _act(request, "rename", form, rename, {"connection": card, "hues": hues})


@require_http_methods(["GET", "HEAD", "POST"])
def connection_remove(request: Request, connection_id: UUID) -> HttpResponse:
    """Ask once more, then remove the key and what only it opened."""
    card = _card(request, connection_id)

    def remove() -> str:
        remove_connection(request.user, connection_id, now=timezone.now())
        return f"{card.name} was removed."

    return _act(request, "remove", Form(_posted(request)), remove, {"connection": card})


def _act(
    request: Request,
    name: str,
    form: Form,
    act: Callable[[], str],
    context: Mapping[str, object],
) -> HttpResponse:
    """A dialog, or a page without JavaScript; what was done is said on the list."""
    failure = None
    if form.is_bound and form.is_valid():
        try:
            return _done(request, act())
        except ServiceError as error:
            failure = _failure(error, "this tenant")
    part = f"customers/connections/_{name}.html"
    status = failure.status if failure else 400 if form.errors else 200
    context = {"form": form, "failure": failure, "part": part, **context}
    return render_page(request, "customers/connections/act.html", part, context, status)


def _page(
    request: Request, page: ConnectionsPage, form: Form, failure: Failure | None = None
) -> HttpResponse:
    part = "_add" if form.is_bound else "_main"
    return render_page(
        request,
        "customers/connections/page.html",
        f"customers/connections/{part}.html",
        {"page": page, "form": form, "failure": failure, "per_minute": rate_limit()},
        failure.status if failure else 200,
    )


def _posted(request: Request) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _card(request: Request, connection_id: UUID) -> ConnectionCard:
    card = get_connection_card(request.user, connection_id, now=timezone.now())
    if card is None:
        raise Http404
    return card


def _done(request: Request, said: str) -> HttpResponse:
    messages.success(request, said)
    if request.htmx:
        return HttpResponseClientRedirect(redirect("connections").url)
    return redirect("connections")


def _failure(error: ServiceError, tenant_id: str, *, saved: str = "Nothing was saved.") -> Failure:
    match error:
        case ConnectionNotFound():
            raise Http404
        case KeyRefused() | CannotOpenKey():
            status = 403
        case FetchFailed(reason="malformed"):
            status = 502
        case FetchFailed() | Busy():
            status = 503
        case _:
            status = 400
    return Failure(status, error.explanation, f"{saved} {advise(error, tenant_id)}".strip())
