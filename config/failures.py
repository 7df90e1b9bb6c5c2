"""What people see when an answer breaks off."""

import sys

from django.db import InterfaceError, InternalError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.loader import render_to_string
from django.views.defaults import server_error
from redis.exceptions import RedisError

TRY_AGAIN_SECONDS = 60
STORE_IS_AWAY = (InterfaceError, InternalError, OperationalError, RedisError)
"""Not reachable, locked for too long, read-only, or its disk is full."""


def say_failure(request: HttpRequest) -> HttpResponseBase:
    """Answer 503 while database or Redis is away, 500 for a mistake of ours; both are logged."""
    if not isinstance(sys.exception(), STORE_IS_AWAY):
        return server_error(request)
    page = render_to_string("503.html")
    return HttpResponse(page, status=503, headers={"Retry-After": str(TRY_AGAIN_SECONDS)})
