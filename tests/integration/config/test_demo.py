"""`make demo`'s promise: both servers answer, a second start keeps the data, nothing is left."""

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import requests

from tests.architecture.source import ROOT

# Collects the static files, and so does the test of production: one after the other.
pytestmark = pytest.mark.usefixtures("_static_files_alone")

DEMO = [sys.executable, "deploy/demo.py"]


@pytest.fixture
def values(tmp_path: Path) -> dict[str, str]:
    """The demo's environment: free ports, a database of its own, and a real one beside it."""
    real = f"sqlite:///{tmp_path / 'real.sqlite3'}"
    ports = {name: str(free_port()) for name in ("PORT", "SANDBOX_PORT")}
    return {
        "PATH": os.environ["PATH"],
        "DATABASE_URL": real,
        "DEMO_DB": str(tmp_path / "demo.db"),
    } | ports


def free_port() -> int:
    """Return a port that nobody uses at this moment."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


@contextmanager
def demo(values: dict[str, str], sign: signal.Signals) -> Iterator[str]:
    """Run the demo until the block ends, and yield what it said once it was ready."""
    with subprocess.Popen(DEMO, cwd=ROOT, env=values, stdout=subprocess.PIPE, text=True) as running:  # noqa: S603
        assert running.stdout is not None
        said = "".join(iter(running.stdout.readline, "  Ctrl-C stops everything.\n"))
        try:
            yield said
        finally:
            running.send_signal(sign)
            assert running.wait(30) == 0


def is_open(port: str) -> bool:
    """Return whether somebody listens."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", int(port))) == 0


def test_the_demo_runs_twice_and_leaves_nothing_behind(
    values: dict[str, str], tmp_path: Path
) -> None:
    heard = []
    for sign in (signal.SIGINT, signal.SIGTERM):
        with demo(values, sign) as said:
            heard.append(said)
            address = re.findall(r"Recoup +(http://\S+)", said)[0]
            assert requests.get(f"{address}readyz", timeout=30).json() == {"unready": []}
        assert not is_open(values["PORT"])
        assert not is_open(values["SANDBOX_PORT"])
    assert heard[0] == heard[1]
    assert len(re.findall(r"^ {4}cust_\w+", heard[0], flags=re.MULTILINE)) == 3
    assert not (tmp_path / "real.sqlite3").exists()


def test_a_taken_port_is_told(values: dict[str, str]) -> None:
    with socket.create_server(("127.0.0.1", int(values["PORT"]))):
        done = subprocess.run(  # noqa: S603
            DEMO, cwd=ROOT, env=values, capture_output=True, text=True, check=False
        )
    assert done.returncode == 1
    assert f"Port {values['PORT']} cannot be used" in done.stderr
    assert "make demo PORT=" in done.stderr
