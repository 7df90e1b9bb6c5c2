"""A fixed number of this process's threads may hand out files; the rest stay for pages."""

from collections.abc import Iterator
from contextlib import ExitStack
from typing import Self

from .errors import Busy
from .wait_place import WaitingRoom

PLACES = 8
"""Of the 24 threads of a process (deploy/gunicorn.conf.py)."""
TRY_AGAIN_SECONDS = 10.0
_files = WaitingRoom()


class HeldPlace:
    """Chunks of a file, and the place that its reader holds until the end, or until `close`."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        """Raises Busy when every place is taken."""
        self._chunks = chunks
        self._held = ExitStack()
        try:
            self._held.enter_context(_files.place(PLACES))
        except Busy as error:
            raise Busy("Recoup hands out many files just now.", TRY_AGAIN_SECONDS) from error

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> bytes:
        try:
            return next(self._chunks)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Leave the place; once is enough."""
        self._held.close()
