"""An error report tells where it broke, never what was in hand."""

import sys
from collections.abc import Iterator
from http.client import HTTPConnection
from typing import Never

import pytest
from django.core.signals import got_request_exception
from django.http import HttpRequest
from django.test import Client
from django.views.debug import ExceptionReporter
from pytest_django.fixtures import Settings

from customers.models import Connection
from customers.sandbox.cast import MARIEKE, NETHERLANDS
from tests.integration.pages import profile_url

pytestmark = pytest.mark.django_db


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
def browser(signed_in: Client, monkeypatch: pytest.MonkeyPatch) -> Client:
    """A browser for which all breaks where the key is on its way into the socket."""

    def fail(*_: object) -> Never:
        raise RuntimeError("Nobody expected this.")

    monkeypatch.setattr(HTTPConnection, "putheader", fail)
    signed_in.raise_request_exception = False
    return signed_in


@pytest.mark.parametrize(
    "part", ["", "receipt/", "history/", "outlook/", "subscriptions/", "options/", "options/x/"]
)
def test_the_report_of_a_fetch_never_holds_the_key(
    connection: Connection, browser: Client, reports: list[str], part: str
) -> None:
    assert browser.get(profile_url(connection, MARIEKE) + part).status_code == 500
    check(reports)


@pytest.mark.parametrize("text", ["somebody@recoup.example", "ord_1", "serial: 1"])
def test_the_report_of_a_search_never_holds_the_key(
    browser: Client, reports: list[str], text: str
) -> None:
    assert browser.get("/", {"q": text}).status_code == 500
    check(reports)


def test_the_report_of_a_post_names_its_fields_only(
    connection: Connection, browser: Client, reports: list[str]
) -> None:
    url = profile_url(connection, MARIEKE) + "options/x/"
    assert browser.post(url, {"months": "12", "pasted": NETHERLANDS.key}).status_code == 500
    check(reports)
    assert "pasted" in reports[0]


def check(reports: list[str]) -> None:
    """Two reports that say what broke, and whose every value is hidden."""
    assert len(reports) == 2
    for report in reports:
        assert "Nobody expected this." in report
        assert NETHERLANDS.key not in report
