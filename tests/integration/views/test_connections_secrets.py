"""A key stays out of Django's error report, out of the log and out of every page."""

import sys
from collections.abc import Callable, Iterator
from http.client import HTTPConnection
from typing import Never

import pytest
from django.contrib.auth.models import User
from django.core.signals import got_request_exception
from django.http import HttpRequest
from django.test import Client
from django.views.debug import ExceptionReporter
from pytest_django.fixtures import Settings

from customers.models import Connection
from customers.sandbox.cast import NETHERLANDS
from customers.sandbox.sandbox import Sandbox
from tests.integration.connections import a_connection

pytestmark = pytest.mark.django_db

SignIn = Callable[[User], Client]
FILLED = {
    "region": NETHERLANDS.region,
    "tenant_id": NETHERLANDS.tenant_id,
    "name": "Noord",
    "hue": "slate",
    "api_key": NETHERLANDS.key,
}


@pytest.fixture
def reports(settings: Settings) -> Iterator[list[str]]:
    """What Django would send to the operators, for every request that fails."""
    settings.DEBUG = False
    written: list[str] = []

    def write(request: HttpRequest, **_: object) -> None:
        reporter = ExceptionReporter(request, *sys.exc_info())
        written.extend((reporter.get_traceback_html(), reporter.get_traceback_text()))

    got_request_exception.connect(write)
    yield written
    got_request_exception.disconnect(write)


@pytest.fixture
def connection(owner: User, sandbox: Sandbox) -> Connection:
    return a_connection(owner)


@pytest.fixture
def browser(owner: User, sign_in: SignIn) -> Client:
    signed_in = sign_in(owner)
    signed_in.raise_request_exception = False
    return signed_in


@pytest.fixture
def _broken(connection: Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    """Break as deep as it goes: where the key is on its way into the socket."""

    def fail(*_: object) -> Never:
        raise RuntimeError("Nobody expected this.")

    monkeypatch.setattr(HTTPConnection, "putheader", fail)


@pytest.mark.usefixtures("_broken")
@pytest.mark.parametrize("act", ["add", "replace-key", "try"])
def test_an_error_report_never_holds_the_key(
    connection: Connection,
    browser: Client,
    reports: list[str],
    caplog: pytest.LogCaptureFixture,
    act: str,
) -> None:
    address = "/connections/" if act == "add" else f"/connections/{connection.pk}/{act}/"
    answer = browser.post(address, {} if act == "try" else FILLED)
    assert answer.status_code == 500
    assert len(reports) == 2
    for text in (*reports, caplog.text, answer.text):
        assert NETHERLANDS.key not in text
    assert "Nobody expected this." in reports[0]
    assert "Nobody expected this." not in answer.text


def test_no_page_holds_a_key(connection: Connection, browser: Client) -> None:
    page = browser.get("/connections/")
    assert NETHERLANDS.key[-4:] in page.text
    for act in ("rename", "replace-key", "remove"):
        page = browser.get(f"/connections/{connection.pk}/{act}/")
        assert NETHERLANDS.key not in page.text
        assert bytes(connection.sealed_key).hex() not in page.text
