"""Whether personal data is hidden: kept in the session, so that no page has to ask for it."""

from typing import Any

from django.contrib.auth.models import User
from django.contrib.auth.signals import user_logged_in
from django.core.exceptions import BadRequest
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from customers.forms import VisibilityForm
from customers.services.choose_visibility import (
    Personal,
    Visibility,
    choose_visibility,
    recall_visibility,
)

from .http import Request

KEY = "personal_data"
EVERYTHING = "1"


@require_POST
def personal_data(request: Request) -> HttpResponse:
    """Choose, and go back to the page one looks at."""
    form = VisibilityForm(request.POST)
    if not form.is_valid():
        raise BadRequest
    choice = Visibility(form.cleaned_data["choice"])
    choose_visibility(request.user, choice)
    request.session[KEY] = choice.value
    back = form.cleaned_data["back"]
    ours = url_has_allowed_host_and_scheme(back, allowed_hosts=None) and back.startswith("/")
    return redirect(back if ours else "lookup")


def hidden_from(request: HttpRequest) -> frozenset[str]:
    """The personal data that the answer must not hold; `?reveal=` shows one of them, or all (1)."""
    if request.session.get(KEY, Visibility.SHOWN) == Visibility.SHOWN:
        return frozenset()
    revealed = request.GET.getlist("reveal")
    return frozenset() if EVERYTHING in revealed else frozenset(Personal) - set(revealed)


@receiver(user_logged_in)
def begin_session(request: HttpRequest, user: User, **_: Any) -> None:
    """A new session begins as the person always wants it."""
    request.session[KEY] = recall_visibility(user).value
