"""When to ask again, and after how long."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from customers.flexportal.errors import (
    FlexPortalError,
    Limited,
    Malformed,
    NotFound,
    Refused,
    TimedOut,
    Unreachable,
)
from customers.flexportal.retry import (
    MAX_ATTEMPTS,
    MAX_RETRY_AFTER,
    pause_before_next,
    read_date,
    read_retry_after,
)


def pause(error: FlexPortalError, attempt: int = 1, method: str = "GET") -> float | None:
    """Ask with ten seconds left and a jitter in the middle."""
    return pause_before_next(error, attempt=attempt, method=method, left=10.0, jitter=0.5)


@pytest.mark.parametrize("error", [Refused("no"), NotFound("no"), Malformed("no")])
def test_what_asking_again_cannot_change_is_left(error: FlexPortalError) -> None:
    assert pause(error) is None


@pytest.mark.parametrize(
    ("error", "method", "expected"),
    [
        (Unreachable("cut"), "GET", 0.2),
        (Unreachable("cut"), "POST", None),
        (Unreachable("fault", status=503), "POST", 0.2),
        (TimedOut("slow"), "POST", 0.2),
        (Limited("slow down", status=429), "POST", 0.2),
        (Limited("slow down", status=429, retry_after=3.0), "GET", 3.0),
        (Limited("slow down", status=429, retry_after=10.0), "GET", None),
        (Unreachable("fault", status=503, retry_after=2.0), "GET", 2.0),
    ],
)
def test_which_error_is_worth_another_try(
    error: FlexPortalError, method: str, expected: float | None
) -> None:
    assert pause(error, method=method) == expected


def test_the_pause_doubles_and_the_attempts_end() -> None:
    pauses = [pause(Unreachable("cut"), attempt) for attempt in range(1, MAX_ATTEMPTS + 1)]
    assert pauses == [0.2, 0.4, None]


@pytest.mark.parametrize(("jitter", "expected"), [(0.0, 0.1), (1.0, 0.3)])
def test_jitter_spreads_the_pause(jitter: float, expected: float) -> None:
    found = pause_before_next(Unreachable("cut"), attempt=1, method="GET", left=10.0, jitter=jitter)
    assert found == pytest.approx(expected)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, None),
        ("", None),
        ("abc", None),
        ("-5", None),
        ("1.5", None),
        ("1e9", None),
        ("٣", None),
        ("9" * 5000, None),
        ("0", 0.0),
        (" 7 ", 7.0),
        ("999999", MAX_RETRY_AFTER),
        ("Thu, 01 Jan 1970 00:16:50 GMT", 10.0),
        ("Thu, 01 Jan 1970 00:00:00 GMT", 0.0),
        ("Fri, 01 Jan 2099 00:00:00 GMT", MAX_RETRY_AFTER),
        ("Fri, 01 Foo 2099 00:00:00 GMT", None),
        ("Fri, 01 Jan 99999999999 00:00:00 GMT", None),
    ],
)
def test_retry_after_in_both_forms(value: str | None, expected: float | None) -> None:
    assert read_retry_after(value, now=1000.0) == expected


@given(st.text())
@settings(deadline=None)
def test_any_text_is_a_sane_wait_or_none(value: str) -> None:
    wait = read_retry_after(value, now=0.0)
    assert wait is None or 0.0 <= wait <= MAX_RETRY_AFTER
    assert read_date(value) is None or isinstance(read_date(value), float)
