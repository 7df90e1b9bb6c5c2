"""JSON is read strictly: what a lenient parser would bend is refused (hazards 8 and 9)."""

import json
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from customers.flexportal.errors import Malformed
from customers.flexportal.wire.strict import MAX_DEPTH, Garbled, decode

TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\ufffd"), max_size=20)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**70), 2**70) | TEXT,
    lambda inner: st.lists(inner) | st.dictionaries(TEXT, inner),
)


@given(VALUES)
@settings(max_examples=150, deadline=None)
def test_what_json_can_say_comes_through_unchanged(value: object) -> None:
    assert decode(json.dumps(value, ensure_ascii=False).encode()) == _without_nul(value)
    assert decode(json.dumps(value).encode()) == _without_nul(value)


def _without_nul(value: object) -> object:
    if isinstance(value, str):
        return value.replace("\x00", "\ufffd")
    if isinstance(value, dict):
        return {_without_nul(name): _without_nul(inner) for name, inner in value.items()}
    return [_without_nul(inner) for inner in value] if isinstance(value, list) else value


@given(st.binary(max_size=60))
@settings(max_examples=200, deadline=None)
def test_any_bytes_are_json_or_malformed(body: bytes) -> None:
    try:
        decode(body)
    except Malformed as error:
        assert error.reason  # noqa: PT017 -- either outcome is right, no third one is


def test_numbers_are_exact() -> None:
    assert decode(b"[0.1, 118.05, -3, 1e3]") == [
        Decimal("0.1"),
        Decimal("118.05"),
        -3,
        Decimal("1E3"),
    ]


@pytest.mark.parametrize(
    "body",
    [
        b"NaN",
        b"[Infinity]",
        b'{"a": -Infinity}',
        b'{"a": 1, "a": 1}',
        b'{"b": {"a": 1, "a": 2}}',
        b'{"a": "\\ud800", "a": 1}',
        b'{"a\\u0000": 1, "a\\ufffd": 1}',
        b"9" * 401,
        b"0." + b"1" * 401,
        b"1e401",
        b"1e-401",
        b"1e99999999999999999999",
        b"\xff",
        '"Sjö"'.encode("latin-1"),
        b"\xef\xbb\xbf{}",
        b"'a'",
        b"1_000",
        b'"a\nb"',
    ],
)
def test_what_is_not_plain_json_is_malformed(body: bytes) -> None:
    with pytest.raises(Malformed):
        decode(body)


@pytest.mark.parametrize("marks", [("[", "]"), ('{"a":', "}")])
def test_nesting_is_bounded(marks: tuple[str, str]) -> None:
    opening, closing = marks
    assert decode((opening * MAX_DEPTH + "1" + closing * MAX_DEPTH).encode())
    with pytest.raises(Malformed):
        decode((opening * (MAX_DEPTH + 1) + "1" + closing * (MAX_DEPTH + 1)).encode())


def test_brackets_in_texts_and_side_by_side_are_no_nesting() -> None:
    wide = [["[" * 99, '\\"' * 3 + "{" * 99, "\\"]] * 500
    assert decode(json.dumps(wide).encode()) == wide


def test_characters_no_database_takes_are_replaced_and_marked() -> None:
    found = decode(rb'{"a": "x\ud800", "b": ["y\u0000", "z"], "\udfff": "\ud83d\ude00", "c": 1}')
    assert found == {"a": "x\ufffd", "b": ["y\ufffd", "z"], "\ufffd": "\U0001f600", "c": 1}
    assert isinstance(found, dict)
    assert isinstance(found["a"], Garbled)
    assert [type(text) for text in found["b"]] == [Garbled, str]
    assert type(found["\ufffd"]) is str
