"""What a page says of its own age, at the very thresholds."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from customers.models import CustomerCopy, FailureReason
from customers.selectors.freshness import Freshness, freshness

NOW = datetime(2026, 1, 31, 12, 0, tzinfo=UTC)


def aged(seconds: float, *, wait: float | None = None, **tried: Any) -> Freshness:
    """The freshness of a copy that is so many seconds old."""
    copy = CustomerCopy(fetched_at=NOW - timedelta(seconds=seconds), **tried)
    return freshness(copy, NOW, wait)


@pytest.mark.parametrize(
    ("seconds", "refresh_in", "shown"),
    [
        (-5, None, "just now"),
        (0, None, "just now"),
        (59.999, None, "50 s ago"),
        (60, 0, "1 min ago"),
        (86_400 * 12, 0, "12 days ago"),
    ],
)
def test_young_copies_rest_and_older_ones_are_renewed(
    seconds: float, refresh_in: int | None, shown: str
) -> None:
    """At exactly 60 seconds; a clock that ran ahead asks for nothing."""
    fresh = aged(seconds)
    assert (fresh.refresh_in, fresh.shown, fresh.stale, fresh.title) == (refresh_in, shown, "", "")


@pytest.mark.parametrize(("wait", "refresh_in"), [(None, 0), (2.0, 5), (7.2, 8)])
def test_whoever_was_turned_away_waits(wait: float | None, refresh_in: int) -> None:
    """At least five seconds, so that a full house is not asked in the same breath."""
    assert aged(61, wait=wait).refresh_in == refresh_in
    assert aged(10, wait=wait).refresh_in is None


@pytest.mark.parametrize(
    ("tried", "refresh_in"),
    [
        ({"failed_at": NOW}, 60),
        ({"failed_at": NOW - timedelta(seconds=30)}, 30),
        ({"failed_at": NOW - timedelta(hours=1)}, 5),
        ({"failed_at": NOW, "retry_at": NOW + timedelta(seconds=90.2)}, 91),
        ({"failed_at": NOW, "retry_at": NOW + timedelta(seconds=1)}, 5),
    ],
)
def test_after_a_failed_try_it_asks_when_that_may_help(
    tried: dict[str, Any], refresh_in: int
) -> None:
    """A minute later, or when FlexPortal said; never sooner than in five seconds."""
    assert aged(3_600, failure="timeout", **tried).refresh_in == refresh_in


@pytest.mark.parametrize("reason", FailureReason)
def test_every_reason_has_its_words(reason: FailureReason) -> None:
    """What happened, what one is looking at, and that nothing is lost."""
    fresh = aged(10_020, failure=reason, failed_at=NOW)
    assert fresh.stale == reason.value
    assert fresh.title.startswith("FlexPortal")
    assert fresh.title.endswith("You are looking at the saved copy from 09:13 today.")
    assert ("recorded as a fault" in fresh.text) is (reason is FailureReason.MALFORMED)
    assert "Nothing is lost: every figure below is as it stood 2 h 47 min ago." in fresh.text
    assert fresh.shown == "2 h 47 min old"
