"""Money and percentages as people read them."""

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from customers.domain.money import (
    CurrencyMismatch,
    Money,
    cut_off,
    exact_amount,
    exact_count,
    exact_percent,
    format_amount,
    format_count,
    format_money,
    format_percent,
    format_whole_percent,
    format_working,
    round_exact_percent,
    round_money,
)

AMOUNTS = st.decimals(-(10**15), 10**15, places=6)


def test_amounts_of_one_currency_add_and_subtract() -> None:
    """Two euros and one euro."""
    two, one = Money(Decimal(2), "EUR"), Money(Decimal(1), "EUR")
    assert two + one == Money(Decimal(3), "EUR")
    assert two - one == Money(Decimal(1), "EUR")


@pytest.mark.parametrize(
    ("ours", "theirs", "said"),
    [("EUR", "QAR", "EUR and QAR"), ("EUR", "", "EUR and unknown"), ("", "USD", "unknown and USD")],
)
def test_currencies_never_mix(ours: str, theirs: str, said: str) -> None:
    """Not even with a currency that is not known."""
    with pytest.raises(CurrencyMismatch, match=f"^{said} cannot be added"):
        Money(Decimal(1), ours) + Money(Decimal(1), theirs)
    with pytest.raises(CurrencyMismatch):
        Money(Decimal(1), ours) - Money(Decimal(1), theirs)


@pytest.mark.parametrize(
    ("amount", "shown"),
    [
        ("4250", "4,250.00"),
        ("-406.08", "−406.08"),
        ("0.005", "0.01"),
        ("-0.005", "−0.01"),
        ("-0.004", "0.00"),
        ("1e30", "1,000,000,000,000,000,000,000,000,000,000.00"),
    ],
)
def test_an_amount_is_rounded_half_up_and_grouped(amount: str, shown: str) -> None:
    """Two decimals, a true minus, never a negative zero."""
    assert format_amount(Decimal(amount)) == shown


def test_money_carries_its_currency_on_the_same_line() -> None:
    """A no-break space before the code; no code while the currency is unknown."""
    assert format_money(Decimal(650), "EUR") == "650.00\u00a0EUR"
    assert format_money(Decimal(650), "") == "650.00"


def test_unknown_is_a_word_on_screen_and_empty_for_scripts() -> None:
    """Never zero."""
    shown = (format_amount(None), format_money(None, "EUR"), format_percent(None))
    assert {*shown, format_count(None)} == {"unknown"}
    assert (exact_amount(None), exact_percent(None), exact_count(None)) == ("", "", "")


def test_the_documented_ratio_is_shown_with_one_decimal() -> None:
    """118.0556 for the eye, for scripts, and as FlexPortal prints it (D24)."""
    ratio = Decimal(4250) * 100 / 3600
    assert format_percent(ratio) == "118.1\u00a0%"
    assert exact_percent(ratio) == "118.06"
    assert cut_off(ratio) == Decimal("118.05")


@pytest.mark.parametrize(
    ("percent", "said"),
    [("118.06", "118"), ("99.99", "99"), ("99.5", "99"), ("100", "100"), ("-3.2", "−3")],
)
def test_a_sentence_never_says_100_before_100_is_reached(percent: str, said: str) -> None:
    """Whole percents, half up, but for the last one."""
    assert format_whole_percent(Decimal(percent)) == f"{said}\u00a0%"


@pytest.mark.parametrize(
    ("amount", "exact"),
    [
        ("4250", "4250.00"),
        ("4250.1250", "4250.125"),
        ("-1E+3", "-1000.00"),
        ("0.000001", "0.000001"),
    ],
)
def test_scripts_read_the_exact_amount(amount: str, exact: str) -> None:
    """At least two decimals, nothing rounded, no exponent."""
    assert exact_amount(Decimal(amount)) == exact


def test_counts_are_whole_numbers() -> None:
    """Grouped for people, plain for scripts."""
    assert (format_count(Decimal(1204)), exact_count(Decimal(1204))) == ("1,204", "1204")
    assert (format_count(Decimal("2.0")), exact_count(Decimal(60))) == ("2", "60")


@given(AMOUNTS)
@settings(max_examples=200)
def test_rounding_moves_an_amount_by_half_a_cent_at_most(amount: Decimal) -> None:
    """And twice is the same as once."""
    rounded = round_money(amount)
    assert abs(rounded - amount) <= Decimal("0.005")
    assert round_money(rounded) == rounded == round_exact_percent(amount)
    assert rounded == amount.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)


@given(AMOUNTS)
@settings(max_examples=200)
def test_the_exact_amount_can_be_read_back(amount: Decimal) -> None:
    """Scripts lose nothing."""
    assert Decimal(exact_amount(amount)) == amount
    assert len(exact_amount(amount).partition(".")[2]) >= 2


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("118.05555556", "118.0555…"),
        ("650.00", "650.00"),
        ("-1234.5", "−1,234.50"),
        ("0.125", "0.125"),
    ],
)
def test_a_working_result_is_cut_off_visibly(value: str, shown: str) -> None:
    """The ellipsis says that more digits follow."""
    assert format_working(Decimal(value)) == shown
    assert format_working(None) == "unknown"
