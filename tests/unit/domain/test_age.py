"""How old something is, in words."""

import pytest

from customers.domain.age import describe_age, describe_duration


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (-5, "just now"),
        (9.9, "just now"),
        (10, "10 s ago"),
        (59.9, "50 s ago"),
        (60, "1 min ago"),
        (3_599, "59 min ago"),
        (3_600, "1 h ago"),
        (10_020, "2 h 47 min ago"),
        (86_399, "23 h 59 min ago"),
        (86_400, "1 day ago"),
        (1_040_000, "12 days ago"),
    ],
)
def test_an_age_is_told_in_words(seconds: float, said: str) -> None:
    """Cut off, so that it never claims more than has passed."""
    assert describe_age(seconds) == said


def test_a_duration_stands_alone_in_other_sentences() -> None:
    """As in: saved copy, 2 h 47 min old."""
    assert describe_duration(10_020) == "2 h 47 min"
    assert describe_duration(7.9) == "7 s"
    assert describe_duration(-1) == "0 s"
