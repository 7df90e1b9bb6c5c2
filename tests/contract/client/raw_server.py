"""A server on a real loopback socket that says exactly the bytes it is told, when it is told."""

import json
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

Talk = Callable[[socket.socket], None]


class RawServer:
    """Accepts connections, lets `talk` have each in a thread, and keeps what was received."""

    def __init__(self, talk: Callable[["RawServer", socket.socket], None], scheme: str) -> None:
        self.requests: list[bytes] = []
        self.connections = 0
        self.stopped = threading.Event()
        self._talk = talk
        self._open: list[socket.socket] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self.base_url = f"{scheme}://127.0.0.1:{self.port}"
        threading.Thread(target=self._accept, daemon=True).start()

    def receive(self, peer: socket.socket) -> bytes:
        """Read one request, body included, and keep it; empty at the end of the connection."""
        request = b""
        while b"\r\n\r\n" not in request or len(request) < _expected_length(request):
            part = peer.recv(65536)
            if not part:
                return b""
            request += part
        self.requests.append(request)
        return request

    def close(self) -> None:
        """Stop listening and hang up on everyone."""
        self.stopped.set()
        self._listener.close()
        for peer in self._open:
            with suppress(OSError):
                peer.shutdown(socket.SHUT_RDWR)
            peer.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                peer, _ = self._listener.accept()
                self._open.append(peer)
                self.connections += 1
                threading.Thread(target=self._serve, args=(peer,), daemon=True).start()

    def _serve(self, peer: socket.socket) -> None:
        with suppress(OSError):
            self._talk(self, peer)
            with suppress(OSError):
                peer.shutdown(socket.SHUT_RDWR)
            peer.close()


def _expected_length(request: bytes) -> int:
    head, _, _ = request.partition(b"\r\n\r\n")
    for line in head.split(b"\r\n"):
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            return len(head) + 4 + int(value)
    return len(head) + 4


@contextmanager
def serving(
    talk: Callable[[RawServer, socket.socket], None], scheme: str = "http"
) -> Iterator[RawServer]:
    """Run a server for the length of a block."""
    server = RawServer(talk, scheme)
    try:
        yield server
    finally:
        server.close()


def reply(body: object = b"", status: int = 200, **headers: str) -> bytes:
    """Compose an answer with its length; a body that is not bytes is sent as JSON."""
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    lines = [f"HTTP/1.1 {status} Said", f"Content-Length: {len(content)}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + content


def replying(*replies: bytes) -> Callable[[RawServer, socket.socket], None]:
    """Answer request after request with the next reply, whatever the connection; then hang up."""
    waiting = iter(replies)

    def talk(server: RawServer, peer: socket.socket) -> None:
        while server.receive(peer):
            answer = next(waiting, None)
            if answer is None:
                return
            peer.sendall(answer)

    return talk


def dripping(
    start: bytes, drop: bytes, tls: ssl.SSLContext | None = None
) -> Callable[[RawServer, socket.socket], None]:
    """Say `start`, then `drop` every 50 ms for as long as anyone listens."""

    def talk(server: RawServer, peer: socket.socket) -> None:
        line = tls.wrap_socket(peer, server_side=True) if tls else peer
        server.receive(line)
        line.sendall(start)
        while not server.stopped.wait(0.05):
            line.sendall(drop)

    return talk


def silent(server: RawServer, peer: socket.socket) -> None:
    """Take everything and say nothing, not even a handshake."""
    while peer.recv(65536):
        pass
