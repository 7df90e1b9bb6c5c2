"""What leaves the house: only listed questions, only to the address meant, only with our key."""

import pickle
import socket
import traceback
from collections.abc import Callable
from pathlib import Path

import pytest

from customers.flexportal.client import Client, Tenancy
from customers.flexportal.errors import (
    FlexPortalError,
    InvalidQuestion,
    Malformed,
    Unreachable,
)
from customers.flexportal.routes import Question, Route
from customers.flexportal.secret import Secret
from customers.flexportal.transport import Transport
from tests.contract.client.conftest import KEY
from tests.contract.client.raw_server import RawServer, reply, replying, serving

MakeClient = Callable[..., Client]


def customer(customer_id: str = "c1", **headers: str) -> bytes:
    """Answer with a customer of tenant t1."""
    return reply({"customerId": customer_id, "tenantId": "t1"}, 200, **headers)


def header(request: bytes, name: str) -> list[str]:
    """Return every value a request has for a header."""
    lines = request.decode("latin-1").split("\r\n\r\n")[0].split("\r\n")[1:]
    pairs = [line.split(": ", 1) for line in lines]
    return [value for key, value in pairs if key.lower() == name.lower()]


@pytest.mark.parametrize(
    ("customer_id", "sent"),
    [
        ("cust_1", "cust_1"),
        ("a/../../costs", "a%2F..%2F..%2Fcosts"),
        ("%2e%2e", "%252e%252e"),
        ("..;", "..%3B"),
        ("a?b#c&d", "a%3Fb%23c%26d"),
        ("Zoë 50 %", "Zo%C3%AB%2050%20%25"),
        ("...", "..."),
        ("//evil.example", "%2F%2Fevil.example"),
    ],
)
def test_an_id_stays_one_segment_of_the_path(
    client_of: MakeClient, customer_id: str, sent: str
) -> None:
    with serving(replying(customer(customer_id))) as server:
        client_of(server.base_url).get_customer(customer_id)
    assert server.requests[0].split(b"\r\n")[0] == f"GET /v1/customers/{sent} HTTP/1.1".encode()


@pytest.mark.parametrize(
    "customer_id",
    ["", " ", ".", "..", " .. ", "a\nb", "a\x00b", "a\x7f", "a\u2028b", "\ud800", "a" * 257],
)
def test_what_cannot_be_an_id_is_not_sent(client_of: MakeClient, customer_id: str) -> None:
    with serving(replying(customer())) as server:
        with pytest.raises(InvalidQuestion):
            client_of(server.base_url).get_customer(customer_id)
        with pytest.raises(InvalidQuestion):
            client_of(server.base_url).calculate_buyout(customer_id)
    assert server.connections == 0


@pytest.mark.parametrize("value", ["", "a\r\nX: 1", "Ω", " padded ", "\ud800", "k" * 300])
def test_a_key_or_tenant_that_no_header_can_hold_is_not_sent(
    client_of: MakeClient, value: str
) -> None:
    with serving(replying(customer())) as server:
        with pytest.raises(InvalidQuestion):
            client_of(server.base_url, key=value).get_customer("c1")
        with pytest.raises(InvalidQuestion):
            client_of(server.base_url, tenant_id=value).get_customer("c1")
    assert server.connections == 0


@pytest.mark.parametrize(
    "route",
    [
        Route("DELETE", "/v1/customers/{id}"),
        Route("POST", "/v1/subscriptions/{id}/buyout"),
        Route("GET", "/v1/assets"),
        Route("POST", "/v1/customers"),
    ],
)
def test_nothing_outside_the_list_is_sent(transport: Transport, route: Route) -> None:
    with serving(replying(customer())) as server:
        tenancy = Tenancy(server.base_url, "t1", Secret(KEY))
        with pytest.raises(InvalidQuestion):
            transport.ask(tenancy, Question(route, "c1"), 5)
    assert server.connections == 0


