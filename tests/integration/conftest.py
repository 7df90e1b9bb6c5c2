"""A connected owner, and the browser they are signed in with."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django.fixtures import Settings

from customers.models import Connection
from customers.sandbox.sandbox import Sandbox
from tests.conftest import SignIn
from tests.integration.connections import a_connection


@pytest.fixture
def connection(owner: User, sandbox: Sandbox) -> Connection:
    """The owner's accepted key for the first tenant; what it took to try it is forgotten."""
    connected = a_connection(owner)
    sandbox.requests.clear()
    return connected


@pytest.fixture
def deadline(request: pytest.FixtureRequest, settings: Settings) -> None:
    """Short where it has to pass; else time to fail three times on a crowded machine.

    An `outcome` that a test is given names the fault.
    """
    given = "outcome" in request.fixturenames
    slow = not given or request.getfixturevalue("outcome").fault in {"slow", "drip", "drip_header"}
    settings.FLEXPORTAL_DEADLINE = 0.8 if slow else 3.0


@pytest.fixture
def signed_in(owner: User, connection: Connection, sign_in: SignIn) -> Client:
    """The connected owner's browser."""
    return sign_in(owner)
