"""A fixed number of this process's threads may wait for FlexPortal; the rest never queue."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

from .errors import Busy

TRY_AGAIN_SECONDS = 2.0


class WaitingRoom:
    """Counts who waits right now. A thread that finds no place is told at once."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._taken = 0

    @contextmanager
    def place(self, places: int) -> Iterator[None]:
        """Hold one of `places` while the block runs; raises Busy when all are taken."""
        with self._lock:
            if self._taken >= places:
                raise Busy(
                    "Recoup already waits for many answers from FlexPortal.", TRY_AGAIN_SECONDS
                )
            self._taken += 1
        try:
            yield
        finally:
            with self._lock:
                self._taken -= 1


waiting_room = WaitingRoom()
"""The one of this process."""
