"""Who may ask, what may be asked, and how the sandbox says no."""

import json
import socket

import pytest
import requests

from customers.sandbox import cast
from customers.sandbox.sandbox import Sandbox
from customers.sandbox.server import running_sandbox
from tests.contract.sandbox.conftest import Get, headers_for


def _code(response: requests.Response) -> tuple[int, str]:
    return response.status_code, response.json()["error"]["code"]


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({"Authorization": None}, (401, "AUTH_REQUIRED")),
        ({"Authorization": f"Bearer {cast.REVOKED_KEY}"}, (401, "INVALID_TOKEN")),
        ({"Authorization": f"Basic {cast.NETHERLANDS.key}"}, (401, "INVALID_TOKEN")),
        ({"Tenant-ID": None}, (403, "NO_TENANT_ACCESS")),
        ({"Tenant-ID": "bu_unknown"}, (403, "NO_TENANT_ACCESS")),
        ({"Tenant-ID": cast.STATES.tenant_id}, (403, "NO_TENANT_ACCESS")),
    ],
)
def test_credentials_are_asked_for(
    get: Get, headers: dict[str, str | None], expected: tuple[int, str]
) -> None:
    """A key opens its own tenant and nothing else."""
    assert _code(get("/v1/customers", headers=headers)) == expected


@pytest.mark.parametrize("tenant", cast.TENANTS)
def test_each_tenant_has_its_own_data(get: Get, tenant: cast.Tenant) -> None:
    """Every row names the tenant and its currency; another tenant's id is unknown."""
    rentals = get("/v1/subscriptions?limit=100", tenant).json()["rentals"]
    assert {row["tenantId"] for row in rentals} == {tenant.tenant_id}
    assert {row["currency"] for row in rentals} == {tenant.currency}
    others = [each for each in cast.TENANTS if each != tenant]
    for other in others:
        assert _code(get(f"/v1/subscriptions/{rentals[0]['rentalId']}", other))[0] == 404


@pytest.mark.parametrize("path", ["/", "/v1", "/v2/customers", "/v1/costs", "/v1/customers/a/b"])
def test_an_unknown_address_is_not_found(get: Get, path: str) -> None:
    """In the documented envelope."""
    assert _code(get(path)) == (404, "NOT_FOUND")


@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE", "PATCH"])
def test_nothing_can_be_written(sandbox: Sandbox, method: str) -> None:
    """Not even the documented change of a customer."""
    url = f"{sandbox.url}/v1/customers/{cast.MARIEKE}"
    response = requests.request(method, url, headers=headers_for(), json={"a": 1}, timeout=5)
    assert _code(response) == (405, "METHOD_NOT_ALLOWED")


def test_single_reads_are_bare_or_wrapped_as_documented(get: Get) -> None:
    """Payments and billing groups come in an envelope."""
    payment = get("/v1/payments?limit=1").json()["payments"][0]
    wrapped = get(f"/v1/payments/{payment['paymentId']}").json()
    assert wrapped == {"success": True, "payment": payment}
    asset = get("/v1/assets?limit=1").json()["assets"][0]
    assert get(f"/v1/assets/{asset['serialNumber']}").json() == asset


def _quote(sandbox: Sandbox, calculator: str, body: object) -> requests.Response:
    url = f"{sandbox.url}/v1/subscriptions/{calculator}"
    return requests.post(url, headers=headers_for(), json=body, timeout=5)


def test_the_calculators_answer_with_the_documented_sample(sandbox: Sandbox) -> None:
    """4 x 129 + 142 = 658 to keep it, 258 to hand it back."""
    buyout = _quote(sandbox, "calculate-buyout", {"rentalId": cast.QUOTE_RENTAL}).json()
    assert (buyout["buyoutPrice"], buyout["depreciatedValue"]) == (658.0, 142.0)
    assert buyout["calculation"]["costRecovery"]["marginPercent"] == 22.6
    back = _quote(sandbox, "calculate-early-return-fee", {"rentalId": cast.QUOTE_RENTAL}).json()
    assert (back["earlyReturnFee"], back["remainingMonths"]) == (258.0, 4)
    assert back["calculation"]["costRecovery"]["costRecoveryPercent"] == 100.3


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({}, (400, "VALIDATION_ERROR")),
        ([], (400, "VALIDATION_ERROR")),
        ({"rentalId": 5}, (400, "VALIDATION_ERROR")),
        ({"rentalId": "rent_unknown"}, (404, "NOT_FOUND")),
        ({"rentalId": cast.ENDED_RENTAL}, (400, "SUBSCRIPTION_NOT_ACTIVE")),
    ],
)
def test_a_quote_may_be_refused(sandbox: Sandbox, body: object, expected: tuple[int, str]) -> None:
    """For want of a subscription, or because it has ended."""
    assert _code(_quote(sandbox, "calculate-buyout", body)) == expected


