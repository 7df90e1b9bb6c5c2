"""Sockets that cannot outlive a question.

No time-out of an HTTP library limits a whole call: a peer that drips header or body bytes restarts
it with every byte. Here each wait on a socket gets what is left of the question's time, so the
call ends in its own thread, on time, whatever it waits for; no watching thread is needed. Only a
name look-up cannot be interrupted: it runs in a thread of its own, one per host at a time.
"""

import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

CONNECT_SHARE = 1 / 3

AddressInfo = tuple[int, int, int, str, Any]


class Deadline:
    """The moment by which a question must have ended."""

    def __init__(self, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self.seconds = seconds
        self._clock = clock
        self._end = clock() + seconds

    def left(self) -> float:
        """Return the seconds left, not below 0."""
        return max(self._end - self._clock(), 0.0)

    def wait(self, share: float = 1.0) -> float:
        """Return how long a step may wait: this share of the whole, or what is left.

        Raises TimeoutError when nothing is left.
        """
        left = self.left()
        if not left:
            raise TimeoutError("the question's time is used up")
        return min(left, self.seconds * share)


_deadline: ContextVar[Deadline] = ContextVar("flexportal_deadline")


@contextmanager
def ending_by(deadline: Deadline) -> Iterator[None]:
    """Bind every socket used within to this deadline."""
    token = _deadline.set(deadline)
    try:
        yield
    finally:
        _deadline.reset(token)


class TimedSocket(socket.socket):
    """A socket whose waits end by the deadline of the question at hand."""

    def recv_into(self, *args: Any, **kwargs: Any) -> int:
        """Receive, within what is left."""
        self.settimeout(_deadline.get().wait())
        return super().recv_into(*args, **kwargs)

    def sendall(self, *args: Any, **kwargs: Any) -> None:
        """Send, within what is left."""
        self.settimeout(_deadline.get().wait())
        super().sendall(*args, **kwargs)


class TimedTLSSocket(ssl.SSLSocket):
    """The same over TLS, its handshake within the share for connecting."""

    def do_handshake(self, block: bool = False) -> None:
        """Shake hands, within the share for connecting."""
        self.settimeout(_deadline.get().wait(CONNECT_SHARE))
        super().do_handshake(block)

    def recv_into(self, *args: Any, **kwargs: Any) -> int:
        """Receive, within what is left."""
        self.settimeout(_deadline.get().wait())
        return super().recv_into(*args, **kwargs)

    def send(self, *args: Any, **kwargs: Any) -> int:
        """Send, within what is left; sendall goes through here."""
        self.settimeout(_deadline.get().wait())
        return super().send(*args, **kwargs)


class Connector:
    """Opens sockets; look-ups that hang are shared by all who wait for the same host."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._lookups: dict[tuple[str, int], Future[list[AddressInfo]]] = {}

    def connect(self, host: str, port: int) -> TimedSocket:
        """Connect to the first address that answers. Raises OSError, TimeoutError among them."""
        failure = OSError("the name has no address")
        for family, kind, protocol, _, address in self._addresses(host, port):
            connection = TimedSocket(family, kind, protocol)
            try:
                connection.settimeout(_deadline.get().wait(CONNECT_SHARE))
                connection.connect(address)
                connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            except OSError as error:
                connection.close()
                failure = error
            else:
                return connection
        raise failure

    def _addresses(self, host: str, port: int) -> list[AddressInfo]:
        with self._lock:
            lookup = self._lookups.get((host, port))
            if lookup is None:
                lookup = self._lookups[host, port] = Future()
                threading.Thread(
                    target=self._look_up, args=(host, port, lookup), daemon=True
                ).start()
        return lookup.result(_deadline.get().wait(CONNECT_SHARE))

    def _look_up(self, host: str, port: int, lookup: "Future[list[AddressInfo]]") -> None:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            self._forget(host, port)
            lookup.set_exception(OSError(f"the name cannot be looked up ({type(error).__name__})"))
        else:
            self._forget(host, port)
            lookup.set_result(list(found))

    def _forget(self, host: str, port: int) -> None:
        with self._lock:
            del self._lookups[host, port]
