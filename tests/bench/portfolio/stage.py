"""The product over a filled database: prepared and served by processes of their own."""

import base64
import json
import os
import secrets
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from time import perf_counter
from urllib.parse import urlencode, urlsplit

from tests.bench.product import HOST, ROOT, gunicorn

from .queries import HEADER

CHUNK = 1 << 16
NOWHERE = "http://127.0.0.1:1"
UNBOUNDED = 100_000
PORTFOLIO = "/t/eu-bench/portfolio/"
ADMIN = "/admin/customers/portfoliocustomer/"


@dataclass(frozen=True, slots=True)
class Stage:
    """A product that answers at `url`, what it was started with, and who may read it."""

    url: str
    folder: Path
    environment: Mapping[str, str]
    session: str
    halfway: str


class Visitor:
    """A signed-in reader that keeps one connection alive."""

    def __init__(self, stage: Stage) -> None:
        self._connection = HTTPConnection(urlsplit(stage.url).netloc)
        self._headers = {"Cookie": f"session={stage.session}", "Accept-Encoding": "gzip"}

    def get(self, path: str, **more: str) -> bytes:
        """The body as it came over the wire; anything but 200 is an error."""
        return self._ask(path, more)[0]

    def queries(self, path: str) -> int:
        """How many queries the answer takes."""
        return int(self._ask(path, {HEADER: "on"})[1])

    def download(self, path: str) -> float:
        """Seconds until the last byte, unpacked all the way."""
        started = perf_counter()
        response = self._open(path, {"Accept-Encoding": "identity"})
        while response.read(CHUNK):
            pass
        return perf_counter() - started

    def first_byte(self, path: str) -> float:
        """Seconds until the first byte; the rest is left, and the connection with it."""
        started = perf_counter()
        response = self._open(path, {"Accept-Encoding": "identity"})
        response.read(1)
        seconds = perf_counter() - started
        self._connection.close()
        return seconds

    def _ask(self, path: str, more: Mapping[str, str]) -> tuple[bytes, str]:
        response = self._open(path, more)
        body = response.read()
        return body, response.headers.get(HEADER, "")

    def _open(self, path: str, more: Mapping[str, str]) -> HTTPResponse:
        self._connection.request("GET", path, headers=self._headers | dict(more))
        response = self._connection.getresponse()
        if response.status != 200:
            response.read()
            raise RuntimeError(f"{path} answered {response.status}")
        return response


def address(**wish: object) -> str:
    """The portfolio's page for a wish."""
    return f"{PORTFOLIO}?{urlencode(wish, doseq=True)}" if wish else PORTFOLIO


@contextmanager
def staged(folder: Path, database_url: str, count: int) -> Iterator[Stage]:
    """So many customers in that database, served until the block ends."""
    environment = environment_of(folder, database_url)
    told = json.loads(run("prepare", environment, str(count)).splitlines()[-1])
    with gunicorn(environment) as url:
        yield Stage(url, folder, environment, told["session"], told["halfway"])


def run(module: str, environment: Mapping[str, str], *words: str) -> str:
    """What a part of the bench says that works within the product."""
    command = [sys.executable, "-m", f"tests.bench.portfolio.{module}", *words]
    done = subprocess.run(  # noqa: S603 - our own words only
        command, cwd=ROOT, env=dict(environment), stdout=subprocess.PIPE, text=True, check=True
    )
    return done.stdout


def environment_of(
    folder: Path, database_url: str, *, upstream_url: str = NOWHERE, pace: int = UNBOUNDED
) -> dict[str, str]:
    """Production's values over http on loopback; nobody is asked but who stands in for FlexPortal.

    SQLite's scratch files go where the database is: not every /tmp is large.
    """
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "tests.bench.portfolio.settings",
        "BENCH_FOLDER": str(folder),
        "SQLITE_TMPDIR": str(folder),
        "DEBUG": "off",
        "HTTPS": "off",
        "SECRET_KEY": secrets.token_urlsafe(64),
        "VAULT_KEYS": base64.urlsafe_b64encode(secrets.token_bytes(32)).decode(),
        "ALLOWED_HOSTS": f"{HOST},testserver",
        "DATABASE_URL": database_url,
        "FLEXPORTAL_REGIONS": f"eu={upstream_url}",
        "FLEXPORTAL_RATE_LIMIT": str(pace),
    }
