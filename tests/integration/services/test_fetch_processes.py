"""Two processes share one question, too."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection as database

from customers.models import Connection
from customers.sandbox import cast
from customers.sandbox.sandbox import Sandbox

pytestmark = pytest.mark.django_db(transaction=True)


def environment(sandbox: Sandbox) -> dict[str, str]:
    """What another process of the same installation reads, on this test's database."""
    own = database.settings_dict
    sqlite = database.vendor == "sqlite"
    host = f"{own['USER']}:{own['PASSWORD']}@{own['HOST']}:{own['PORT']}" if not sqlite else ""
    url = f"sqlite:///{own['NAME']}" if sqlite else f"postgres://{host}/{own['NAME']}"
    return {**os.environ, "DATABASE_URL": url, "FLEXPORTAL_REGIONS": f"eu={sandbox.url}"}


def test_two_processes_ask_once(connection: Connection, sandbox: Sandbox, root: Path) -> None:
    """The lease stands in the database, so a slow answer serves both."""
    sandbox.latency_ms = 4_000
    command = [sys.executable, "manage.py", "lookup", "owner", cast.MARIEKE]
    running = [
        subprocess.Popen(  # noqa: S603 - our own command
            command, cwd=root, env=environment(sandbox), stdout=subprocess.PIPE, text=True
        )
        for _ in range(2)
    ]
    printed = [process.communicate(timeout=60)[0] for process in running]
    assert [process.returncode for process in running] == [0, 0]
    assert all(cast.MARIEKE in text for text in printed)
    assert len(sandbox.requests) == 1
