"""A supervisor learns what is missing."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import override_settings

from config.wsgi import application

Write = Callable[[Any], object]
pytestmark = pytest.mark.django_db


def test_all_is_well(client: Client) -> None:
    assert client.get("/healthz").content == b"ok"
    assert client.get("/readyz").json() == {"unready": []}


def test_a_missing_migration_is_told(client: Client) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'customers'")
    response = client.get("/readyz")
    assert (response.status_code, response.json()) == (503, {"unready": ["migrations"]})


def test_a_cache_that_is_away_is_told(client: Client) -> None:
    redis = "django.core.cache.backends.redis.RedisCache"
    away = {"default": {"BACKEND": redis, "LOCATION": "redis://127.0.0.1:1/0"}}
    with override_settings(CACHES=away):
        response = client.get("/readyz")
    assert (response.status_code, response.json()) == (503, {"unready": ["cache"]})
    assert cache.get("nothing") is None


def test_nothing_else_than_reading_is_answered(client: Client) -> None:
    assert client.post("/healthz").status_code == 405
    assert client.post("/readyz").status_code == 405


def test_the_product_answers_a_server() -> None:
    environ = RequestFactory(SERVER_NAME="testserver").get("/healthz").environ
    told: list[str] = []

    def start(status: str, headers: list[tuple[str, str]], error: object = None, /) -> Write:
        told.append(status)
        return told.append

    body = application(environ, start)
    assert (told, b"".join(body)) == (["200 OK"], b"ok")


def test_a_probe_leaves_nothing_in_the_cache(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Anybody may probe as often as they like."""
    monkeypatch.setattr("customers.selectors.readiness.token_hex", lambda _: "known")
    assert client.get("/readyz").status_code == 200
    assert cache.get("readyz:known") is None
