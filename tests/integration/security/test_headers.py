"""The headers stand on every answer, errors included, and cookies are as strict as can be."""

import pytest
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from config.middleware import answer_headers, time_zone
from tests.conftest import SignIn

pytestmark = pytest.mark.django_db

EXPECTED = {
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex, nofollow",
}
ANSWERS = [
    *(("/healthz", 200), ("/readyz", 200), ("/accounts/login/", 200), ("/accounts/logout/", 302)),
    *(("/nowhere", 404), ("/static/nothing.css", 404)),
]


@pytest.mark.parametrize(("path", "status"), ANSWERS)
def test_every_answer_carries_the_headers(client: Client, path: str, status: int) -> None:
    response = client.get(path)
    assert response.status_code == status
    assert {name: response.headers.get(name) for name in EXPECTED} == EXPECTED
    assert "HX-Request" in response.headers["Vary"]
    assert "camera=()" in response.headers["Permissions-Policy"]


def test_what_calls_itself_public_may_be_kept() -> None:
    kept = HttpResponse(headers={"Cache-Control": "max-age=60, public"})
    response = answer_headers(lambda _: kept)(HttpRequest())
    assert response.headers["Cache-Control"] == "max-age=60, public"
    assert response.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("path", ["/healthz", "/nowhere", "/accounts/login/"])
def test_the_content_policy_has_no_hole(client: Client, path: str) -> None:
    policy = client.get(path).headers["Content-Security-Policy"]
    assert {"default-src 'none'", "script-src 'self'", "style-src 'self'"} <= set(
        policy.split("; ")
    )
    assert "unsafe" not in policy
    assert "*" not in policy


@pytest.mark.parametrize(
    ("sender", "method", "status"),
    [
        ({"HTTP_HOST": "evil.example"}, "GET", 400),
        ({}, "POST", 403),
    ],
)
def test_a_refused_request_carries_them_too(
    sender: dict[str, str], method: str, status: int
) -> None:
    browser = Client(enforce_csrf_checks=True)
    response = browser.generic(method, "/accounts/login/", **sender)  # type: ignore[arg-type]
    assert response.status_code == status
    assert {name: response.headers.get(name) for name in EXPECTED} == EXPECTED
    assert "Content-Security-Policy" in response.headers


def test_a_crash_carries_them_and_tells_nothing(
    owner: User, sign_in: SignIn, settings: Settings
) -> None:
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, "tests.integration.security.test_headers.crashing"]
    browser = sign_in(owner)
    browser.raise_request_exception = False
    response = browser.get("/accounts/2fa/")
    assert response.status_code == 500
    assert {name: response.headers.get(name) for name in EXPECTED} == EXPECTED
    assert b"not for your eyes" not in response.content


def crashing(get_response: object) -> object:
    """A middleware that fails at every request."""

    def middleware(request: HttpRequest) -> None:
        raise RuntimeError("not for your eyes")

    return middleware


@pytest.mark.parametrize(
    ("cookie", "zone"),
    [
        *(("Europe/Amsterdam", "Europe/Amsterdam"), ("Asia%2FQatar", "Asia/Qatar")),
        *(("../../etc/passwd", "UTC"), ("America", "UTC"), ("", "UTC")),
    ],
)
def test_moments_are_shown_in_the_zone_of_the_browser(cookie: str, zone: str) -> None:
    request = HttpRequest()
    request.COOKIES["timezone"] = cookie
    seen: list[str] = []

    def view(_: HttpRequest) -> HttpResponse:
        seen.append(timezone.get_current_timezone_name())
        return HttpResponse()

    time_zone(view)(request)
    assert seen == [zone]
    assert timezone.get_current_timezone_name() == "UTC"
