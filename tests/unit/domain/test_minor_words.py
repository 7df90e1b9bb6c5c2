"""Amounts written without a decimal in between read as those written through one."""

from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from customers.domain.minor import (
    LARGEST,
    exact_minor,
    exact_minor_percent,
    floor_minor,
    format_minor,
    format_minor_percent,
    from_minor,
)
from customers.domain.money import exact_amount, exact_percent, format_amount, format_percent

amounts = st.none() | st.integers(-LARGEST, LARGEST) | st.integers(-20_000, 20_000)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(amounts)
def test_amounts_read_the_same(minor: int | None) -> None:
    assert format_minor(minor) == format_amount(from_minor(minor))
    assert exact_minor(minor) == exact_amount(from_minor(minor))


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.decimals(0, 10**6, places=9))
def test_percentages_read_as_the_whole_ones_would(percent: Decimal) -> None:
    assert format_minor_percent(floor_minor(percent)) == format_percent(percent)
    assert exact_minor_percent(floor_minor(percent)) == exact_percent(percent)


def test_unknown_stays_unknown() -> None:
    assert format_minor_percent(None) == "unknown"
    assert exact_minor_percent(None) == ""
