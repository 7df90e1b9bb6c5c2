"""The product as it is deployed, and its sandbox: real processes over loopback."""

import base64
import os
import secrets
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from socket import IPPROTO_TCP, TCP_NODELAY, create_server
from urllib.parse import urlsplit

import django
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from customers.sandbox import cast

ROOT = Path(__file__).resolve().parent.parent.parent
HOST = "127.0.0.1"
LATENCY_MS = 50


@dataclass(frozen=True, slots=True)
class Product:
    """A running product: its address, its sandbox's, a signed-in session and its tenant's slug."""

    url: str
    sandbox_url: str
    session: str
    slug: str

    def profile(self, customer_id: str) -> str:
        """The address of a profile, without the host."""
        return f"/t/{self.slug}/customers/{customer_id}/"


class Reader:
    """A signed-in reader that keeps one connection alive and costs next to no time itself."""

    def __init__(self, product: Product) -> None:
        self._connection = HTTPConnection(urlsplit(product.url).netloc)
        self._headers = {"Cookie": f"session={product.session}", "Accept-Encoding": "gzip, br"}

    def get(self, path: str) -> bytes:
        """The body as it came over the wire, redirects followed; anything but 200 is an error."""
        response = self._ask(path)
        body = response.read()
        if response.status == 302:
            return self.get(response.headers["Location"])
        if response.status != 200:
            raise RuntimeError(f"{path} answered {response.status}")
        return body

    def _ask(self, path: str) -> HTTPResponse:
        self._connection.request("GET", path, headers=self._headers)
        return self._connection.getresponse()


@contextmanager
def running(folder: Path) -> Iterator[Product]:
    """The product and its sandbox, installed into `folder`, until the block ends."""
    with _sandbox() as sandbox_url:
        os.environ.update(_environment(folder, sandbox_url))
        django.setup()
        session, slug = _install()
        with gunicorn(os.environ) as url:
            yield Product(url, sandbox_url, session, slug)


def _environment(folder: Path, sandbox_url: str) -> dict[str, str]:
    """Production's values, over http on loopback, with a plan that a bench cannot use up."""
    return {
        "DJANGO_SETTINGS_MODULE": "tests.bench.settings",
        "BENCH_FOLDER": str(folder),
        "DEBUG": "off",
        "HTTPS": "off",
        "SECRET_KEY": secrets.token_urlsafe(64),
        "VAULT_KEYS": base64.urlsafe_b64encode(secrets.token_bytes(32)).decode(),
        "ALLOWED_HOSTS": f"{HOST},testserver",
        "DATABASE_URL": f"sqlite:///{folder / 'bench.sqlite3'}",
        "FLEXPORTAL_REGIONS": f"eu={sandbox_url}",
        "FLEXPORTAL_RATE_LIMIT": "100000",
    }


def _install() -> tuple[str, str]:
    """A database, static files, one user with one connection; returns session and slug."""
    from customers.services.connect_tenant import connect_tenant  # noqa: PLC0415 - after setup
    from customers.services.flexportal_client import Secret  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    user = get_user_model().objects.create_user("bench")
    tenant = cast.NETHERLANDS
    connection = connect_tenant(
        user,
        region=tenant.region,
        tenant_id=tenant.tenant_id,
        name=tenant.name,
        key=Secret(tenant.key),
        now=timezone.now(),
    )
    browser = Client()
    browser.force_login(user)
    return browser.cookies["session"].value, connection.tenant.slug


@contextmanager
def _sandbox() -> Iterator[str]:
    """A sandbox that takes its time; its first words say where it is."""
    options = ["--port", "0", "--latency-ms", str(LATENCY_MS)]
    command = [sys.executable, "manage.py", "run_sandbox", *options]
    quiet = os.environ | {"DEBUG": "on"}
    with subprocess.Popen(  # noqa: S603 - our own words only
        command, cwd=ROOT, env=quiet, stdout=subprocess.PIPE, text=True
    ) as server:
        try:
            assert server.stdout is not None
            yield server.stdout.readline().split()[-1]
        finally:
            server.terminate()


@contextmanager
def gunicorn(environment: Mapping[str, str]) -> Iterator[str]:
    """The server as deployed; the option is what it sets by itself on a port of its own."""
    with create_server((HOST, 0)) as listener:
        listener.setsockopt(IPPROTO_TCP, TCP_NODELAY, 1)
        bind = ["--bind", f"fd://{listener.fileno()}", "--log-level", "warning"]
        command = [sys.executable, "-m", "gunicorn", "--config", "deploy/gunicorn.conf.py", *bind]
        with subprocess.Popen(  # noqa: S603 - our own words only
            command, cwd=ROOT, env=dict(environment), pass_fds=[listener.fileno()]
        ) as server:
            try:
                yield f"http://{HOST}:{listener.getsockname()[1]}"
            finally:
                server.terminate()
