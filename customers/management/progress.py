"""Progress in a terminal: one line that moves; in a file or pipe a line now and then."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.core.management.base import OutputWrapper

from customers.selectors.sync import SyncRun, get_sync_of

SAY_EVERY = timedelta(seconds=10)
_WIDTH = 24


class Progress:
    """Says how far a run has come; `clock` is passed in."""

    def __init__(self, out: OutputWrapper, slug: str, clock: Callable[[], datetime]) -> None:
        self._out, self._slug, self._clock = out, slug, clock
        self._said_at: datetime | None = None
        self._bar = out.isatty()

    def say(self, run: SyncRun) -> None:
        """The run stands as it does; called after each commit."""
        now = self._clock()
        if self._bar:
            self._out.write(f"\r\033[K{self._line(run, now)}", ending="")
            self._out.flush()
        elif self._said_at is None or now - self._said_at >= SAY_EVERY:
            self._out.write(self._line(run, now))
            self._said_at = now

    def end(self) -> None:
        """Leave the line."""
        if self._bar:
            self._out.write("\r\033[K", ending="")

    def _line(self, run: SyncRun, now: datetime) -> str:
        view = get_sync_of(run, now)
        parts = [view.title, view.text, view.rate, view.left]
        if view.percent is not None:
            done = _WIDTH * view.percent // 100
            parts.insert(0, f"[{'#' * done}{'.' * (_WIDTH - done)}] {view.percent} %")
        return f"{self._slug}: {'  '.join(part for part in parts if part)}"
