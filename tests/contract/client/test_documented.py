"""The members the client reads are the documented ones, and no documented figure is forgotten."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from customers.flexportal.wire import customer, order, payment, quote, subscription
from customers.flexportal.wire.fields import Shape

DOCUMENT = json.loads((Path(__file__).parents[1] / "openapi.json").read_text())
SCHEMAS = DOCUMENT["components"]["schemas"]

ARCHIVED = {"deviceRrp", "rrpSource", "rrpCaptureDate"}  # D22: from older pages only
PROSE_ONLY = {"currentSerialNumber", "breakevenMonth", "customerId", "subscriptionId"}

SHAPES = [
    ("Address", customer.ADDRESS),
    ("CustomerProfitabilityProse", customer.PROFITABILITY),
    ("Customer", customer.CUSTOMER),
    ("ExtensionRecord", subscription.EXTENSION),
    ("ReplacementRecord", subscription.REPLACEMENT),
    ("Subscription", subscription.SUBSCRIPTION),
    ("OrderItem", order.ITEM),
    ("Order", order.ORDER),
    ("PaymentLineItem", payment.LINE_ITEM),
    ("Payment", payment.PAYMENT),
    ("BuyoutQuote", quote.BUYOUT),
    ("EarlyReturnQuote", quote.EARLY_RETURN),
]


def properties(schema: dict[str, Any]) -> dict[str, Any]:
    """Return a schema's members, through references and compositions."""
    if "$ref" in schema:
        return properties(SCHEMAS[schema["$ref"].rsplit("/", 1)[1]])
    found: dict[str, Any] = dict(schema.get("properties", {}))
    for part in (*schema.get("allOf", ()), *schema.get("anyOf", ()), *schema.get("oneOf", ())):
        found |= properties(part)
    return found


def paths(shape: Shape) -> Iterator[tuple[str, ...]]:
    """Yield every wire path a shape reads."""
    for entry in shape.values():
        yield from entry.paths


@pytest.mark.parametrize(("name", "shape"), SHAPES)
def test_what_is_read_is_documented(name: str, shape: Shape) -> None:
    for path in paths(shape):
        members = properties(SCHEMAS[name])
        if path[0] in ARCHIVED | (PROSE_ONLY - set(members)):
            continue
        for step in path:
            assert step in members, path
            members = properties(members[step])


@pytest.mark.parametrize(("name", "shape"), SHAPES)
def test_every_documented_number_is_read(name: str, shape: Shape) -> None:
    read = {path[0] for path in paths(shape)}
    members = properties(SCHEMAS[name])
    numbers = {key for key, kind in members.items() if kind.get("type") in ("number", "integer")}
    assert numbers <= read