@pytest.mark.parametrize(
    "base_url",
    [
        "ftp://127.0.0.1",
        "127.0.0.1",
        "http://",
        "http://[::1",
        "http://user:word@127.0.0.1:1",
        "http://127.0.0.1:1/a/../b",
        "http://127.0.0.1:1?x=",
        "http://127.0.0.1:1#",
    ],
)
def test_an_address_that_would_become_another_is_not_asked(
    client_of: MakeClient, base_url: str
) -> None:
    with pytest.raises(InvalidQuestion):
        client_of(base_url).get_customer("c1")


def test_the_headers_are_ours(client_of: MakeClient) -> None:
    with serving(replying(customer())) as server:
        client_of(f"{server.base_url}/prefix/", tenant_id="t1").get_customer("c1")
    request = server.requests[0]
    assert request.startswith(b"GET /prefix/v1/customers/c1 HTTP/1.1\r\n")
    assert header(request, "Authorization") == [f"Bearer {KEY}"]
    assert header(request, "Tenant-ID") == ["t1"]
    assert header(request, "User-Agent") == ["Recoup"]


@pytest.mark.parametrize("place", ["{other}/v1/customers/c1", "/v1/customers/c2"])
def test_a_redirect_is_not_followed(client_of: MakeClient, place: str) -> None:
    with serving(replying(customer())) as other:
        location = place.format(other=other.base_url)
        with serving(replying(reply(status=307, Location=location))) as server:
            with pytest.raises(Malformed):
                client_of(server.base_url).get_customer("c1")
            assert len(server.requests) == 1
        assert other.connections == 0


def test_neither_netrc_nor_a_proxy_of_the_environment_is_used(
    client_of: MakeClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login mallory password not-ours\n")
    netrc.chmod(0o600)
    with serving(replying(customer())) as proxy, serving(replying(customer())) as server:
        monkeypatch.setenv("NETRC", str(netrc))
        monkeypatch.setenv("http_proxy", proxy.base_url)
        monkeypatch.setenv("no_proxy", "")
        client_of(server.base_url).get_customer("c1")
        assert proxy.connections == 0
    assert header(server.requests[0], "Authorization") == [f"Bearer {KEY}"]


def test_a_cookie_goes_nowhere_while_the_connection_is_kept(client_of: MakeClient) -> None:
    with serving(replying(customer(Set_Cookie="who=t1; Path=/"), reply(status=404))) as server:
        client_of(server.base_url).get_customer("c1")
        with pytest.raises(FlexPortalError):
            client_of(server.base_url, tenant_id="t2").get_customer("c1")
    assert server.connections == 1
    assert header(server.requests[1], "Cookie") == []


def test_a_connection_is_not_used_again_after_an_answer_was_left_unread() -> None:
    def talk(server: RawServer, peer: socket.socket) -> None:
        while server.receive(peer):
            peer.sendall(customer("c1") if server.connections > 1 else reply(b"x" * 5000))

    transport = Transport(max_bytes=1000)
    with serving(talk) as server:
        client = Client(transport, Tenancy(server.base_url, "t1", Secret(KEY)), 5)
        with pytest.raises(Malformed):
            client.get_customer("c1")
        assert client.get_customer("c1").customer_id == "c1"
    assert server.connections == 2


def test_a_short_refusal_keeps_the_connection(client_of: MakeClient) -> None:
    with serving(replying(reply({}, 404), customer())) as server:
        client = client_of(server.base_url)
        with pytest.raises(FlexPortalError):
            client.get_customer("c0")
        client.get_customer("c1")
    assert server.connections == 1


def test_no_error_knows_the_key(client_of: MakeClient) -> None:
    with serving(replying()) as server, pytest.raises(Unreachable) as failed:
        client_of(server.base_url).get_customer("c1")
    told = "".join(
        traceback.TracebackException.from_exception(failed.value, capture_locals=True).format()
    )
    assert KEY not in told
    assert failed.value.__context__ is None
    assert pickle.loads(pickle.dumps(failed.value)).reason == failed.value.reason  # noqa: S301
