"""The one place that speaks HTTP, and the only importer of the library for it.

The adapter is used without a session: nothing here knows cookies, redirects, proxies or netrc, so
none of them can carry one tenant's key to another place. Its own retries are off; see `retry`.
"""

import http.client
import json
import random
import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import SplitResult, urlsplit

import certifi
import requests
import urllib3
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import ConnectTimeoutError

from customers.flexportal import retry
from customers.flexportal.errors import (
    FlexPortalError,
    InvalidQuestion,
    Malformed,
    TimedOut,
    Unreachable,
)
from customers.flexportal.routes import Question, check_value
from customers.flexportal.secret import Secret
from customers.flexportal.sockets import Connector, Deadline, TimedTLSSocket, ending_by
from customers.flexportal.wire.refusals import refusal

MAX_BYTES = 10 * 1024 * 1024
MAX_REFUSAL_BYTES = 8 * 1024
CONNECTIONS = 32

_BROKEN = (
    requests.RequestException,
    urllib3.exceptions.HTTPError,
    http.client.HTTPException,
    OSError,
    ValueError,
)
_TIMED_OUT = (requests.Timeout, urllib3.exceptions.TimeoutError)


@dataclass(frozen=True, slots=True)
class Tenancy:
    """Where a tenant lives and the key that opens it."""

    base_url: str
    tenant_id: str
    key: Secret


