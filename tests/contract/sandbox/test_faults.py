"""Each fault as a raw socket sees it."""

import gzip
import json
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic, sleep

import pytest
import requests

from customers.sandbox import cast
from customers.sandbox.faults import FAULTS
from customers.sandbox.sandbox import Sandbox
from tests.contract.sandbox.conftest import Get, headers_for

PATIENCE = 0.5


@contextmanager
def _asked(sandbox: Sandbox, fault: str) -> Iterator[socket.socket]:
    """A connection on which a faulty customer has been asked for."""
    port = int(sandbox.url.rpartition(":")[2])
    headers = {"Host": "sandbox"} | headers_for()
    lines = [f"GET /v1/customers/{cast.FAULT_PREFIX}{fault} HTTP/1.1"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    with socket.create_connection(("127.0.0.1", port), timeout=5) as connection:
        connection.sendall("\r\n".join([*lines, "", ""]).encode())
        yield connection


def _read_for(connection: socket.socket, seconds: float) -> bytes:
    """What arrives in this time, or until the end."""
    received, until = b"", monotonic() + seconds
    while (left := until - monotonic()) > 0:
        connection.settimeout(left)
        try:
            chunk = connection.recv(65_536)
        except TimeoutError:
            break
        if not chunk:
            break
        received += chunk
    return received


def test_slow_says_nothing(sandbox: Sandbox) -> None:
    """Not even a status line."""
    with _asked(sandbox, "slow") as connection:
        assert _read_for(connection, PATIENCE) == b""


def test_drip_sends_the_headers_and_then_bytes(sandbox: Sandbox) -> None:
    """A few in the time a whole answer would need a hundredth of."""
    with _asked(sandbox, "drip") as connection:
        head, _, body = _read_for(connection, PATIENCE).partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 200")
    assert 0 < len(body) < 10


def test_drip_header_does_not_even_end_the_headers(sandbox: Sandbox) -> None:
    """It starts like an answer."""
    with _asked(sandbox, "drip_header") as connection:
        received = _read_for(connection, PATIENCE)
    assert b"HTTP/1.1 200".startswith(received)
    assert received


def test_cut_ends_in_the_middle_of_the_body(sandbox: Sandbox) -> None:
    """Short of what the headers promise, with the connection closed."""
    with _asked(sandbox, "cut") as connection:
        head, _, body = _read_for(connection, 5).partition(b"\r\n\r\n")
        assert connection.recv(1) == b""
    promised = int(head.lower().partition(b"content-length: ")[2].split(b"\r\n")[0])
    assert 0 < len(body) < promised


@pytest.mark.parametrize("fault", ["slow", "drip", "drip_header"])
def test_an_endless_fault_ends_when_the_client_goes(sandbox: Sandbox, fault: str) -> None:
    """The thread that served it is gone soon after."""
    before = set(threading.enumerate())
    with _asked(sandbox, fault):
        while not sandbox.requests:
            sleep(0.01)
        serving = set(threading.enumerate()) - before
        assert len(serving) == 1
    thread = serving.pop()
    thread.join(5)
    assert not thread.is_alive()


@pytest.mark.parametrize("status", [401, 403, 404, 429, 500, 503])
def test_a_status_comes_in_the_envelope(get: Get, status: int) -> None:
    """By a reserved id and by a header; too many requests say when to come back."""
    by_id = get(f"/v1/customers/{cast.FAULT_PREFIX}{status}")
    by_header = get("/v1/orders", headers={"X-Sandbox-Fault": str(status)})
    assert by_id.status_code == by_header.status_code == status
    assert by_id.json()["error"]["code"]
    assert ("Retry-After" in by_id.headers) == (status == 429)


def _body(get: Get, fault: str) -> bytes:
    return get(f"/v1/customers/{cast.FAULT_PREFIX}{fault}").content


def test_bodies_are_spoilt_as_named(get: Get) -> None:
    """Truncated JSON, NaN, Latin-1, two tenants, a depth no parser likes."""
    with pytest.raises(ValueError, match=r"Unterminated|Expecting"):
        json.loads(_body(get, "malformed"))
    with pytest.raises(UnicodeDecodeError):
        _body(get, "latin1").decode()
    with pytest.raises(RecursionError):
        json.loads(_body(get, "deep"))
    assert b":NaN," in _body(get, "nan")
    assert _body(get, "duplicate_key").count(b'"tenantId"') == 2
    json.loads(_body(get, "duplicate_key"))


def test_answers_are_about_somebody_else(get: Get) -> None:
    """Another tenant, another id; everything else is in order."""
    tenant, other = json.loads(_body(get, "wrong_tenant")), json.loads(_body(get, "wrong_id"))
    assert tenant["tenantId"] == "bu_somebody_else"
    assert other["tenantId"] == cast.NETHERLANDS.tenant_id
    assert other["customerId"] == "somebody_else"


def test_huge_is_a_bomb(sandbox: Sandbox) -> None:
    """A small body that decodes to more than a hundred megabytes."""
    url = f"{sandbox.url}/v1/customers/{cast.FAULT_PREFIX}huge"
    with requests.get(url, headers=headers_for(), stream=True, timeout=10) as response:
        assert response.headers["Content-Encoding"] == "gzip"
        packed = response.raw.read(decode_content=False)
    assert len(packed) < 2_000_000
    assert len(gzip.decompress(packed)) > 100_000_000


def test_headers_that_a_client_must_not_follow(get: Get) -> None:
    """A redirect, a cookie, and success without a body."""
    assert get(f"/v1/customers/{cast.FAULT_PREFIX}redirect").headers["Location"]
    assert get(f"/v1/customers/{cast.FAULT_PREFIX}cookie").headers["Set-Cookie"]
    empty = get(f"/v1/customers/{cast.FAULT_PREFIX}204")
    assert (empty.status_code, empty.content) == (204, b"")


def test_the_control_plane_sets_a_fault_for_everything_below_a_path(
    sandbox: Sandbox, get: Get
) -> None:
    """And takes it back; what was asked can be read and forgotten, control itself is not in it."""
    control = f"{sandbox.url}/_sandbox"
    wish = {"fault": "503", "path": "/v1/payments", "latency_ms": 1}
    assert requests.post(f"{control}/fault", json=wish, timeout=5).status_code == 204
    assert get("/v1/payments?limit=1").status_code == 503
    assert get("/v1/orders?limit=1").status_code == 200
    requests.post(f"{control}/fault", json={"fault": None}, timeout=5)
    assert get("/v1/payments?limit=1").status_code == 200
    log = requests.get(f"{control}/requests", timeout=5).json()["requests"]
    assert [each["path"] for each in log] == ["/v1/payments", "/v1/orders", "/v1/payments"]
    requests.delete(f"{control}/requests", timeout=5)
    assert not sandbox.requests


@pytest.mark.parametrize("wish", [{"fault": "flood"}, [], {"latency_ms": "soon"}])
def test_a_fault_that_does_not_exist_is_refused(sandbox: Sandbox, wish: object) -> None:
    """And leaves the sandbox as it was."""
    response = requests.post(f"{sandbox.url}/_sandbox/fault", json=wish, timeout=5)
    assert (response.status_code, sandbox.fault) == (400, None)


def test_unknown_control_is_not_found(sandbox: Sandbox) -> None:
    """In the envelope."""
    response = requests.get(f"{sandbox.url}/_sandbox/nothing", timeout=5)
    assert response.json()["error"]["code"] == "NOT_FOUND"


def test_every_fault_can_be_asked_for_by_id() -> None:
    """The list that the documents and the control plane go by."""
    assert {
        *("slow", "drip", "drip_header", "cut", "malformed", "wrong_tenant", "wrong_id"),
        *("deep", "nan", "latin1", "duplicate_key", "huge", "redirect", "cookie", "204"),
        *("401", "403", "404", "429", "500", "503"),
    } == FAULTS


def test_a_misspelt_fault_is_not_passed_over(sandbox: Sandbox) -> None:
    """A test that sets one would otherwise prove nothing."""
    with pytest.raises(ValueError, match="none of the faults"):
        sandbox.fault = "flod"
    sandbox.fault = "500"
    assert sandbox.fault == "500"
