"""After five wrong passwords even the right one is refused, wherever it is tried from."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.contrib.auth.models import User
from django.core.cache import cache
from django.db import connection
from django.test import Client
from pytest_django.fixtures import Settings

from tests.conftest import PASSWORD

GUESSES = 5
LIMIT_OF_AN_ADDRESS = 20


def try_password(password: str, login: str = "owner", **sender: str) -> bool:
    """Return whether a fresh browser gets in."""
    form = {"login": login, "password": password}
    return Client(**sender).post("/accounts/login/", form).status_code == 302  # type: ignore[arg-type]


@pytest.mark.django_db
def test_the_right_password_is_refused_after_five_wrong_ones(owner: User) -> None:
    assert not any(try_password("wrong") for _ in range(GUESSES))
    assert not try_password(PASSWORD)


@pytest.mark.django_db
def test_four_wrong_ones_do_no_harm(owner: User, colleague: User) -> None:
    assert not any(try_password("wrong") for _ in range(GUESSES - 1))
    assert try_password(PASSWORD)
    assert try_password(PASSWORD, "colleague")


@pytest.mark.django_db
def test_another_spelling_of_the_account_is_the_same_account(owner: User) -> None:
    for login in ("owner", "OWNER", " owner", "owner@recoup.example", "Owner@Recoup.Example"):
        assert not try_password("wrong", login)
    assert not try_password(PASSWORD)


@pytest.mark.django_db
def test_another_host_or_address_brings_no_fresh_guesses(owner: User, settings: Settings) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    for number in range(GUESSES):
        sender = {"HTTP_HOST": f"recoup.example:{8000 + number}"}
        assert not try_password("wrong", REMOTE_ADDR=f"203.0.113.{number}", **sender)
    assert not try_password(PASSWORD, REMOTE_ADDR="203.0.113.99", HTTP_HOST="other.example")


@pytest.mark.django_db
def test_an_address_that_guesses_at_many_accounts_is_refused(owner: User) -> None:
    for number in range(LIMIT_OF_AN_ADDRESS):
        forged = {"HTTP_X_FORWARDED_FOR": f"198.51.100.{number}"}
        assert not try_password("wrong", f"somebody{number}", REMOTE_ADDR="203.0.113.5", **forged)
    assert not try_password(PASSWORD, REMOTE_ADDR="203.0.113.5")
    assert try_password(PASSWORD, REMOTE_ADDR="203.0.113.6")


@pytest.mark.django_db
def test_whatever_else_is_counted_or_probed_the_count_stands(owner: User, client: Client) -> None:
    assert not any(try_password("wrong") for _ in range(GUESSES))
    for _ in range(400):
        client.get("/readyz")
    cache.set_many({f"zzz:{number}": number for number in range(400)})
    assert not try_password(PASSWORD)


@pytest.mark.django_db(transaction=True)
def test_threads_share_the_count(owner: User) -> None:
    def guess(_: int) -> bool:
        try:
            return try_password("wrong")
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert not any(pool.map(guess, range(GUESSES)))
    assert not try_password(PASSWORD)
    cache.clear()
    assert try_password(PASSWORD)
