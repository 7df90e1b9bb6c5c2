"""Numbers, amounts and lists as people say them."""

from decimal import Decimal

import pytest

from customers.domain.words import join_words, say_amount, say_count


@pytest.mark.parametrize(
    ("words", "said"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")],
)
def test_a_list_is_joined_as_it_is_spoken(words: list[str], said: str) -> None:
    """No comma before the last."""
    assert join_words(words) == said


@pytest.mark.parametrize(
    ("count", "said"),
    [
        ("0", "no device"),
        ("1", "one device"),
        ("12", "twelve devices"),
        ("13", "13 devices"),
        ("1204", "1,204 devices"),
    ],
)
def test_small_counts_are_words(count: str, said: str) -> None:
    """Up to twelve."""
    assert say_count(Decimal(count), "device") == said


@pytest.mark.parametrize(
    ("amount", "currency", "said"),
    [
        ("4250", "EUR", "4,250 euros"),
        ("1003.92", "EUR", "1,003 euros and 92 cents"),
        ("1.01", "USD", "1 dollar and 1 cent"),
        ("1918", "QAR", "1,918 riyals"),
        ("2.50", "GBP", "2 pounds and 50 pence"),
        ("-3.005", "EUR", "minus 3 euros and 1 cent"),
        ("1.999", "EUR", "2 euros"),
        ("0", "EUR", "0 euros"),
        ("0.50", "EUR", "50 cents"),
        ("-0.01", "GBP", "minus 1 penny"),
        ("4250.5", "CHF", "4,250.50 CHF"),
        ("4250.5", "", "4,250.50"),
    ],
)
def test_an_amount_is_read_aloud(amount: str, currency: str, said: str) -> None:
    """Cents only where there are some."""
    assert say_amount(Decimal(amount), currency) == said
