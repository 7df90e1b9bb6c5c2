"""A moment out of a field without a type (D23)."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from customers.normalise import read_moment

MARCH = datetime(2023, 3, 14, 10, 0, tzinfo=UTC)
SECONDS = int(MARCH.timestamp())


@pytest.mark.parametrize(
    "raw",
    [
        "2023-03-14T10:00:00Z",
        "2023-03-14T11:00:00+01:00",
        "2023-03-14T10:00:00.000Z",
        " 2023-03-14T10:00:00 ",
        SECONDS,
        Decimal(SECONDS),
        SECONDS * 1000,
        Decimal(SECONDS) * 1000,
        {"seconds": SECONDS, "nanoseconds": 0},
        {"_seconds": SECONDS, "_nanoseconds": 0},
        {"seconds": SECONDS},
    ],
)
def test_every_form_of_one_moment(raw: object) -> None:
    """Text, seconds, milliseconds, or an object."""
    assert read_moment(raw) == MARCH


def test_parts_of_a_second_are_kept_to_the_microsecond() -> None:
    """From milliseconds, nanoseconds and a fraction alike."""
    parts = MARCH.replace(microsecond=250_000)
    assert read_moment(SECONDS * 1000 + 250) == parts
    assert read_moment(Decimal(SECONDS) + Decimal("0.25")) == parts
    assert read_moment({"_seconds": SECONDS, "_nanoseconds": 250_000_000}) == parts


def test_a_day_is_its_midnight_in_utc() -> None:
    """Without a zone: UTC."""
    assert read_moment("2023-03-14") == datetime(2023, 3, 14, tzinfo=UTC)


def test_the_edges_of_what_is_sane() -> None:
    """1970 to 2200 in seconds; a number above that counts milliseconds, up to the same year."""
    last = datetime(2200, 12, 31, 23, 59, 59, tzinfo=UTC)
    seconds = int(last.timestamp())
    assert read_moment(0) == read_moment("1970-01-01") == datetime(1970, 1, 1, tzinfo=UTC)
    assert read_moment("2200-12-31T23:59:59Z") == last
    assert read_moment(seconds) == read_moment(seconds * 1000) == last
    in_milliseconds = read_moment(seconds + 1)
    assert in_milliseconds
    assert in_milliseconds.year == 1970
    assert read_moment((seconds + 1) * 1000) is None


@pytest.mark.parametrize(
    "raw",
    [
        None,
        True,
        "",
        "yesterday",
        "1969-12-31T23:59:59Z",
        "2201-01-01T00:00:00Z",
        "0001-01-01T00:00:00+14:00",
        -1,
        10**30,
        Decimal("NaN"),
        Decimal("Infinity"),
        1.5,
        [],
        {},
        {"seconds": True, "nanoseconds": 0},
        {"seconds": SECONDS, "nanoseconds": "0"},
        {"seconds": SECONDS, "nanoseconds": 10**9},
        {"seconds": SECONDS, "nanoseconds": -1},
        {"seconds": "1678788000", "nanoseconds": 0},
    ],
)
def test_anything_else_is_unknown(raw: object) -> None:
    """Never an error."""
    assert read_moment(raw) is None


@given(st.datetimes(datetime(1971, 1, 1), datetime(2200, 12, 31)))  # noqa: DTZ001
@settings(max_examples=150)
def test_all_forms_of_any_moment_agree(naive: datetime) -> None:
    """To the millisecond, which all of them can tell."""
    moment = naive.replace(microsecond=naive.microsecond // 1000 * 1000, tzinfo=UTC, fold=0)
    milliseconds = int(moment.timestamp()) * 1000 + moment.microsecond // 1000
    seconds = Decimal(milliseconds) / 1000
    told = {"seconds": milliseconds // 1000, "nanoseconds": milliseconds % 1000 * 10**6}
    forms = (moment.isoformat(), milliseconds, seconds, told)
    assert {read_moment(form) for form in forms} == {moment}
