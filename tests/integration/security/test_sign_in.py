"""Everything is closed but sign-in, and an ended session never ends up inside a page."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import get_resolver

from tests.architecture.addresses import every_address
from tests.conftest import PASSWORD

pytestmark = pytest.mark.django_db

OPEN = {"/healthz", "/readyz", "/accounts/login/", "/accounts/inactive/"}
OPEN_WITHIN_SIGN_IN = {"/accounts/2fa/authenticate/", "/accounts/2fa/webauthn/login/"}
CLOSED = [path for path in every_address(get_resolver()) if path not in OPEN | OPEN_WITHIN_SIGN_IN]


@pytest.mark.parametrize("path", CLOSED)
def test_a_closed_address_leads_to_sign_in(client: Client, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 302
    assert response.headers["Location"].startswith("/accounts/login/")


@pytest.mark.parametrize("path", sorted(OPEN))
def test_an_open_address_answers_anybody(client: Client, path: str) -> None:
    assert client.get(path).status_code == 200


def test_an_htmx_request_gets_sign_in_as_a_whole_page(client: Client) -> None:
    headers = {"HX-Request": "true", "HX-Current-URL": "http://testserver/connections/?a=1"}
    response = client.get(CLOSED[0], headers=headers)
    assert (response.status_code, response.content) == (200, b"")
    expected = "/accounts/login/?next=/connections/%3Fa%3D1"
    assert response.headers["HX-Redirect"] == expected


def test_sign_in_never_leads_to_another_site(client: Client) -> None:
    headers = {"HX-Request": "true", "HX-Current-URL": "https://evil.example/a"}
    response = client.get(CLOSED[0], headers=headers)
    assert response.headers["HX-Redirect"] == "/accounts/login/?next=/"


@pytest.mark.parametrize("name", ["owner", "OWNER", "owner@recoup.example"])
def test_name_and_mail_both_sign_in(client: Client, owner: User, name: str) -> None:
    response = client.post("/accounts/login/", {"login": name, "password": PASSWORD})
    assert (response.status_code, response.headers["Location"]) == (302, "/")


def test_signing_in_changes_the_session(client: Client, owner: User) -> None:
    session = client.session
    session["before"] = True
    session.save()
    client.post("/accounts/login/", {"login": "owner", "password": PASSWORD})
    assert client.session.session_key != session.session_key
    assert client.session.get_expire_at_browser_close()


@pytest.mark.parametrize("path", ["signup/", "password/reset/", "email/", "login/code/"])
def test_nobody_signs_up(client: Client, path: str) -> None:
    assert client.get(f"/accounts/{path}").status_code == 404


def test_signing_out_needs_a_post(client: Client, owner: User) -> None:
    client.force_login(owner)
    client.get("/accounts/logout/")
    assert "_auth_user_id" in client.session
    client.post("/accounts/logout/")
    assert "_auth_user_id" not in client.session
