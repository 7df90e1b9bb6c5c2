"""Moments as people say them."""

from datetime import UTC, datetime

import pytest

from customers.domain.moment import (
    iso_utc,
    say_day,
    say_exactly,
    say_long_day,
    say_long_month,
    say_moment,
    say_month,
)

NOW = datetime(2026, 1, 31, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        (datetime(2026, 1, 31, 9, 12, tzinfo=UTC), "09:12 today"),
        (datetime(2026, 1, 30, 23, 59, tzinfo=UTC), "23:59 yesterday"),
        (datetime(2026, 1, 29, 9, 12, tzinfo=UTC), "09:12 on 29\u00a0Jan\u00a02026"),
    ],
)
def test_a_moment_is_said_beside_another(moment: datetime, said: str) -> None:
    """Today and yesterday by the calendar, not by hours."""
    assert say_moment(moment, NOW) == said


def test_a_day_an_exact_moment_and_one_for_scripts() -> None:
    """No break within the day."""
    assert say_day(NOW) == "31\u00a0Jan\u00a02026"
    assert say_exactly(NOW) == "31\u00a0Jan\u00a02026, 12:00:00 UTC"
    assert say_exactly(NOW.replace(tzinfo=None)) == "31\u00a0Jan\u00a02026, 12:00:00"
    assert iso_utc(NOW) == "2026-01-31T12:00:00Z"


def test_days_and_months_for_tables_and_sentences() -> None:
    """Short in a table, whole in a sentence."""
    assert say_month(NOW) == "Jan\u00a02026"
    assert say_long_month(NOW) == "January\u00a02026"
    assert say_long_day(NOW) == "31\u00a0January\u00a02026"
