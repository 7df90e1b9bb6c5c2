"""What comes back is believed only if it is the answer to the question (hazards 8 to 11)."""

import gzip
import json
import tracemalloc
from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from customers.flexportal.client import Client
from customers.flexportal.errors import Malformed, Refused, Rejected
from tests.contract.client.raw_server import reply, replying, serving

MakeClient = Callable[..., Client]
Object = dict[str, object]


def customer(customer_id: str = "c1", **members: object) -> Object:
    return {"customerId": customer_id, "tenantId": "t1", **members}


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"<html>Sign in</html>", id="a page"),
        pytest.param(b'{"customerId": "c1", "tenantId": "t', id="cut json"),
        pytest.param(b"[" * 100_000 + b"]" * 100_000, id="deep list"),
        pytest.param(b'{"a":' * 100_000 + b"1" + b"}" * 100_000, id="deep object"),
        pytest.param(
            b'{"customerId": "c1", "tenantId": "t1", "n": ' + b"9" * 5000 + b"}", id="int"
        ),
        pytest.param(b'{"customerId": "c1", "tenantId": "t1", "n": NaN}', id="nan"),
        pytest.param(b'{"customerId": "c1", "tenantId": "t1", "n": -Infinity}', id="infinity"),
        pytest.param(b'{"customerId": "c1", "tenantId": "t1", "n": 1e999999}', id="exponent"),
        pytest.param(b'{"tenantId": "t2", "customerId": "c1", "tenantId": "t1"}', id="two tenants"),
        pytest.param(
            '{"customerId": "c1", "tenantId": "t1", "company": "Sjö AB"}'.encode("latin-1"),
            id="latin-1",
        ),
        pytest.param(json.dumps(customer(tenantId="t2")).encode(), id="another tenant"),
        pytest.param(json.dumps(customer("c2")).encode(), id="another customer"),
        pytest.param(json.dumps(customer("C1")).encode(), id="another case"),
        pytest.param(b'{"customerId": "c1"}', id="no tenant"),
        pytest.param(b'{"customerId": 1, "tenantId": "t1"}', id="id is a number"),
        pytest.param(b'{"data": null}', id="wrapped nothing"),
        pytest.param(b'["c1"]', id="a list"),
    ],
)
def test_nonsense_is_malformed(client_of: MakeClient, body: bytes) -> None:
    with serving(replying(reply(body))) as server, pytest.raises(Malformed):
        client_of(server.base_url).get_customer("c1")


def test_a_packed_bomb_is_refused_without_unpacking_it(client_of: MakeClient) -> None:
    bomb = reply(gzip.compress(b" " * 200_000_000, 9), Content_Encoding="gzip")
    with serving(replying(bomb)) as server:
        tracemalloc.start()
        with pytest.raises(Malformed):
            client_of(server.base_url).get_customer("c1")
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert peak < 50_000_000


def test_a_broken_packing_is_malformed(client_of: MakeClient) -> None:
    broken = reply(b"\x1f\x8b no gzip", Content_Encoding="gzip")
    with serving(replying(broken)) as server, pytest.raises(Malformed):
        client_of(server.base_url).get_customer("c1")


def test_a_packed_answer_is_read(client_of: MakeClient) -> None:
    packed = gzip.compress(json.dumps(customer(lifetimeCollected=4250.10)).encode())
    with serving(replying(reply(packed, Content_Encoding="gzip"))) as server:
        assert client_of(server.base_url).get_customer("c1").lifetime_collected == Decimal("4250.1")


@pytest.mark.parametrize(
    "wrapped",
    [
        {"paymentId": "p1", "tenantId": "t1"},
        {"success": True, "payment": {"paymentId": "p1", "tenantId": "t1"}},
        {"data": {"paymentId": "p1", "tenantId": "t1"}},
    ],
)
def test_an_object_is_unwrapped(client_of: MakeClient, wrapped: Object) -> None:
    with serving(replying(reply(wrapped))) as server:
        assert client_of(server.base_url).get_payment("p1").payment_id == "p1"


@pytest.mark.parametrize(
    "answer",
    [
        reply({"customers": [], "hasMore": False}),
        reply({"data": [{"customerId": "c1", "tenantId": "t1"}]}),
    ],
)
def test_a_key_that_opens_its_tenant_passes(client_of: MakeClient, answer: bytes) -> None:
    with serving(replying(answer)) as server:
        client_of(server.base_url).try_key()
    assert server.requests[0].startswith(b"GET /v1/customers?limit=1 HTTP/1.1\r\n")


@pytest.mark.parametrize("status", [401, 403])
def test_a_key_that_is_refused_says_so(client_of: MakeClient, status: int) -> None:
    with serving(replying(reply({}, status))) as server, pytest.raises(Refused):
        client_of(server.base_url).try_key()


def test_a_key_that_opens_another_tenant_does_not_pass(client_of: MakeClient) -> None:
    answer = reply({"customers": [customer(tenantId="t2")]})
    with serving(replying(answer)) as server, pytest.raises(Malformed):
        client_of(server.base_url).try_key()


def rental(subscription_id: str, **members: object) -> Object:
    return {"rentalId": subscription_id, "tenantId": "t1", **members}


def payment(payment_id: str, **members: object) -> Object:
    return {"paymentId": payment_id, "tenantId": "t1", **members}


def order(order_id: str, **members: object) -> Object:
    return {"orderId": order_id, "tenantId": "t1", **members}


