"""The ways an answer can go wrong, on request.

`spoil` changes an answer before it is sent; `SENDERS` send one badly. A fault that would never
end stops when the client hangs up, and at the latest after `ENDLESS_SECONDS`.
"""

import gzip
import select
import socket
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from time import monotonic

from .replies import ProblemError, Reply

ENDLESS_SECONDS = 60.0
_DRIP_SECONDS = 0.2
_BOMB_BYTES = 128 * 1024 * 1024

_CODES = {
    401: "INVALID_TOKEN",
    403: "NO_TENANT_ACCESS",
    404: "NOT_FOUND",
    429: "RATE_LIMITED",
    500: "INTERNAL_ERROR",
    503: "UNAVAILABLE",
}
_INJECTED = {
    "deep": b'"sandboxFault":' + b"[" * 100_000 + b"]" * 100_000,
    "nan": b'"sandboxFault":NaN',
    "latin1": '"sandboxFault":"Sjö AB"'.encode("latin-1"),
    "duplicate_key": b'"tenantId":"bu_somebody_else"',
}
_HEADERS = {"cookie": {"Set-Cookie": "session=sandbox; Path=/"}}

Sender = Callable[[socket.socket, bytes], None]


def spoil(fault: str, reply: Reply, tenant_id: str, asked_id: str) -> Reply:
    """The reply as the fault makes it; unchanged for faults that lie in the sending."""
    if fault.isdigit() and int(fault) in _CODES:
        headers = {"Retry-After": "1"} if fault == "429" else {}
        problem = ProblemError(int(fault), _CODES[int(fault)], "A fault that was asked for.")
        return problem.reply(headers)
    if fault in _INJECTED:
        return replace(reply, body=b"{" + _INJECTED[fault] + b"," + reply.body[1:])
    if fault in _HEADERS:
        return replace(reply, headers={**reply.headers, **_HEADERS[fault]})
    change = _CHANGES.get(fault)
    return change(reply, tenant_id, asked_id) if change else reply


def _half(reply: Reply, _tenant: str, _asked: str) -> Reply:
    return replace(reply, body=reply.body[: len(reply.body) // 2])


def _other_tenant(reply: Reply, tenant: str, _asked: str) -> Reply:
    return replace(reply, body=reply.body.replace(tenant.encode(), b"bu_somebody_else"))


def _other_id(reply: Reply, _tenant: str, asked: str) -> Reply:
    return replace(reply, body=reply.body.replace(asked.encode(), b"somebody_else"))


def _bomb(reply: Reply, _tenant: str, _asked: str) -> Reply:
    headers = {**reply.headers, "Content-Encoding": "gzip"}
    return replace(reply, body=_bomb_body(), headers=headers)


@lru_cache(1)
def _bomb_body() -> bytes:
    return gzip.compress(b'{"padding":"' + b"a" * _BOMB_BYTES + b'"}', compresslevel=1)


def _redirect(_reply: Reply, _tenant: str, _asked: str) -> Reply:
    return Reply(302, b"", {"Location": "http://127.0.0.1:9/v1/customers/elsewhere"})


def _nothing(_reply: Reply, _tenant: str, _asked: str) -> Reply:
    return Reply(204)


_CHANGES: dict[str, Callable[[Reply, str, str], Reply]] = {
    "malformed": _half,
    "wrong_tenant": _other_tenant,
    "wrong_id": _other_id,
    "huge": _bomb,
    "redirect": _redirect,
    "204": _nothing,
}


def _send_slowly(connection: socket.socket, message: bytes) -> None:
    """Nothing at all for a long time, then the whole answer."""
    if not _hung_up(connection, ENDLESS_SECONDS):
        connection.sendall(message)


def _drip_body(connection: socket.socket, message: bytes) -> None:
    head, blank, body = message.partition(b"\r\n\r\n")
    connection.sendall(head + blank)
    _drip(connection, body)


def _drip(connection: socket.socket, message: bytes) -> None:
    """Byte by byte, until the client has gone or the time is up."""
    until = monotonic() + ENDLESS_SECONDS
    for byte in message:
        connection.sendall(bytes([byte]))
        if _hung_up(connection, _DRIP_SECONDS) or monotonic() > until:
            return


def _cut(connection: socket.socket, message: bytes) -> None:
    """The headers and half of the body they promise; then the connection ends."""
    head, blank, body = message.partition(b"\r\n\r\n")
    connection.sendall(head + blank + body[: len(body) // 2])


def _hung_up(connection: socket.socket, seconds: float) -> bool:
    """Wait; True as soon as the client has closed its side."""
    readable, _, _ = select.select([connection], [], [], seconds)
    return bool(readable) and connection.recv(1, socket.MSG_PEEK) == b""


SENDERS: dict[str, Sender] = {
    "slow": _send_slowly,
    "drip": _drip_body,
    "drip_header": _drip,
    "cut": _cut,
}
"""Faults of sending; each ends the connection."""

FAULTS = frozenset({*map(str, _CODES), *_INJECTED, *_HEADERS, *_CHANGES, *SENDERS})
"""Every fault's name."""
