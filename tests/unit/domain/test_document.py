"""A customer as text and back."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from customers.domain.customer import Address, Customer, CustomerType, Delivered, Figure, Status
from customers.domain.document import OutdatedDocument, from_document, to_document
from customers.flexportal.records import CustomerRecord
from customers.normalise import normalise_customer
from tests.builders import a_customer, a_flat_record, a_nested_record, an_archived_record

TEXTS = st.text(max_size=20)
DECIMALS = st.decimals(allow_nan=False, allow_infinity=False, places=4)
MOMENTS = st.datetimes(timezones=st.just(UTC)).map(lambda moment: moment.replace(fold=0))
FIGURES = st.builds(Figure, st.none() | DECIMALS, TEXTS)
OF_TYPE: dict[Any, st.SearchStrategy[Any]] = {
    str: TEXTS,
    str | None: st.none() | TEXTS,
    Figure: FIGURES,
    Decimal | None: st.none() | DECIMALS,
    datetime | None: st.none() | MOMENTS,
    tuple[str, ...]: st.lists(TEXTS, max_size=3).map(tuple),
    tuple[str, ...] | None: st.none() | st.lists(TEXTS, max_size=3).map(tuple),
    tuple[tuple[str, str], ...]: st.lists(st.tuples(TEXTS, TEXTS), max_size=3).map(tuple),
    CustomerType: st.sampled_from(CustomerType),
    Status: st.sampled_from(Status),
}


def any_of(kind: type[Any]) -> st.SearchStrategy[Any]:
    """Any instance of one of our dataclasses."""
    members = {name: OF_TYPE[one.type] for name, one in kind.__dataclass_fields__.items()}
    return st.builds(kind, **members)


OF_TYPE[Delivered] = any_of(Delivered)
OF_TYPE[Address | None] = st.none() | any_of(Address)


@given(any_of(Customer))
@settings(max_examples=100, deadline=None)
def test_any_customer_survives_the_round_trip(customer: Customer) -> None:
    """To the last digit: the representation of every decimal is the same."""
    document = to_document(customer)
    assert document.isascii()
    assert repr(from_document(document)) == repr(customer)


@pytest.mark.parametrize("record", [a_flat_record(), a_nested_record(), an_archived_record()])
def test_the_documented_shapes_survive(record: CustomerRecord) -> None:
    """What is saved is what was fetched."""
    customer = normalise_customer(record)
    assert from_document(to_document(customer)) == customer


def test_what_was_not_said_takes_no_room() -> None:
    """A bare customer is two ids."""
    document = json.loads(to_document(Customer("bu", "cust")))
    assert document == {"v": 1, "customer": {"tenant_id": "bu", "customer_id": "cust"}}


def test_a_lone_surrogate_is_kept_as_plain_ascii() -> None:
    """No database refuses the text (hazard 8)."""
    customer = replace(a_customer(), first_name="\ud800")
    assert from_document(to_document(customer)).first_name == "\ud800"


def test_a_document_of_another_version_is_outdated() -> None:
    """It names both."""
    with pytest.raises(OutdatedDocument, match="version 2, not 1"):
        from_document('{"v": 2, "customer": {}}')


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        "null",
        '{"v": 1}',
        '{"v": 1, "customer": []}',
        '{"v": 1, "customer": {"customer_id": "cust"}}',
        '{"v": 1, "customer": {"tenant_id": "bu", "customer_id": "c", "shoe_size": 43}}',
        '{"v": 1, "customer": {"tenant_id": "bu", "customer_id": "c", "orders": ["x", ""]}}',
        '{"v": 1, "customer": {"tenant_id": "bu", "customer_id": "c", "status": "tired"}}',
    ],
)
def test_what_is_no_document_is_outdated_too(text: str) -> None:
    """A saved copy that cannot be read is fetched again, never half read."""
    with pytest.raises(OutdatedDocument, match="cannot be read"):
        from_document(text)
