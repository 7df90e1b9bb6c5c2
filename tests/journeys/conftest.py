"""A real browser, and people in front of it."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.servers.basehttp import WSGIRequestHandler
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from customers.models import Connection
from customers.sandbox.sandbox import Sandbox
from tests.integration.connections import a_connection
from tests.journeys.visitors import Visitors

CALM_FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
)

expect.set_options(timeout=20_000)
# as the product is served: otherwise every answer waits 40 ms for the browser's acknowledgement
WSGIRequestHandler.disable_nagle_algorithm = True


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Walk a journey again that failed: a crowded machine may keep a browser waiting too long.

    The report names every journey that needed it; one that fails three times has failed.
    """
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.flaky(reruns=2))


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """The system's own Chromium, which calls nobody by itself; without windows if it can."""
    lean = shutil.which("chromium-headless-shell")
    return {"executable_path": lean or shutil.which("chromium"), "args": CALM_FLAGS.split()}


@pytest.fixture
def visitors(browser: Browser, live_server: LiveServer, sandbox: Sandbox) -> Iterator[Visitors]:
    """Opens browsers for people; in the end, none of their pages may have complained."""
    people = Visitors(browser, live_server.url)
    yield people
    people.leave()
    assert people.complaints == []


@pytest.fixture
def connection(owner: User, sandbox: Sandbox) -> Connection:
    """The owner's accepted key for the Dutch tenant; what it took to try it is forgotten."""
    connected = a_connection(owner)
    sandbox.requests.clear()
    return connected


@pytest.fixture
def page(visitors: Visitors, owner: User, connection: Connection) -> Page:
    """A page of the connected owner, signed in."""
    return visitors.arrive(owner)
