"""However a peer dawdles, a question ends by its deadline (hazard 2)."""

import datetime
import socket
import ssl
import time
from collections.abc import Callable
from ipaddress import IPv4Address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from customers.flexportal.client import Client, Tenancy
from customers.flexportal.errors import TimedOut, Unreachable
from customers.flexportal.secret import Secret
from customers.flexportal.transport import Transport
from tests.contract.client.raw_server import RawServer, dripping, reply, replying, serving, silent

DEADLINE = 0.5
MARGIN = 0.25
OK = b"HTTP/1.1 200 OK\r\n"

MakeClient = Callable[..., Client]
Talk = Callable[[RawServer, socket.socket], None]


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A self-signed certificate for the loopback address, with its key in the same file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "loopback")])
    start = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)
    signed = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(start)
        .not_valid_after(start.replace(year=2120))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(IPv4Address("127.0.0.1"))]), False
        )
        .sign(key, hashes.SHA256())
    )
    path = tmp_path_factory.mktemp("tls") / "loopback.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    path.write_bytes(signed.public_bytes(serialization.Encoding.PEM) + private)
    return path


@pytest.fixture
def server_tls(certificate: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    return context


@pytest.fixture
def trusting(certificate: Path) -> Transport:
    return Transport(tls=ssl.create_default_context(cafile=str(certificate)))


def seconds_until_timed_out(client: Client) -> float:
    start = time.monotonic()
    with pytest.raises(TimedOut):
        client.get_customer("c1")
    return time.monotonic() - start


@pytest.mark.parametrize(
    "talk",
    [
        pytest.param(silent, id="no answer at all"),
        pytest.param(dripping(b"HT", b"T"), id="status line dripping"),
        pytest.param(dripping(OK + b"X-Long: ", b"a"), id="one header dripping"),
        pytest.param(dripping(OK, b"X-Next: a\r\n"), id="headers one by one"),
        pytest.param(dripping(b"", b"HTTP/1.1 100 Continue\r\n\r\n"), id="endless 100 Continue"),
        pytest.param(dripping(OK + b"Content-Length: 9999\r\n\r\n", b" "), id="body dripping"),
        pytest.param(
            dripping(OK + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\n \r\n"),
            id="chunks dripping",
        ),
        pytest.param(dripping(OK + b"\r\n", b" "), id="body without end dripping"),
    ],
)
def test_a_dawdling_server_is_left_at_the_deadline(client_of: MakeClient, talk: Talk) -> None:
    with serving(talk) as server:
        took = seconds_until_timed_out(client_of(server.base_url, deadline=DEADLINE))
    assert DEADLINE - 0.05 <= took <= DEADLINE + MARGIN


def test_a_stalled_tls_handshake_is_left_at_the_deadline(trusting: Transport) -> None:
    with serving(silent, "https") as server:
        client = Client(trusting, Tenancy(server.base_url, "t1", Secret("k")), DEADLINE)
        assert seconds_until_timed_out(client) <= DEADLINE + MARGIN
    assert server.connections >= 2, "a handshake gets only a share, so that another try fits in"


@pytest.mark.parametrize(
    "start", [OK + b"X-Long: ", OK + b"Content-Length: 9999\r\n\r\n"], ids=["headers", "body"]
)
def test_dripping_under_tls_is_left_at_the_deadline(
    trusting: Transport, server_tls: ssl.SSLContext, start: bytes
) -> None:
    with serving(dripping(start, b" ", server_tls), "https") as server:
        client = Client(trusting, Tenancy(server.base_url, "t1", Secret("k")), DEADLINE)
        assert seconds_until_timed_out(client) <= DEADLINE + MARGIN


def test_tls_is_spoken_with_those_we_trust_and_nobody_else(
    trusting: Transport, server_tls: ssl.SSLContext, client_of: MakeClient
) -> None:
    answer = reply({"customerId": "c1", "tenantId": "t1"})

    def talk(server: RawServer, peer: socket.socket) -> None:
        replying(answer)(server, server_tls.wrap_socket(peer, server_side=True))

    with serving(talk, "https") as server:
        client = Client(trusting, Tenancy(server.base_url, "t1", Secret("k")), 5)
        assert client.get_customer("c1").customer_id == "c1"
        with pytest.raises(Unreachable):
            client_of(server.base_url).get_customer("c1")
    assert len(server.requests) == 1


@pytest.fixture
def slow_look_ups(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Let every look-up take far longer than the deadline; the names that were looked up."""
    asked: list[str] = []

    def look_up(host: str, port: int, **_: object) -> list[object]:
        asked.append(host)
        time.sleep(DEADLINE * 3)
        return []

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    return asked


def test_a_slow_name_look_up_is_left_at_the_deadline(
    client_of: MakeClient, slow_look_ups: list[str]
) -> None:
    client = client_of("http://slow.example", deadline=DEADLINE)
    assert seconds_until_timed_out(client) <= DEADLINE + MARGIN
    assert slow_look_ups == ["slow.example"], "those who wait share one look-up"


def test_time_spent_pausing_belongs_to_the_question() -> None:
    transport = Transport(jitter=lambda: 0.99)
    with serving(replying(reply(status=503), reply(status=503))) as server:
        client = Client(transport, Tenancy(server.base_url, "t1", Secret("k")), 0.25)
        with pytest.raises(Unreachable) as refused:
            client.get_customer("c1")
    assert refused.value.status == 503
    assert len(server.requests) == 1, "the pause did not fit, so it was not begun"
