"""Lists always end, and never repeat a row (hazard 11)."""

from collections.abc import Callable

import pytest

from customers.flexportal import client as client_module
from customers.flexportal.client import Client
from customers.flexportal.errors import Malformed, Unreachable
from tests.contract.client.raw_server import reply, replying, serving

MakeClient = Callable[..., Client]


def page(*ids: str, after: object = None, more: bool = True) -> bytes:
    """Answer with a page of customers that goes on `after` a cursor."""
    rows = [{"customerId": customer_id, "tenantId": "t1"} for customer_id in ids]
    return reply({"customers": rows, "hasMore": more, "nextCursor": after})


@pytest.mark.parametrize(
    ("pages", "found", "asked"),
    [
        pytest.param([page("a", "b", after="b"), page("c", more=False)], "abc", 2, id="two pages"),
        pytest.param([page("a", after="x", more=False)], "a", 1, id="no more in spite of a cursor"),
        pytest.param([page("a", after="")], "a", 1, id="more but no cursor"),
        pytest.param([page("a", after=" ")], "a", 1, id="more but a blank cursor"),
        pytest.param([page("a", after="x" * 500), page("b")], "ab", 2, id="a long cursor"),
        pytest.param([page("a", "b", "a", after="")], "ab", 1, id="a row twice on a page"),
        pytest.param(
            [page("a", "b", after="1"), page("b", "c", after=None)], "abc", 2, id="overlap"
        ),
        pytest.param(
            [page("a", after="1"), page("b", after="2"), page("c", after="1")],
            "abc",
            3,
            id="a cursor again",
        ),
        pytest.param([page("a", after="1"), page("b", after="1")], "ab", 2, id="the same cursor"),
        pytest.param([page("a", after="1"), page("a", after="2")], "a", 2, id="nothing new"),
        pytest.param([page(after="1")], "", 1, id="empty but more"),
    ],
)
def test_a_list_ends(client_of: MakeClient, pages: list[bytes], found: str, asked: int) -> None:
    with serving(replying(*pages, page("late", after="late"))) as server:
        rows = list(client_of(server.base_url).list_customers())
    assert "".join(row.customer_id for row in rows) == found
    assert len(server.requests) == asked


def test_a_list_ends_at_the_page_cap(
    client_of: MakeClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client_module, "MAX_PAGES", 3)
    pages = [page(f"c{number}", after=str(number)) for number in range(9)]
    with serving(replying(*pages)) as server:
        delivered = list(client_of(server.base_url).list_customer_pages())
    assert [row.next_cursor for row in delivered] == ["0", "1", "2"]
    assert len(server.requests) == 3


def test_a_list_goes_on_from_a_kept_cursor(client_of: MakeClient) -> None:
    with serving(replying(page("c", after="c/1"), page("d", more=False))) as server:
        pages = list(client_of(server.base_url).list_customer_pages(start_after="b & 1"))
    assert [page.next_cursor for page in pages] == ["c/1", None]
    assert [request.split()[1] for request in server.requests] == [
        b"/v1/customers?limit=100&startAfter=b+%26+1",
        b"/v1/customers?limit=100&startAfter=c%2F1",
    ]


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(page("a", after=5), id="cursor is a number"),
        pytest.param(page("a", after="x" * 5000), id="cursor too long"),
        pytest.param(page("a", after="a\nb"), id="cursor with a line break"),
        pytest.param(reply({"customers": None}), id="no rows"),
        pytest.param(reply({"rows": []}), id="rows under another name"),
        pytest.param(reply({"customers": ["a"]}), id="rows that are no objects"),
        pytest.param(
            reply({"customers": [{"customerId": "a", "tenantId": "t2"}]}), id="another tenant's row"
        ),
    ],
)
def test_a_page_that_cannot_be_trusted_is_malformed(client_of: MakeClient, answer: bytes) -> None:
    with serving(replying(answer)) as server, pytest.raises(Malformed):
        list(client_of(server.base_url).list_customers())


def test_a_failure_midway_ends_the_list_with_an_error_not_with_silence(
    client_of: MakeClient,
) -> None:
    failing = [reply(status=500)] * 3
    with serving(replying(page("a", after="1"), *failing)) as server:
        rows = client_of(server.base_url).list_customers()
        assert next(rows).customer_id == "a"
        with pytest.raises(Unreachable):
            next(rows)


def test_what_belongs_to_a_customer_comes_in_pages_too(client_of: MakeClient) -> None:
    row = {"tenantId": "t1", "customerId": "c1"}
    answers = [
        reply({"rentals": [{**row, "rentalId": "r1"}]}),
        reply({"orders": [{**row, "orderId": "o1"}]}),
        reply({"payments": [{**row, "paymentId": "p1"}, {**row, "paymentId": "p2"}]}),
    ]
    with serving(replying(*answers)) as server:
        client = client_of(server.base_url)
        [rentals] = client.list_subscription_pages(customer_id="c1")
        [orders] = client.list_order_pages(customer_id="c1")
        [payments] = client.list_payment_pages(customer_id="c1")
    assert [len(page.items) for page in (rentals, orders, payments)] == [1, 1, 2]
    assert all(b"&customerId=c1 " in request for request in server.requests)
