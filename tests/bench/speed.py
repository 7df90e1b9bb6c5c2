"""How long a profile takes: saved against a bare page, asked for against a bare request."""

import gzip
from collections.abc import Iterator
from pathlib import Path

import requests
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from customers.sandbox import cast

from .measure import Act, Line, Round, compare, take_turns
from .product import LATENCY_MS, Product, Reader

ROUNDS = 7
WARM_PAIRS = 200
COLD_PAIRS = 14
WARM_CUSTOMER = cast.MARIEKE


def warm(product: Product, folder: Path) -> tuple[Line, Line]:
    """A profile whose saved copy is fresh, against a bare view of one row and as many bytes."""
    reader = Reader(product)
    profile, bare = product.profile(WARM_CUSTOMER), f"/bare/{WARM_CUSTOMER}/"
    page = gzip.decompress(reader.get(f"{profile}?refresh=1")).decode()
    (folder / "bare.html").write_text(as_template(page, WARM_CUSTOMER), encoding="utf-8")

    def ours() -> bytes:
        return reader.get(profile)

    def plain() -> bytes:
        return reader.get(bare)

    def one_round() -> Round:
        reader.get(f"{profile}?refresh=1")
        return take_turns((ours, plain) for _ in range(WARM_PAIRS))

    one_round()
    rounds = [one_round() for _ in range(ROUNDS)]
    size = f"{len(page.encode()) / 1000:.0f} kB of HTML"
    time = compare(f"Warm profile : bare view, {size}", rounds, limit=1.5, aim=1.0)
    return time, _queries(product, profile)


def as_template(page: str, customer_id: str) -> str:
    """The same bytes again from a template with a handful of variables."""
    if "{{" in page or "{%" in page:
        raise RuntimeError("The page would not stand for itself as a template.")
    return page.replace(customer_id, "{{ row.customer_id }}")


def _queries(product: Product, profile: str) -> Line:
    browser = Client()
    browser.cookies["session"] = product.session
    browser.get(profile)
    with CaptureQueriesContext(connection) as captured:
        response = browser.get(profile)
    if response.status_code != 200:
        raise RuntimeError(f"{profile} answered {response.status_code}")
    return Line("Queries of a warm profile", len(captured), 6, 6, digits=0)


def cold(product: Product) -> Line:
    """Pasting the id of a customer nobody asked for yet, against asking FlexPortal oneself."""
    reader, session = Reader(product), requests.Session()
    session.headers["Authorization"] = f"Bearer {cast.NETHERLANDS.key}"
    session.headers["Tenant-ID"] = cast.NETHERLANDS.tenant_id
    customers = f"{product.sandbox_url}/v1/customers"

    def get(url: str) -> requests.Response:
        response = session.get(url, timeout=10)
        response.raise_for_status()
        return response

    def pair(customer_id: str) -> tuple[Act, Act]:
        return (
            lambda: reader.get(f"/?q={customer_id}"),
            lambda: get(f"{customers}/{customer_id}").content,
        )

    rows = get(f"{customers}?limit=100").json()["customers"]
    pairs = iter([pair(row["customerId"]) for row in rows])
    take_turns(_some(pairs, 2))
    rounds = [take_turns(_some(pairs, COLD_PAIRS)) for _ in range(ROUNDS)]
    what = f"Cold lookup : bare request, {LATENCY_MS} ms upstream"
    return compare(what, rounds, limit=1.25, aim=1.15)


def _some(pairs: Iterator[tuple[Act, Act]], count: int) -> Iterator[tuple[Act, Act]]:
    """The next `count` pairs; running out of customers is an error."""
    return (next(pairs) for _ in range(count))
