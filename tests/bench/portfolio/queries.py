"""How many queries an answer took: told in a header to whom asks for it."""

from collections.abc import Callable
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponseBase

HEADER = "X-Bench-Queries"
Answer = Callable[[HttpRequest], HttpResponseBase]


def tell_queries(get_response: Answer) -> Answer:
    """Count what the database is asked; transaction control and savepoints are no questions."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if HEADER not in request.headers:
            return get_response(request)
        seen: list[str] = []

        def count(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
            seen.append(sql)
            return execute(sql, *rest)

        with connection.execute_wrapper(count):
            response = get_response(request)
        response[HEADER] = str(len(seen))
        return response

    return middleware