def test_each_single_object_has_its_address(client_of: MakeClient) -> None:
    with serving(replying(reply(rental("r1")), reply(order("o1")))) as server:
        client = client_of(server.base_url)
        assert client.get_subscription("r1").subscription_id == "r1"
        assert client.get_order("o1").order_id == "o1"
    addresses = [request.split()[1] for request in server.requests]
    assert addresses == [b"/v1/subscriptions/r1", b"/v1/orders/o1"]


def test_customers_the_filter_should_have_left_out_are_left_out(client_of: MakeClient) -> None:
    rows = [
        customer("c1", email="ANN@example.com ", status="active", customerType="business"),
        customer("c2", email="ann@example.com", status="inactive", customerType="business"),
        customer("c3", email="ben@example.com", status="active", customerType="business"),
        customer("c4", email="ann@example.com", status="active", customerType="individual"),
        customer("c5", status="active", customerType="business"),
    ]
    with serving(replying(reply({"customers": rows}))) as server:
        found = client_of(server.base_url).list_customers(
            email="Ann@example.com", status="active", customer_type="business"
        )
        assert [row.customer_id for row in found] == ["c1"]
    asked = server.requests[0].split()[1]
    assert asked == (
        b"/v1/customers?limit=100&email=Ann%40example.com&status=active&customerType=business"
    )


def test_subscriptions_are_held_against_every_filter(client_of: MakeClient) -> None:
    asked = {"customerId": "c1", "status": "active", "orderId": "o1", "assetSerialNumber": "s1"}
    others = [rental(f"r-{name}", **{**asked, name: "other"}) for name in asked]
    with serving(replying(reply({"rentals": [*others, rental("r1", **asked)]}))) as server:
        found = client_of(server.base_url).list_subscriptions(
            customer_id="c1", status="active", order_id="o1", serial_number="s1"
        )
        assert [row.subscription_id for row in found] == ["r1"]


def test_orders_are_held_against_every_filter(client_of: MakeClient) -> None:
    rows = [
        order("o1", customer={"customerId": "c1"}, status="pending"),
        order("o2", customer={"customerId": "c2"}, status="pending"),
        order("o3", customer={"customerId": "c1"}, status="cancelled"),
    ]
    with serving(replying(reply({"orders": rows}))) as server:
        found = client_of(server.base_url).list_orders(customer_id="c1", status="pending")
        assert [row.order_id for row in found] == ["o1"]


def test_payments_are_held_against_every_filter(client_of: MakeClient) -> None:
    asked: Object = {"customerId": "c1", "status": "pending", "rentalId": "r1"}
    asked["dueDate"] = "2026-01-31"
    shared = {**asked, "rentalId": None, "lineItems": [{"rentalId": "r0"}, {"rentalId": "r1"}]}
    wrong: list[Object] = [
        {"customerId": "c2"},
        {"status": "paid"},
        {"rentalId": "r2"},
        {"dueDate": "2025-12-31T23:00:00Z"},
        {"dueDate": "2026-02-01"},
        {"dueDate": "soon"},
    ]
    rows = [payment(f"x{index}", **{**asked, **one}) for index, one in enumerate(wrong)]
    rows += [payment("p1", **asked), payment("p2", **shared)]
    with serving(replying(reply({"success": True, "payments": rows}))) as server:
        found = client_of(server.base_url).list_payments(
            customer_id="c1",
            status="pending",
            rental_id="r1",
            due_from=date(2026, 1, 1),
            due_to=date(2026, 1, 31),
        )
        assert [row.payment_id for row in found] == ["p1", "p2"]
    assert b"&dueDateFrom=2026-01-01&dueDateTo=2026-01-31 " in server.requests[0]


@pytest.mark.parametrize(
    ("answer", "fault"),
    [
        ({"buyoutPrice": 1, "rentalId": "r2"}, "another subscription"),
        ({"buyoutPrice": 1, "tenantId": "t2"}, "another tenant"),
        ({"buyoutPrice": 1, "success": False}, "no success"),
        ([], "no object"),
    ],
)
def test_a_quote_for_something_else_is_malformed(
    client_of: MakeClient, answer: object, fault: str
) -> None:
    with serving(replying(reply(answer))) as server, pytest.raises(Malformed):
        client_of(server.base_url).calculate_buyout("r1")


def test_a_quote_is_asked_for_as_documented(client_of: MakeClient) -> None:
    answer = {"success": True, "earlyReturnFee": 258, "remainingMonths": 4, "penaltyPercentage": 50}
    with serving(replying(reply(answer))) as server:
        quote = client_of(server.base_url).calculate_early_return("r1")
    assert quote.early_return_fee == Decimal(258)
    assert quote.remaining_months == Decimal(4)
    assert quote.penalty_percentage == Decimal(50)
    head, _, body = server.requests[0].partition(b"\r\n\r\n")
    assert head.startswith(b"POST /v1/subscriptions/calculate-early-return-fee HTTP/1.1\r\n")
    assert b"Content-Type: application/json" in head
    assert json.loads(body) == {"rentalId": "r1"}


def test_a_question_that_the_state_forbids_is_rejected_with_its_code(client_of: MakeClient) -> None:
    answer = reply({"error": {"code": "SUBSCRIPTION_NOT_ACTIVE", "message": "no"}}, 400)
    with serving(replying(answer)) as server, pytest.raises(Rejected) as failed:
        client_of(server.base_url).calculate_buyout("r1")
    assert failed.value.code == "SUBSCRIPTION_NOT_ACTIVE"
