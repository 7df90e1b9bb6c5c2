"""The sandbox over real HTTP: one thread a connection, kept alive, each answer in one send."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from threading import Thread
from typing import Any
from urllib.parse import parse_qsl

from .replies import ProblemError, Reply, Request
from .sandbox import Sandbox


class SandboxServer(ThreadingHTTPServer):
    """Serves one sandbox; port 0 takes any free one, `sandbox.url` says which."""

    daemon_threads = True
    block_on_close = False
    request_queue_size = 256

    def __init__(self, sandbox: Sandbox, host: str = "127.0.0.1", port: int = 0) -> None:
        super().__init__((host, port), Handler)
        self.sandbox = sandbox
        sandbox.url = f"http://{host}:{self.server_address[1]}"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that went away is not worth a trace: faults make clients do so."""
        if not isinstance(sys.exception(), ConnectionError | TimeoutError):
            super().handle_error(request, client_address)


@contextmanager
def running_sandbox(  # noqa: PLR0913 - each is a switch of its own, and all have defaults
    customers: int = 50,
    seed: int = 1,
    *,
    today: date | None = None,
    latency_ms: int = 0,
    rate_limit: int | None = None,
    port: int = 0,
) -> Iterator[Sandbox]:
    """A sandbox that is served on loopback until the block ends; today is UTC's."""
    sandbox = Sandbox(
        today or datetime.now(UTC).date(),
        customers,
        seed,
        latency_ms=latency_ms,
        rate_limit=rate_limit,
    )
    with served(sandbox, port):
        yield sandbox


@contextmanager
def served(sandbox: Sandbox, port: int = 0) -> Iterator[SandboxServer]:
    """The server of a sandbox on loopback until the block ends; its `sandbox` may be exchanged."""
    with SandboxServer(sandbox, port=port) as server:
        thread = Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


class Handler(BaseHTTPRequestHandler):
    """Reads requests of any method off one connection and writes what the sandbox replies."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    timeout = 120
    server: SandboxServer

    def __getattr__(self, name: str) -> Callable[[], None]:
        if name.startswith("do_"):
            return self._serve
        raise AttributeError(name)

    def _serve(self) -> None:
        path, _, query = self.path.partition("?")
        request = Request(
            self.command,
            path,
            dict(parse_qsl(query, keep_blank_values=True)),
            {name.lower(): value for name, value in self.headers.items()},
            self._read_body(),
        )
        sandbox, sender = self.server.sandbox, None
        if path.startswith("/_sandbox/") and ip_address(self.client_address[0]).is_loopback:
            reply = self._control(request)
        else:
            reply, sender = sandbox.respond(request)
        if sender is None:
            self.connection.sendall(self._compose(reply))
        else:
            self.close_connection = True
            sender(self.connection, self._compose(reply))

    def _control(self, request: Request) -> Reply:
        try:
            return self.server.sandbox.control(request)
        except ProblemError as problem:
            return problem.reply()

    def _read_body(self) -> bytes:
        """The body by its length; of any other kind nothing is read, and the connection ends."""
        length = self.headers.get("Content-Length", "0")
        if "Transfer-Encoding" in self.headers or not length.isdigit():
            self.close_connection = True
            return b""
        return self.rfile.read(int(length))

    def _compose(self, reply: Reply) -> bytes:
        """The whole message: status line, headers and body."""
        headers = {"Content-Length": str(len(reply.body))} | dict(reply.headers)
        if reply.status == HTTPStatus.NO_CONTENT:
            headers.pop("Content-Length")
        if self.close_connection:
            headers["Connection"] = "close"
        lines = [f"HTTP/1.1 {reply.status} {HTTPStatus(reply.status).phrase}"]
        lines += [f"{name}: {value}" for name, value in headers.items()]
        head = "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n"
        return head if self.command == "HEAD" else head + reply.body

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """A request that is not HTTP gets the error envelope too."""
        self.close_connection = True
        problem = ProblemError(code, "VALIDATION_ERROR", message or HTTPStatus(code).phrase)
        self.connection.sendall(self._compose(problem.reply()))

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base's name
        """Requests are remembered by the sandbox, not printed."""
