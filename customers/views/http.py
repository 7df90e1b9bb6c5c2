"""The typed request, and the one helper that picks page or partial."""

from collections.abc import Mapping

from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django_htmx.middleware import HtmxDetails


class Request(HttpRequest):
    """A request of a signed-in user, with what htmx says about itself."""

    user: User
    htmx: HtmxDetails


def render_page(
    request: HttpRequest,
    page_template: str,
    partial_template: str,
    context: Mapping[str, object],
    status: int = 200,
) -> HttpResponse:
    """Return the partial to an htmx request, the whole page to anything else.

    A page that htmx restores from history is a whole page too.
    """
    htmx: HtmxDetails = request.htmx  # type: ignore[attr-defined]
    partial = htmx and not htmx.history_restore_request
    template = partial_template if partial else page_template
    response = render(request, template, dict(context), status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response
