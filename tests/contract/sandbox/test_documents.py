"""Every document of the first tenant keeps to the published schemas, the cast's included."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from jsonschema_rs import Draft202012Validator

from customers.sandbox import cast
from customers.sandbox.company import Company
from customers.sandbox.lists import COLLECTIONS
from customers.sandbox.plan import Document
from tests.contract.sandbox.test_openapi import DESCRIPTION

SCHEMAS = {
    "customers": "Customer",
    "subscriptions": "Subscription",
    "orders": "Order",
    "payments": "Payment",
    "assets": "Asset",
    "billing-groups": "BillingGroup",
}
COMPANY = Company(cast.NETHERLANDS, 150, 11, date(2026, 11, 23))


def _documents(path: str) -> Iterator[Document]:
    for index in range(COMPANY.size):
        yield from COLLECTIONS[path].rows(COMPANY.account(index))


def _validator(name: str) -> Draft202012Validator:
    reference: dict[str, Any] = {"$ref": f"#/components/schemas/{name}"}
    return Draft202012Validator({**reference, "components": DESCRIPTION["components"]})


@pytest.mark.parametrize(("path", "schema"), SCHEMAS.items())
def test_documents_keep_to_their_schema(path: str, schema: str) -> None:
    """Those who break it are the ones listed, and they do break it."""
    validator, broken, seen = _validator(schema), set(), 0
    for document in _documents(path):
        seen += 1
        if not validator.is_valid(document):
            broken.add(document["customerId"])
    assert seen > 0
    assert broken == (cast.OFF_CONTRACT if path == "customers" else set())


@pytest.mark.parametrize(("path", "schema"), SCHEMAS.items())
def test_no_field_is_invented(path: str, schema: str) -> None:
    """Names that the description does not know are not served."""
    known = DESCRIPTION["components"]["schemas"][schema]["properties"].keys()
    assert {name for document in _documents(path) for name in document} <= known
