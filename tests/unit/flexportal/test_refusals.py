"""A status becomes the error it means, whatever body comes with it."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from customers.flexportal.errors import (
    FlexPortalError,
    Forbidden,
    Limited,
    Malformed,
    NotFound,
    Refused,
    Rejected,
    Unreachable,
)
from customers.flexportal.wire.refusals import refusal


@pytest.mark.parametrize(
    ("status", "kind", "retryable"),
    [
        (201, Malformed, False),
        (204, Malformed, False),
        (302, Malformed, False),
        (304, Malformed, False),
        (400, Rejected, False),
        (401, Refused, False),
        (403, Forbidden, False),
        (404, NotFound, False),
        (409, Rejected, False),
        (418, Malformed, False),
        (422, Rejected, False),
        (429, Limited, True),
        (500, Unreachable, True),
        (503, Unreachable, True),
    ],
)
def test_each_status_has_its_error(
    status: int, kind: type[FlexPortalError], retryable: bool
) -> None:
    error = refusal(status, b"<html>", 4.0)
    assert type(error) is kind
    assert (error.status, error.retry_after, error.code) == (status, 4.0, None)
    assert error.retryable is retryable


@given(st.integers(100, 599).filter(lambda status: status != 200), st.binary(max_size=40))
@settings(deadline=None)
def test_any_body_gives_an_error_with_a_reason(status: int, body: bytes) -> None:
    assert str(status) in refusal(status, body, None).reason


@pytest.mark.parametrize(
    ("error", "code"),
    [
        ({"code": "VALIDATION_ERROR", "message": "m"}, "VALIDATION_ERROR"),
        ({"code": "pk_live_secret"}, None),
        ({"code": 5}, None),
        ({"code": "X" * 100}, None),
        ("VALIDATION_ERROR", None),
        (None, None),
    ],
)
def test_only_a_plain_code_is_repeated(error: object, code: str | None) -> None:
    assert refusal(400, json.dumps({"error": error}).encode(), None).code == code


def test_a_code_may_say_not_found_under_another_status() -> None:
    body = b'{"error": {"code": "CUSTOMER_NOT_FOUND", "message": "m"}}'
    assert isinstance(refusal(400, body, None), NotFound)
