"""A database or a Redis that does not serve is said to be away; everything else is our mistake."""

import pytest
from django.db import connection as database
from django.db import transaction
from django.test import Client
from pytest_django.fixtures import Settings

from customers.models import Connection
from customers.sandbox.cast import MARIEKE
from tests.integration.pages import HTMX, profile_url, words

pytestmark = pytest.mark.django_db
READ_ONLY = {"sqlite": "PRAGMA query_only = ON", "postgresql": "SET TRANSACTION READ ONLY"}


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_read_only_database_answers_503(
    signed_in: Client, connection: Connection, headers: dict[str, str]
) -> None:
    """As a full disk does: nothing can be kept, so nothing is asked."""
    signed_in.raise_request_exception = False
    with transaction.atomic(), database.cursor() as cursor:
        cursor.execute(READ_ONLY[database.vendor])
        response = signed_in.get(profile_url(connection, MARIEKE), headers=headers)
        if database.vendor == "sqlite":
            cursor.execute("PRAGMA query_only = OFF")
        transaction.set_rollback(True)
    assert (response.status_code, response["Retry-After"]) == (503, "60")
    assert response["Cache-Control"] == "no-store"
    assert "not available just now" in words(response)


def test_redis_being_away_answers_503_too(settings: Settings) -> None:
    redis = "django.core.cache.backends.redis.RedisCache"
    settings.CACHES = {"default": {"BACKEND": redis, "LOCATION": "redis://127.0.0.1:1/0"}}
    browser = Client(raise_request_exception=False)
    response = browser.post("/accounts/login/", {"login": "owner", "password": "wrong"})
    assert (response.status_code, response["Retry-After"]) == (503, "60")


def test_a_mistake_of_ours_answers_500(
    signed_in: Client, connection: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(Connection, "is_working")
    signed_in.raise_request_exception = False
    response = signed_in.get(profile_url(connection, MARIEKE))
    assert response.status_code == 500
    assert "Recoup made a mistake" in words(response)
