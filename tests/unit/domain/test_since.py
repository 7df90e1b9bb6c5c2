"""How a figure moved, in a few words."""

from decimal import Decimal

import pytest

from customers.domain.metric import Metric
from customers.domain.since import Earlier, say_since
from customers.domain.snapshot import Snapshot
from tests.builders import FETCHED_AT

COLLECTED, RECOVERY, DEVICES = (
    Metric.LIFETIME_COLLECTED,
    Metric.COST_RECOVERY_PERCENT,
    Metric.ACTIVE_DEVICES,
)


@pytest.mark.parametrize(
    ("metric", "before", "now", "days", "words"),
    [
        (COLLECTED, "4077", "4250", 30, "+173.00 in 30 days"),
        (COLLECTED, "4250", "4077", 34, "−173.00 in 34 days"),
        (COLLECTED, "0", "1234.5", 1, "+1,234.50 in 1 day"),
        (RECOVERY, "118.0555", "116.9", 30, "−1.2\u00a0points in 30 days"),
        (DEVICES, "2", "3", 30, "+1 in 30 days"),
        (COLLECTED, "4250", "4250.00", 30, "no change"),
        (COLLECTED, "4250", "4250.004", 30, "no change"),
        (RECOVERY, "118.04", "118.06", 30, "no change"),
        (COLLECTED, "4250", "4250", 2, "first seen 2 days ago"),
        (COLLECTED, None, "4250", 30, "unknown 30 days ago"),
        (COLLECTED, "4250", None, 30, ""),
        (COLLECTED, "4250", "4312", 0, ""),
    ],
)
def test_the_words_name_sign_and_period(
    metric: Metric, before: str | None, now: str | None, days: int, words: str
) -> None:
    then, known = (None if one is None else Decimal(one) for one in (before, now))
    assert say_since(metric, then, known, days) == words


def test_a_day_is_compared_figure_by_figure() -> None:
    earlier = Earlier(Snapshot(FETCHED_AT, {COLLECTED: Decimal(4077)}), 30)
    assert earlier.say(COLLECTED, Decimal(4250)) == "+173.00 in 30 days"
    assert earlier.say(DEVICES, Decimal(3)) == "unknown 30 days ago"
