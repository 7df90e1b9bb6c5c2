"""A list as text and back, exactly."""

import json
from dataclasses import fields
from datetime import UTC, date, datetime
from decimal import Decimal
from types import GenericAlias
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from customers.domain.customer import Figure
from customers.domain.document import OutdatedDocument
from customers.domain.list_document import from_list_document, to_list_document
from customers.domain.order import Order, OrderItem
from customers.domain.payment import LineItem, Payment, PaymentStatus
from customers.domain.subscription import Extension, Replacement, Subscription
from tests.builders import a_payment, a_subscription, an_order

amounts = st.decimals(allow_nan=False, allow_infinity=False)
figures = st.one_of(st.just(Figure()), st.builds(Figure, amounts, st.just("totals.total")))
moments = st.none() | st.datetimes().map(lambda one: one.replace(tzinfo=UTC, fold=0))


PARTS: dict[Any, type[Any]] = {
    GenericAlias(tuple, (kind, ...)): kind for kind in (LineItem, OrderItem, Extension, Replacement)
}


def rows_of(kind: type[Any]) -> st.SearchStrategy[Any]:
    """Rows, or parts of rows, of which every member is drawn by its type."""
    members = {field.name: _member(field.type) for field in fields(kind)}
    return st.lists(st.builds(kind, **members), max_size=2).map(tuple)


def _member(kind: Any) -> st.SearchStrategy[Any]:
    if kind in PARTS:
        return rows_of(PARTS[kind])
    known = {Figure: figures, Decimal | None: st.none() | amounts, datetime | None: moments}
    return known.get(kind, st.from_type(kind))


@pytest.mark.parametrize("kind", [Subscription, Order, Payment])
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_any_list_comes_back_exactly(kind: type[Any], data: st.DataObject) -> None:
    """Digit by digit: 1.50 stays 1.50."""
    rows = data.draw(rows_of(kind))
    again = from_list_document(kind, to_list_document(rows))
    assert again == rows
    assert repr(again) == repr(rows)


def test_columns_that_say_nothing_are_left_out() -> None:
    payments = (a_payment("89"), a_payment("-0.50", due=None, payment_id="pay_002"))
    columns = json.loads(to_list_document(payments))["columns"]
    assert columns["value"] == ["89 amount", "-0.50 amount"]
    assert columns["due_on"] == ["2026-02-01", None]
    assert {"paid_at", "line_items", "notes"}.isdisjoint(columns)


def test_an_empty_list_is_a_list() -> None:
    assert from_list_document(Order, to_list_document(())) == ()


def test_parts_keep_their_order() -> None:
    changed = a_subscription(
        extensions=(Extension(12, new_end_on=date(2027, 1, 1)), Extension(6)),
        replacements=(Replacement("A", "B", "damaged", datetime(2026, 3, 1, tzinfo=UTC)),),
    )
    assert from_list_document(Subscription, to_list_document((changed,))) == (changed,)


def test_rows_are_ascii_whatever_they_hold() -> None:
    text = to_list_document((an_order(notes="ليلى \u202e\x00"),))
    assert text.isascii()
    assert from_list_document(Order, text)[0].notes == "ليلى \u202e\x00"


BROKEN = [
    "",
    "[]",
    "{}",
    '{"v": 2, "rows": 0, "columns": {}}',
    '{"v": 1, "rows": 1, "columns": {"colour": ["blue"]}}',
    '{"v": 1, "rows": 1, "columns": {"tenant_id": ["bu"], "payment_id": []}}',
    '{"v": 1, "rows": 1, "columns": {"tenant_id": ["bu"]}}',
    '{"v": 1, "rows": 1, "columns": {"payment_id": ["p"], "tenant_id": ["t"], "status": ["x"]}}',
    '{"v": 1, "rows": 1, "columns": {"payment_id": ["p"], "tenant_id": ["t"], "value": ["x y"]}}',
    '{"v": 1, "rows": 1, "columns": {"payment_id": ["p"], "tenant_id": ["t"], "due_on": [7]}}',
    '{"v": 1, "rows": 1, "columns": {"payment_id": [[]], "tenant_id": ["t"]}}',
]


@pytest.mark.parametrize("text", BROKEN)
def test_what_cannot_be_read_is_outdated(text: str) -> None:
    with pytest.raises(OutdatedDocument):
        from_list_document(Payment, text)


def test_statuses_come_back_as_states() -> None:
    paid = a_payment(status=PaymentStatus.PAID)
    (again,) = from_list_document(Payment, to_list_document((paid,)))
    assert again.status is PaymentStatus.PAID
