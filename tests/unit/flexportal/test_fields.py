"""Members are read as what they are, or put down as unreadable; nothing is guessed."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from customers.flexportal.errors import Malformed
from customers.flexportal.wire import fields
from customers.flexportal.wire.fields import MAX_AMOUNT, identity, member
from customers.flexportal.wire.strict import Garbled


def read(convert: fields.Convert, value: object) -> tuple[object, list[str]]:
    """Read a value that stands under "a"; also return what was unreadable."""
    faults: list[str] = []
    return member(convert, "a").read({"a": value}, "", faults), faults


@pytest.mark.parametrize(
    ("convert", "value", "expected"),
    [
        (fields.text, "", ""),
        (fields.text, " Zoë ", " Zoë "),
        (fields.figure, 0, Decimal(0)),
        (fields.figure, Decimal("-12.50"), Decimal("-12.50")),
        (fields.figure, Decimal("118.05555555555556"), Decimal("118.05555555555556")),
        (fields.figure, Decimal("99.99999999999999"), Decimal("99.99999999999999")),
        (fields.figure, Decimal("2.842170943040401E-14"), Decimal("0.000000000000028422")),
        (fields.figure, 999_999_999_999_999, MAX_AMOUNT),
        (fields.count, 3, 3),
        (fields.count, Decimal("3.0"), 3),
        (fields.flag, False, False),
        (fields.texts, [], ()),
        (fields.texts, ["a", "b"], ("a", "b")),
        (fields.mapping, {"x": 1}, {"x": 1}),
        (fields.anything, [True], [True]),
    ],
)
def test_a_readable_value(convert: fields.Convert, value: object, expected: object) -> None:
    assert read(convert, value) == (expected, [])


@pytest.mark.parametrize(
    ("convert", "value"),
    [
        (fields.text, 5),
        (fields.text, Garbled("x\ufffd")),
        (fields.text, "x" * 100_001),
        (fields.figure, "12.50"),
        (fields.figure, "abc"),
        (fields.figure, True),
        (fields.figure, [1]),
        (fields.figure, 10**15),
        (fields.figure, Decimal("1e30")),
        (fields.figure, -(10**30)),
        (fields.figure, Decimal("999999999999999.5")),
        (fields.count, Decimal("3.5")),
        (fields.count, -1),
        (fields.count, 2**63),
        (fields.count, True),
        (fields.flag, 1),
        (fields.flag, "true"),
        (fields.texts, "ab"),
        (fields.texts, ["a", 5]),
        (fields.texts, [None]),
        (fields.mapping, []),
    ],
)
def test_an_unreadable_value_is_none_and_put_down(convert: fields.Convert, value: object) -> None:
    assert read(convert, value) == (None, ["a"])


def test_minus_zero_is_zero() -> None:
    value, _ = read(fields.figure, Decimal("-0.0"))
    assert str(value) == "0"


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6) | st.integers())
@settings(max_examples=200, deadline=None)
def test_a_figure_is_itself_or_unreadable(value: Decimal | int) -> None:
    expected = (Decimal(value), []) if abs(Decimal(value)) <= MAX_AMOUNT else (None, ["a"])
    assert read(fields.figure, value) == expected


@pytest.mark.parametrize(
    ("source", "expected", "faults"),
    [
        ({}, None, []),
        ({"new": None, "box": None}, None, []),
        ({"new": 1, "box": {"old": 2}}, Decimal(1), []),
        ({"box": {"old": 2}}, Decimal(2), []),
        ({"new": 0, "box": {"old": 2}}, Decimal(0), []),
        ({"new": "?", "box": {"old": 2}}, Decimal(2), ["in.new"]),
        ({"new": "?", "box": 5}, None, ["in.new", "in.box.old"]),
    ],
)
def test_the_first_member_that_can_be_read_counts(
    source: fields.Json, expected: Decimal | None, faults: list[str]
) -> None:
    found: list[str] = []
    assert member(fields.figure, "new", "box.old").read(source, "in.", found) == expected
    assert found == faults


@pytest.mark.parametrize("value", [None, "", 5, True, "a\nb", "x" * 257, Garbled("x"), ["c1"]])
def test_no_identity_no_record(value: object) -> None:
    with pytest.raises(Malformed):
        identity({"id": value}, "id", "other")


def test_an_identity_may_stand_under_another_name() -> None:
    assert identity({"id": None, "other": "x 1"}, "id", "other") == "x 1"


@pytest.mark.parametrize("convert", [fields.many(dict, {}), fields.one(dict, {})])
def test_a_part_of_the_wrong_kind_is_unreadable(convert: Callable[..., object]) -> None:
    assert read(convert, "x") == (None, ["a"])
