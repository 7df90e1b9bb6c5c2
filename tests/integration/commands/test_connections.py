"""Connections from the terminal: the key comes on standard input and never shows."""

import io

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from pytest_django.fixtures import Settings

from customers.models import Connection
from customers.sandbox.cast import NETHERLANDS
from customers.sandbox.sandbox import Sandbox
from customers.services.flexportal_client import Secret, open_key
from tests.integration.connections import WRONG_KEY, a_connection

pytestmark = pytest.mark.django_db

ARGUMENTS = ("--region", "eu", "--tenant-id", NETHERLANDS.tenant_id, "--name", "Noord")


def connect(monkeypatch: pytest.MonkeyPatch, typed: str, *more: str, user: str = "owner") -> str:
    monkeypatch.setattr("sys.stdin", io.StringIO(typed))
    printed = io.StringIO()
    call_command("connect_tenant", user, *ARGUMENTS, *more, stdout=printed)
    return printed.getvalue()


def test_prints_the_slug_of_the_connected_tenant(
    owner: User, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert connect(monkeypatch, f"{NETHERLANDS.key}\n", "--hue", "slate") == "eu-bu-nordlicht-nl\n"
    connection = Connection.objects.for_user(owner).get()
    assert (connection.name, connection.hue, connection.is_working) == ("Noord", "slate", True)
    assert open_key(connection) == Secret(NETHERLANDS.key)


def test_twice_is_once(owner: User, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = (connect(monkeypatch, NETHERLANDS.key) for _ in range(2))
    assert first == second
    assert Connection.objects.count() == 1


def test_a_refused_key_ends_with_a_plain_reason_and_not_with_the_key(
    owner: User, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(CommandError) as refusal:
        connect(monkeypatch, WRONG_KEY)
    assert refusal.value.returncode == 1
    assert "FlexPortal refused this key (401). Nothing was saved." in str(refusal.value)
    assert WRONG_KEY not in str(refusal.value)
    assert not Connection.objects.exists()


def test_no_verify_keeps_the_key_untried(
    owner: User, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    connect(monkeypatch, WRONG_KEY, "--no-verify")
    assert Connection.objects.get().state == "untried"
    assert not sandbox.requests


@pytest.mark.parametrize("typed", ["", "\n", "  \n"])
def test_an_empty_standard_input_is_said(
    owner: User, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch, typed: str
) -> None:
    with pytest.raises(CommandError, match="No API key came on standard input"):
        connect(monkeypatch, typed)


def test_an_unknown_user_is_said(
    owner: User, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(CommandError, match="no user “nobody”"):
        connect(monkeypatch, NETHERLANDS.key, user="nobody")


def test_rotation_prints_its_counts(owner: User, sandbox: Sandbox, settings: Settings) -> None:
    old, new = bytes(32), bytes(range(32))
    settings.VAULT_KEYS = (old,)
    connection = a_connection(owner)
    settings.VAULT_KEYS = (new, old)
    printed = io.StringIO()
    call_command("rotate_vault_keys", stdout=printed)
    assert printed.getvalue().startswith("Re-sealed 1; 0 were")
    settings.VAULT_KEYS = (new,)
    connection.refresh_from_db()
    assert open_key(connection) == Secret(NETHERLANDS.key)


def test_rotation_fails_when_a_key_stays_shut(
    owner: User, sandbox: Sandbox, settings: Settings
) -> None:
    connection = a_connection(owner)
    settings.VAULT_KEYS = (bytes(range(32)),)
    with pytest.raises(CommandError, match=str(connection.pk)) as failure:
        call_command("rotate_vault_keys", stdout=io.StringIO())
    assert failure.value.returncode == 1