class Transport:
    """Sends questions and brings back the body of the answer. Thread-safe; one per process.

    clock, sleep, jitter and now (seconds since the epoch) are passed in. tls: whom to trust;
    without it, the public authorities.
    """

    def __init__(  # noqa: PLR0913 -- one for each thing that is not ours to fetch
        self,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
        jitter: Callable[[], float] = random.random,
        now: Callable[[], float] = time.time,
        max_bytes: int = MAX_BYTES,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self._clock = clock
        self._sleep = sleep
        self._jitter = jitter
        self._now = now
        self._max_bytes = max_bytes
        self._adapter = _Adapter(
            tls or ssl.create_default_context(cafile=certifi.where()), Connector()
        )

    def ask(
        self,
        tenancy: Tenancy,
        question: Question,
        seconds: float,
        may_repeat: Callable[[], bool] = lambda: True,
    ) -> bytes:
        """Return the decoded body of a 200, after at most three attempts within `seconds`.

        `may_repeat` is asked before each attempt after the first. Raises InvalidQuestion before
        anything is sent; any other FlexPortalError afterwards.
        """
        request = _prepared(tenancy, question)
        deadline = Deadline(seconds, self._clock)
        attempt = 0
        while True:
            attempt += 1
            try:
                with ending_by(deadline):
                    return self._attempt(request, deadline)
            except FlexPortalError as error:
                pause = retry.pause_before_next(
                    error,
                    attempt=attempt,
                    method=question.route.method,
                    left=deadline.left(),
                    jitter=self._jitter(),
                )
                if pause is None or not may_repeat():
                    raise
            self._sleep(pause)

    def close(self) -> None:
        """Close the connections that are kept open."""
        self._adapter.close()

    def _attempt(self, request: requests.PreparedRequest, deadline: Deadline) -> bytes:
        """Ask once. The library's errors hold the request, key included: none is chained."""
        try:
            with self._adapter.send(request, stream=True) as response:
                if response.status_code != http.client.OK:
                    return self._refuse(response)
                body: bytes = response.raw.read(self._max_bytes + 1, decode_content=True)
        except _BROKEN as error:
            failure = _failure(error, deadline)
        else:
            if len(body) <= self._max_bytes:
                return body
            failure = Malformed("The answer is larger than any answer should be.", status=200)
        raise failure

    def _refuse(self, response: requests.Response) -> bytes:
        """Raise what the status means; the connection lives on if the body was short."""
        try:
            body = response.raw.read(MAX_REFUSAL_BYTES, decode_content=True)
        except _BROKEN:
            body = b""
        sent_at = retry.read_date(response.headers.get("Date"))
        wait = retry.read_retry_after(
            response.headers.get("Retry-After"), now=self._now() if sent_at is None else sent_at
        )
        raise refusal(response.status_code, body, wait)


def _prepared(tenancy: Tenancy, question: Question) -> requests.PreparedRequest:
    """Build the request and hold what would really be sent against what was meant."""
    address = tenancy.base_url.rstrip("/") + question.target()
    _check_header("the tenant id", tenancy.tenant_id)
    _check_header("the API key", tenancy.key.reveal())
    try:
        request = requests.Request(
            question.route.method,
            address,
            headers=_headers(tenancy, question),
            data=None if question.body is None else json.dumps(question.body).encode(),
        ).prepare()
        is_meant = _is_meant(urlsplit(str(request.url)), urlsplit(address))
    except (requests.RequestException, ValueError):
        is_meant = False
    if not is_meant:
        raise InvalidQuestion("The question does not make the address it should.")
    return request


def _is_meant(sent: SplitResult, meant: SplitResult) -> bool:
    """Hold an address against the one meant; a user in it would replace the key."""
    return (
        sent.scheme in {"http", "https"}
        and "@" not in sent.netloc
        and (sent.path, sent.query, sent.fragment) == (meant.path, meant.query, "")
    )


def _headers(tenancy: Tenancy, question: Question) -> dict[str, str | bytes]:
    headers: dict[str, str | bytes] = {
        "Accept": "application/json",
        "Accept-Encoding": "gzip",
        "Authorization": f"Bearer {tenancy.key.reveal()}".encode("latin-1"),
        "Tenant-ID": tenancy.tenant_id.encode("latin-1"),
        "User-Agent": "Recoup",
    }
    return headers if question.body is None else headers | {"Content-Type": "application/json"}


def _check_header(what: str, value: str) -> None:
    check_value(what, value)
    if value != value.strip() or not _is_latin_1(value):
        raise InvalidQuestion(f"{what} holds characters that cannot be sent.")


def _is_latin_1(value: str) -> bool:
    return all(ord(character) < 256 for character in value)


def _failure(error: Exception, deadline: Deadline) -> FlexPortalError:
    """Say in our words how an exchange broke. A broken compression is an answer, but no JSON."""
    if isinstance(error, _TIMED_OUT) or not deadline.left():
        return TimedOut("FlexPortal did not answer in time.")
    if isinstance(error, urllib3.exceptions.DecodeError):
        return Malformed("The answer cannot be unpacked.")
    return Unreachable("The connection to FlexPortal failed or broke off.")


class _Adapter(HTTPAdapter):
    """The library's adapter over our sockets, with one TLS context for all connections."""

    def __init__(self, tls: ssl.SSLContext, connector: Connector) -> None:
        tls.sslsocket_class = TimedTLSSocket
        self._tls = tls
        self._connector = connector
        super().__init__(max_retries=0)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        """Make pools whose connections are opened by our connector."""
        self.poolmanager = urllib3.PoolManager(maxsize=CONNECTIONS, ssl_context=self._tls)
        self.poolmanager.pool_classes_by_scheme = _pools(self._connector)

    def get_connection_with_tls_context(
        self, request: requests.PreparedRequest, *args: object, **kwargs: object
    ) -> urllib3.HTTPConnectionPool:
        """Find the pool by address alone: trust is settled in the context."""
        pool: urllib3.HTTPConnectionPool = self.poolmanager.connection_from_url(str(request.url))
        return pool

    def cert_verify(self, *args: object, **kwargs: object) -> None:
        """Leave trust to the context, which verifies always."""


def _pools(connector: Connector) -> dict[str, type[urllib3.HTTPConnectionPool]]:
    class Plain(HTTPConnection):
        def _new_conn(self) -> Any:
            return _connected(connector, self)

    class Secure(HTTPSConnection):
        def _new_conn(self) -> Any:
            return _connected(connector, self)

    class PlainPool(urllib3.HTTPConnectionPool):
        ConnectionCls = Plain

    class SecurePool(urllib3.HTTPSConnectionPool):
        ConnectionCls = Secure

    return {"http": PlainPool, "https": SecurePool}


def _connected(connector: Connector, connection: HTTPConnection) -> Any:
    try:
        return connector.connect(connection.host, connection.port)
    except TimeoutError as error:
        raise ConnectTimeoutError(connection, "connecting took too long") from error
