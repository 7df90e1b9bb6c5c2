"""Production's settings, served by gunicorn in two processes behind a proxy that speaks https."""

import base64
import os
import secrets
import socket
import subprocess
import sys
from collections.abc import Iterator
from http.cookies import SimpleCookie
from pathlib import Path

import pytest
import requests

from tests.architecture.source import ROOT
from tests.conftest import PASSWORD

# Collects the static files, and so does the test of the demo: one after the other.
pytestmark = pytest.mark.usefixtures("_static_files_alone")

ASK = {"Host": "recoup.example.com", "X-Forwarded-Proto": "https"}


def environment(folder: Path) -> dict[str, str]:
    """Return the least that a real installation sets."""
    return {
        "PATH": os.environ["PATH"],
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "ALLOWED_HOSTS": "recoup.example.com",
        "SECRET_KEY": secrets.token_urlsafe(64),
        "VAULT_KEYS": base64.urlsafe_b64encode(secrets.token_bytes(32)).decode(),
        "DATABASE_URL": f"sqlite:///{folder / 'production.sqlite3'}",
        "DJANGO_SUPERUSER_PASSWORD": PASSWORD,
    }


def manage(values: dict[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    """Run a command as an operator would."""
    command = [sys.executable, "manage.py", *words]
    return subprocess.run(  # noqa: S603
        command, cwd=ROOT, env=values, capture_output=True, text=True, check=False
    )


@pytest.fixture(scope="module")
def installation(
    tmp_path_factory: pytest.TempPathFactory, _static_files_alone: None
) -> dict[str, str]:
    """An installed product with two people; returns its environment."""
    values = environment(tmp_path_factory.mktemp("production"))
    for words in ("migrate", "collectstatic --noinput", *map(_person, ("first", "second"))):
        done = manage(values, *words.split())
        assert done.returncode == 0, done.stderr
    return values


def _person(name: str) -> str:
    return f"createsuperuser --noinput --username {name} --email {name}@recoup.example"


@pytest.fixture(scope="module")
def address(installation: dict[str, str]) -> Iterator[str]:
    """The address that two processes serve."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        bind = ["--bind", f"fd://{listener.fileno()}", "--workers", "2", "--log-level", "warning"]
        command = [sys.executable, "-m", "gunicorn", "--config", "deploy/gunicorn.conf.py", *bind]
        server = subprocess.Popen(  # noqa: S603
            command, cwd=ROOT, env=installation, pass_fds=[listener.fileno()]
        )
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            server.terminate()
            server.wait(20)


def sign_in(address: str, name: str, password: str) -> requests.Response:
    """Post the sign-in form as a fresh browser; each call opens connections of its own."""
    url = f"{address}/accounts/login/"
    token = SimpleCookie(requests.get(url, headers=ASK, timeout=30).headers["Set-Cookie"])
    value = token["__Host-csrftoken"].value
    headers = ASK | {"Cookie": f"__Host-csrftoken={value}", "Referer": "https://recoup.example.com"}
    form = {"login": name, "password": password, "csrfmiddlewaretoken": value}
    return requests.post(url, form, headers=headers, timeout=30, allow_redirects=False)


def test_plain_http_is_sent_to_https(address: str) -> None:
    url = f"{address}/accounts/login/"
    host = {"Host": "recoup.example.com"}
    response = requests.get(url, headers=host, timeout=30, allow_redirects=False)
    assert response.status_code == 301
    assert response.headers["Location"] == "https://recoup.example.com/accounts/login/"
    assert response.headers["Content-Security-Policy"]
    assert requests.get(f"{address}/readyz", headers=host, timeout=30).json() == {"unready": []}


def test_cookies_are_bound_to_the_host(address: str) -> None:
    response = sign_in(address, "first", PASSWORD)
    assert (response.status_code, response.headers["Location"]) == (302, "/")
    session = SimpleCookie(response.headers["Set-Cookie"].replace(", __Host", "; __Host"))
    morsel = session["__Host-session"]
    assert morsel["secure"]
    assert morsel["httponly"]
    assert (morsel["samesite"], morsel["path"], morsel["domain"]) == ("Lax", "/", "")
    assert (morsel["max-age"], morsel["expires"]) == ("", "")
    assert response.headers["Strict-Transport-Security"].startswith("max-age=31536000")


def test_two_processes_count_together(address: str) -> None:
    assert [sign_in(address, "second", "wrong").status_code for _ in range(5)] == [200] * 5
    refused = [sign_in(address, "second", PASSWORD) for _ in range(6)]
    assert {answer.status_code for answer in refused} == {200}
    assert "Too many" in refused[0].text


def test_static_files_may_be_kept_for_good(address: str) -> None:
    page = requests.get(f"{address}/accounts/login/", headers=ASK, timeout=30).text
    path = page.split('rel="stylesheet" href="')[1].split('"')[0]
    response = requests.get(address + path, headers=ASK, timeout=30)
    assert "immutable" in response.headers["Cache-Control"]
    assert response.headers["X-Content-Type-Options"] == "nosniff"


def test_deployment_is_sound(installation: dict[str, str]) -> None:
    done = manage(installation, "check", "--deploy", "--fail-level", "WARNING")
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"SECRET_KEY": ""}, "SECRET_KEY is missing. Example: SECRET_KEY="),
        ({"VAULT_KEYS": ""}, "VAULT_KEYS is missing. Example: VAULT_KEYS="),
        ({"ALLOWED_HOSTS_FILE": "/dev/null"}, "ALLOWED_HOSTS is set twice"),
        ({"FLEXPORTAL_REGIONS": "eu=http://api.example"}, "FLEXPORTAL_REGIONS needs https"),
    ],
)
def test_a_wrong_value_stops_the_start(
    installation: dict[str, str], change: dict[str, str], complaint: str
) -> None:
    done = manage(installation | change, "check")
    assert done.returncode == 1
    assert done.stderr.startswith(complaint)


@pytest.mark.parametrize(
    ("change", "check_id"),
    [({"VAULT_KEYS": 43 * "A" + "="}, "recoup.E002"), ({"HTTPS": "off"}, "recoup.W003")],
)
def test_a_doubtful_installation_is_told(
    installation: dict[str, str], change: dict[str, str], check_id: str
) -> None:
    assert check_id in manage(installation | change, "check", "--deploy").stderr
