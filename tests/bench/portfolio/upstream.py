"""A FlexPortal that costs next to nothing: pages of customers and subscriptions, made as asked."""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from subprocess import PIPE, Popen
from typing import Any
from urllib.parse import parse_qs, urlsplit
from urllib.request import urlopen

from tests.bench.product import HOST, ROOT

from .crowd import FIRSTS, LASTS, PRODUCTS

PAGE = 100
ASKED = "/_pages"
ADDRESS = {
    "contactName": "Jan Jansen",
    "streetAddress": "Keizersgracht 12",
    "city": "Amsterdam",
    "postalCode": "1015 CJ",
    "country": "NL",
}
Document = dict[str, Any]


def customer(number: int) -> Document:
    """One customer, in both documented shapes, as most of the sandbox's are."""
    first, last = FIRSTS[number % len(FIRSTS)], LASTS[number * 7 % len(LASTS)]
    collected, cost = number * 7919 % 400_000 / 100, 100 + number * 104_729 % 200_000 / 100
    return {
        "customerId": f"c{number:08d}",
        "tenantId": "bench",
        "email": f"contact.{number:x}@voorbeeld.example",
        "firstName": first,
        "lastName": last,
        "company": "" if number % 3 else f"{last} Holding B.V.",
        "phone": f"+31 6 {number:08d}",
        "customerType": "individual" if number % 3 else "business",
        "status": "active" if number % 50 else "inactive",
        "createdAt": "2025-03-02T09:30:00Z",
        "updatedAt": "2026-09-01T00:00:00Z",
        "totalOrders": 1,
        "totalDevicesRented": 1,
        "totalMonthlyRevenue": 35.0,
        "orderIds": [f"o{number:08d}"],
        "rentalIds": [f"s{number:08d}"],
        "lifetimeCollected": collected,
        "subscriptionsTracked": 1,
        "totalAcquisitionCost": cost,
        "customerMargin": round(collected - cost, 2),
        "customerMarginPercent": round((collected - cost) / cost * 100, 2),
        "lastBillingAddress": ADDRESS,
        "lastShippingAddress": ADDRESS,
    }


def subscription(number: int) -> Document:
    """One subscription of the customer with that number."""
    return {
        "rentalId": f"s{number:08d}",
        "tenantId": "bench",
        "assetSerialNumber": f"SN{number:010d}",
        "customerId": f"c{number:08d}",
        "orderId": f"o{number:08d}",
        "productName": PRODUCTS[number % len(PRODUCTS)],
        "sku": "NORD-PHONE",
        "monthlyAmount": 35.0,
        "currency": "EUR",
        "status": "active",
        "originalContractLength": 24,
        "contractLength": 24,
        "startDate": "2025-03-02",
        "endDate": "2027-03-02",
        "acquisitionCost": 100 + number * 104_729 % 200_000 / 100,
        "costSource": "asset",
        "totalCollected": number * 7919 % 400_000 / 100,
    }


LISTS: dict[str, tuple[str, Callable[[int], Document]]] = {
    "/v1/customers": ("customers", customer),
    "/v1/subscriptions": ("rentals", subscription),
}


def page(path: str, start: int, count: int) -> Document:
    """The page that begins with that row."""
    key, make = LISTS[path]
    end = min(start + PAGE, count)
    more = end < count
    told: Document = {key: [make(number) for number in range(start, end)], "hasMore": more}
    return told | ({"nextCursor": str(end)} if more else {})


class Handler(BaseHTTPRequestHandler):
    """Pages on a connection that stays open; and how many there were."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    count = 0
    asked = 0

    def do_GET(self) -> None:
        """Answer."""
        parts = urlsplit(self.path)
        told: Document = {"pages": Handler.asked}
        if parts.path != ASKED:
            Handler.asked += 1
            start = parse_qs(parts.query).get("startAfter", ["0"])[0]
            told = page(parts.path, int(start), Handler.count)
        body = json.dumps(told).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@contextmanager
def upstream(count: int) -> Iterator[str]:
    """Its address, in a process of its own, until the block ends."""
    command = [sys.executable, "-m", __name__, str(count)]
    with Popen(command, cwd=ROOT, stdout=PIPE, text=True) as server:  # noqa: S603
        try:
            assert server.stdout is not None
            yield server.stdout.readline().strip()
        finally:
            server.terminate()


def pages_asked(url: str) -> int:
    """How many pages it was asked for so far."""
    with urlopen(url + ASKED, timeout=10) as answer:  # noqa: S310 - our own address
        return int(json.load(answer)["pages"])


def main(count: int) -> None:
    """Serve until terminated; the first words say where."""
    Handler.count = count
    with ThreadingHTTPServer((HOST, 0), Handler) as server:
        sys.stdout.write(f"http://{HOST}:{server.server_port}\n")
        sys.stdout.flush()
        server.serve_forever()


if __name__ == "__main__":
    main(int(sys.argv[1]))
