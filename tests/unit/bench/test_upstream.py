"""The stand-in that the bench syncs from: pages to the end, read as any other's."""

import json

from customers.flexportal.wire import entities
from customers.flexportal.wire.answers import read_page
from tests.bench.portfolio.upstream import page


def test_pages_lead_to_the_end() -> None:
    first, last = page("/v1/customers", 0, 150), page("/v1/customers", 100, 150)
    assert (len(first["customers"]), first["nextCursor"]) == (100, "100")
    assert (len(last["customers"]), last["hasMore"]) == (50, False)
    assert "nextCursor" not in last


def test_pages_can_be_read() -> None:
    customers, subscriptions = (
        json.dumps(page(path, 0, 120)).encode() for path in ("/v1/customers", "/v1/subscriptions")
    )
    one = read_page(entities.CUSTOMERS, customers, tenant_id="bench").items[7]
    other = read_page(entities.SUBSCRIPTIONS, subscriptions, tenant_id="bench").items[7]
    assert (one.customer_id, other.customer_id) == ("c00000007", "c00000007")
