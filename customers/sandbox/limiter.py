"""A tenant's budget of requests per minute."""

from collections import defaultdict, deque
from collections.abc import Callable
from math import ceil
from threading import Lock
from time import monotonic

_MINUTE = 60.0


class Limiter:
    """Lets `per_minute` requests of a tenant through in any 60 seconds; None lets all through."""

    def __init__(self, per_minute: int | None, clock: Callable[[], float] = monotonic) -> None:
        self.per_minute, self._clock, self._lock = per_minute, clock, Lock()
        self._seen: defaultdict[str, deque[float]] = defaultdict(deque)

    def wait_seconds(self, tenant_id: str) -> int:
        """Whole seconds until the tenant may ask again; 0 lets this request through."""
        if self.per_minute is None:
            return 0
        with self._lock:
            now, seen = self._clock(), self._seen[tenant_id]
            while seen and seen[0] <= now - _MINUTE:
                seen.popleft()
            if len(seen) < self.per_minute:
                seen.append(now)
                return 0
            return ceil(seen[0] + _MINUTE - now) if seen else ceil(_MINUTE)
