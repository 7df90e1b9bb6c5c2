"""`run_sandbox` as an operator starts it."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import requests

from customers.sandbox import cast
from tests.contract.sandbox.conftest import headers_for

ROOT = Path(__file__).parents[3]


@contextmanager
def _started(*options: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The running command and its address."""
    process = subprocess.Popen(  # noqa: S603 - our own command
        [sys.executable, "manage.py", "run_sandbox", "--port", "0", *options],
        cwd=ROOT,
        env=os.environ | {"DEBUG": "on"},
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        found = re.search(r"http://\S+", process.stdout.readline())
        assert found
        yield process, found[0]
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=10)


def _resident_megabytes(process: subprocess.Popen[str]) -> float:
    status = Path(f"/proc/{process.pid}/status").read_text()
    found = re.search(r"VmHWM:\s+(\d+) kB", status)
    assert found
    return int(found[1]) / 1024


def _processor_seconds(process: subprocess.Popen[str]) -> float:
    fields = Path(f"/proc/{process.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def test_a_hundred_thousand_customers_start_quickly_and_small() -> None:
    """Under 5 s and 300 MB, the first page included, and the oldest customer is soon found.

    Time is the processor's, so that a busy machine does not matter.
    """
    with _started("--customers", "100000", "--seed", "4") as (process, url):
        page = requests.get(f"{url}/v1/customers?limit=100", headers=headers_for(), timeout=5)
        assert _processor_seconds(process) < 5
        oldest = requests.get(
            f"{url}/v1/customers?limit=1&sortDir=asc", headers=headers_for(), timeout=5
        ).json()["customers"][0]
        same = requests.get(
            f"{url}/v1/customers?email={oldest['email']}", headers=headers_for(), timeout=5
        ).json()["customers"]
        assert _resident_megabytes(process) < 300
    assert page.json()["count"] == 100
    assert same == [oldest]


def test_the_command_prints_its_tenants_and_stops_on_interrupt() -> None:
    """With keys to try, on the day it was told."""
    with _started("--customers", "5", "--today", "2026-02-28") as (process, url):
        assert process.stdout is not None
        printed = "".join(process.stdout.readline() for _ in cast.TENANTS)
        customer = requests.get(
            f"{url}/v1/customers/{cast.EXAMPLE_FLAT}", headers=headers_for(), timeout=5
        ).json()
    assert all(tenant.key in printed for tenant in cast.TENANTS)
    assert customer["lifetimeCollected"] == 4250.0
    assert customer["updatedAt"] == "2026-02-28T00:00:00Z"
    assert process.returncode == 0
