"""How many questions a plan allows, and when: buckets of tokens that fill evenly.

FlexPortal does not say how it counts a minute (contract §2). A bucket that holds B and gains
(L − B) in a minute gives out at most L in any 60 seconds, wherever they begin. Half a second is
added to the minute because questions do not all travel equally fast. docs/decisions/pace.md says
why there are two of them.
"""

from dataclasses import dataclass

MINUTE = 60_000_000
"""In microseconds, as all times here."""
_FILLING = MINUTE + 500_000


@dataclass(frozen=True, slots=True)
class Bucket:
    """`capacity` tokens, one more every `interval` microseconds until it is full."""

    capacity: int
    interval: int

    @property
    def slack(self) -> int:
        """How long before it is full again it still holds a token."""
        return (self.capacity - 1) * self.interval


def even_bucket(per_minute: int) -> Bucket:
    """Nearly the whole plan, spread evenly: for all questions while a sync reads."""
    return _bucket(per_minute, max(2, per_minute // 50) if per_minute > 5 else 1)


def quiet_bucket(per_minute: int) -> Bucket:
    """Half of the plan at once: for people's questions while no sync reads."""
    return _bucket(per_minute, max(1, per_minute // 2))


def tokens_at_once(bucket: Bucket) -> int:
    """How many tokens a sync may take of a full bucket and leave at least half to people."""
    return max(1, min(10, bucket.capacity // 2))


def _bucket(per_minute: int, capacity: int) -> Bucket:
    return Bucket(capacity, -(-_FILLING // max(per_minute - capacity, 1)))
