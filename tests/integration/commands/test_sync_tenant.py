"""`sync_tenant` in a terminal, and the worker as it is run."""

import os
import subprocess
import sys
from io import StringIO
from pathlib import Path
from time import monotonic, sleep

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from pytest_django.fixtures import Settings

from customers.models import Connection, Portfolio
from customers.sandbox.sandbox import Sandbox
from customers.services.start_sync import start_sync
from tests.integration.services.test_fetch_processes import environment


@pytest.fixture(autouse=True)
def _large_plan(settings: Settings) -> None:
    settings.FLEXPORTAL_RATE_LIMIT = 100_000


class Terminal(StringIO):
    """Says that it is one."""

    def isatty(self) -> bool:
        """A terminal."""
        return True


@pytest.mark.django_db
def test_a_tenant_is_read_and_said_so(connection: Connection, sandbox: Sandbox) -> None:
    out = StringIO()
    call_command("sync_tenant", connection.tenant.slug, stdout=out)
    assert "Read whole at" in out.getvalue()
    terminal = Terminal()
    call_command("sync_tenant", "--all", stdout=terminal)
    assert "[####" in terminal.getvalue()
    assert Portfolio.objects.get().generation == 2


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["nobodys"], "There is no tenant “nobodys”."),
        ([], "Name one tenant, or say --all."),
        (["eu-bu-nordlicht-nl", "--user", "ghost"], "ghost has no connection"),
    ],
)
def test_a_plain_reason_ends_it(connection: Connection, words: list[str], reason: str) -> None:
    with pytest.raises(CommandError, match=reason):
        call_command("sync_tenant", *words, stdout=StringIO())


@pytest.mark.django_db
def test_what_goes_wrong_ends_it_with_the_reason(connection: Connection, sandbox: Sandbox) -> None:
    sandbox.fault = "401"
    with pytest.raises(CommandError, match="FlexPortal refused this key"):
        call_command("sync_tenant", connection.tenant.slug, stdout=StringIO())


@pytest.mark.django_db(transaction=True)
def test_a_worker_takes_up_what_was_started(
    connection: Connection, sandbox: Sandbox, root: Path
) -> None:
    """A real one: woken by the queue, it reads the tenant within seconds."""
    command = [sys.executable, "manage.py", "run_huey"]
    own = environment(sandbox) | {"FLEXPORTAL_RATE_LIMIT": "100000", **_queue()}
    with subprocess.Popen(command, cwd=root, env=own) as worker:  # noqa: S603 - our own command
        try:
            start_sync(connection, now=timezone.now())
            ends = monotonic() + 60
            while not Portfolio.objects.filter(generation=1).exists():
                assert monotonic() < ends
                sleep(0.1)
        finally:
            worker.terminate()


def _queue() -> dict[str, str]:
    return {"QUEUE_FILE": os.environ["QUEUE_FILE"]}
