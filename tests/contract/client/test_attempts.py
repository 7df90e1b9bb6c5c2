"""Asking again: when, how often, after how long (hazards 3 and 4)."""

import socket
import struct
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import format_datetime

import pytest

from customers.flexportal.client import Client
from customers.flexportal.errors import FlexPortalError, Limited, NotFound, Refused, Unreachable
from tests.contract.client.raw_server import RawServer, reply, replying, serving

MakeClient = Callable[..., Client]

CUSTOMER = {"customerId": "c1", "tenantId": "t1"}
FINE = reply(CUSTOMER)
CUT = FINE[:-5]
QUOTE = reply({"success": True, "buyoutPrice": 658})


def broken_first(breaking: Callable[[socket.socket], None]) -> Callable[..., None]:
    """Break the first connection after the request, then answer properly."""

    def talk(server: RawServer, peer: socket.socket) -> None:
        server.receive(peer)
        if server.connections == 1:
            breaking(peer)
        else:
            peer.sendall(FINE)

    return talk


def reset(peer: socket.socket) -> None:
    """Close so that the other side gets a reset, in the midst of a body."""
    peer.sendall(CUT)
    peer.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    peer.close()


@pytest.mark.parametrize(
    "breaking",
    [
        pytest.param(reset, id="reset in the body"),
        pytest.param(lambda peer: peer.sendall(CUT), id="cut in the body"),
        pytest.param(lambda peer: peer.sendall(FINE[:10]), id="cut in the status line"),
        pytest.param(lambda peer: None, id="hung up"),
        pytest.param(lambda peer: peer.sendall(b"220 mail.example ESMTP\r\n"), id="not http"),
        pytest.param(
            lambda peer: peer.sendall(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz"),
            id="chunk of no length",
        ),
        pytest.param(
            lambda peer: peer.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1, 2\r\n\r\n{}"),
            id="two lengths",
        ),
    ],
)
def test_a_broken_answer_is_asked_for_again(
    client_of: MakeClient, naps: list[float], breaking: Callable[[socket.socket], None]
) -> None:
    with serving(broken_first(breaking)) as server:
        assert client_of(server.base_url).get_customer("c1").customer_id == "c1"
    assert len(server.requests) == 2
    assert naps == [0.2]


def test_three_attempts_and_no_more(client_of: MakeClient, naps: list[float]) -> None:
    with (
        serving(replying(*[reply(status=502)] * 4)) as server,
        pytest.raises(Unreachable) as failed,
    ):
        client_of(server.base_url).get_customer("c1")
    assert (len(server.requests), failed.value.status) == (3, 502)
    assert naps == [0.2, 0.4]


@pytest.mark.parametrize("status", [400, 401, 403, 404, 409, 422, 302, 204, 206, 418])
def test_what_will_not_change_is_asked_once(client_of: MakeClient, status: int) -> None:
    with serving(replying(reply(status=status), FINE)) as server:
        with pytest.raises(FlexPortalError) as failed:
            client_of(server.base_url).get_customer("c1")
        assert failed.value.status == status
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    ("value", "pause"),
    [
        ("2", 2.0),
        ("0", 0.2),
        ("abc", 0.2),
        ("-5", 0.2),
        ("1.5", 0.2),
        ("1e9", 0.2),
        ("", 0.2),
        ("9" * 5000, 0.2),
        ("Mon, 01 Jan 2001 00:00:00 GMT", 0.2),
    ],
)
def test_retry_after_is_obeyed_where_it_makes_sense(
    client_of: MakeClient, naps: list[float], value: str, pause: float
) -> None:
    with serving(replying(reply(status=429, Retry_After=value), FINE)) as server:
        assert client_of(server.base_url).get_customer("c1").customer_id == "c1"
    assert naps == [pause]


def test_retry_after_as_a_date_counts_from_the_servers_own_clock(
    client_of: MakeClient, naps: list[float]
) -> None:
    """Our clock may be wrong by hours: the Date of the same answer is what to count from."""
    limited = reply(
        status=429,
        Date="Mon, 01 Jan 2001 00:00:00 GMT",
        Retry_After="Mon, 01 Jan 2001 00:00:03 GMT",
    )
    with serving(replying(limited, FINE)) as server:
        client_of(server.base_url).get_customer("c1")
    assert naps == [3.0]


@pytest.mark.parametrize("value", ["999", format_datetime(datetime(2099, 1, 1, tzinfo=UTC))])
def test_a_wait_that_does_not_fit_is_not_begun(
    client_of: MakeClient, naps: list[float], value: str
) -> None:
    limited = reply(status=429, Retry_After=value)
    with serving(replying(limited)) as server, pytest.raises(Limited) as failed:
        client_of(server.base_url).get_customer("c1")
    assert failed.value.retry_after == (999.0 if value == "999" else 3600.0)
    assert naps == []


def test_a_calculator_is_asked_again_when_the_server_fails(client_of: MakeClient) -> None:
    with serving(replying(reply(status=500), reply(status=429), QUOTE)) as server:
        assert client_of(server.base_url).calculate_buyout("r1").buyout_price == 658
    assert len(server.requests) == 3


def test_a_calculator_is_not_asked_again_when_the_answer_was_lost(client_of: MakeClient) -> None:
    with serving(broken_first(reset)) as server, pytest.raises(Unreachable):
        client_of(server.base_url).calculate_buyout("r1")
    assert len(server.requests) == 1


def test_nobody_listening_is_unreachable(client_of: MakeClient, naps: list[float]) -> None:
    with serving(replying()) as server:
        pass
    with pytest.raises(Unreachable) as failed:
        client_of(server.base_url).get_customer("c1")
    assert failed.value.status is None
    assert len(naps) == 2


def test_a_name_without_address_is_unreachable(
    client_of: MakeClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def look_up(*_: object, **__: object) -> list[object]:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    with pytest.raises(Unreachable):
        client_of("http://nowhere.example").get_customer("c1")


def test_the_second_address_of_a_name_is_tried(
    client_of: MakeClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving(replying()) as gone:
        pass

    with serving(replying(FINE)) as server:
        found = [
            (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))
            for port in (gone.port, server.port)
        ]
        monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
        assert client_of("http://two.example").get_customer("c1").customer_id == "c1"


@pytest.mark.parametrize(
    ("status", "code", "kind", "reason"),
    [
        (
            401,
            "INVALID_TOKEN",
            Refused,
            "FlexPortal does not accept the API key (401, INVALID_TOKEN).",
        ),
        (404, "secret pk_live", NotFound, "FlexPortal has no such object in this tenant (404)."),
        (
            400,
            "RENTAL_NOT_FOUND",
            NotFound,
            "FlexPortal has no such object in this tenant (404, RENTAL_NOT_FOUND).",
        ),
    ],
)
def test_a_refusal_says_what_it_is_and_repeats_no_message(
    client_of: MakeClient, status: int, code: str, kind: type[FlexPortalError], reason: str
) -> None:
    body = {"error": {"code": code, "message": "the key pk_live_… is not ours"}}
    with serving(replying(reply(body, status))) as server, pytest.raises(kind) as failed:
        client_of(server.base_url).get_customer("c1")
    assert failed.value.reason == reason


def test_a_refusal_counts_even_if_its_body_breaks(client_of: MakeClient) -> None:
    garbled = reply(b"\x1f\x8b no gzip", 401, Content_Encoding="gzip")
    with serving(replying(garbled)) as server, pytest.raises(Refused):
        client_of(server.base_url).get_customer("c1")