def test_a_body_that_is_not_json_is_refused(sandbox: Sandbox) -> None:
    """With the place that is wrong."""
    url = f"{sandbox.url}/v1/subscriptions/calculate-buyout"
    response = requests.post(url, headers=headers_for(), data=b"{", timeout=5)
    assert response.json()["error"]["details"][0]["path"] == "body"


def test_the_rate_limit_says_when_to_come_back() -> None:
    """For each tenant on its own."""
    with running_sandbox(customers=0, rate_limit=2) as limited:
        url = f"{limited.url}/v1/customers?limit=1"
        answers = [requests.get(url, headers=headers_for(), timeout=5) for _ in range(3)]
        other = requests.get(url, headers=headers_for(cast.STATES), timeout=5)
    assert [each.status_code for each in answers] == [200, 200, 429]
    assert 0 < int(answers[2].headers["Retry-After"]) <= 60
    assert other.status_code == 200


def test_a_connection_is_kept_and_requests_are_remembered_without_their_key(
    sandbox: Sandbox,
) -> None:
    """Two requests over one socket, in the log with their query."""
    with requests.Session() as session:
        session.headers.update(headers_for())
        for _ in range(2):
            reply = session.get(f"{sandbox.url}/v1/orders", params={"limit": "3"}, timeout=5)
        assert "Connection" not in reply.headers
    assert sandbox.count_requests("/v1/orders") == 2
    logged = sandbox.requests[0]
    assert (logged.method, logged.query) == ("GET", {"limit": "3"})
    assert cast.NETHERLANDS.key not in repr(sandbox.requests)


def test_latency_is_waited_for(sandbox: Sandbox, get: Get) -> None:
    """And may be changed while it runs."""
    sandbox.latency_ms = 120
    assert get("/v1/customers?limit=1").elapsed.total_seconds() >= 0.12


def test_what_is_not_http_gets_the_envelope_too(sandbox: Sandbox) -> None:
    """And the end of the connection."""
    port = int(sandbox.url.rpartition(":")[2])
    with socket.create_connection(("127.0.0.1", port), timeout=5) as connection:
        connection.sendall(b"HELLO\r\n\r\n")
        with connection.makefile("rb") as answer:
            head, _, body = answer.read().partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 400")
    assert json.loads(body)["error"]["code"] == "VALIDATION_ERROR"


def test_a_chunked_body_is_not_read_and_ends_the_connection(sandbox: Sandbox) -> None:
    """Its rest could otherwise be taken for the next request."""
    url = f"{sandbox.url}/v1/subscriptions/calculate-buyout"
    response = requests.post(url, headers=headers_for(), data=iter([b"{}"]), timeout=5)
    assert (response.status_code, response.headers["Connection"]) == (400, "close")


def test_a_head_request_gets_no_body(sandbox: Sandbox) -> None:
    """Whatever it is told."""
    response = requests.head(f"{sandbox.url}/v1/orders", headers=headers_for(), timeout=5)
    assert (response.status_code, response.content) == (405, b"")


def test_an_id_is_one_part_of_the_path(get: Get) -> None:
    """A percent-encoded slash does not split it, a plain one does."""
    encoded = cast.MARIEKE.replace("_", "%5F")
    assert get(f"/v1/customers/{encoded}").json()["customerId"] == cast.MARIEKE
    assert _code(get("/v1/customers/a%2Fb")) == (404, "NOT_FOUND")
