"""Read one list of a tenant from where the run stands to its end, a few pages for each commit."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Generic, TypeVar

from customers.flexportal.records import Page
from customers.models import SyncPhase

from .errors import SetAside
from .sync_work import Work
from .take_token import take_token
from .write_page import Changes

PAGES_PER_COMMIT = 10
COMMIT_AFTER = timedelta(seconds=1.5)
"""What a killed worker has read since its last commit is asked for again."""
MOST_PAGES = 50_000

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Reading(Generic[Row]):
    """How a list is asked for (after a cursor) and written; `name` is what people call it."""

    name: str
    ask: Callable[[str | None], Page[Row]]
    write: Callable[[Work, Sequence[Page[Row]], Mapping[str, Any]], Changes[Any]]


def read_list(work: Work, reading: Reading[Row], then: SyncPhase) -> None:
    """Read and write to the end of the list, which begins the next phase; the run's cursor says
    where to begin.

    Raises SetAside for a list without end, LostRun, and what asking raises.
    """
    cursor: str | None = work.run.cursor or None
    more = True
    while more:
        pages: list[Page[Row]] = []
        since = work.time.clock()
        try:
            while more and len(pages) < PAGES_PER_COMMIT and _is_soon(work, since):
                take_token(work)
                page = reading.ask(cursor)
                pages.append(page)
                _check_cursor(reading, cursor, page)
                cursor, more = page.next_cursor, page.next_cursor is not None
        finally:
            if pages:
                _commit(work, reading, pages, None if more else then)


def _is_soon(work: Work, since: datetime) -> bool:
    return work.time.clock() - since < COMMIT_AFTER


def _check_cursor(reading: Reading[Row], cursor: str | None, page: Page[Row]) -> None:
    if page.next_cursor is not None and page.next_cursor == cursor:
        raise SetAside(
            f"FlexPortal’s list of {reading.name} never ends: a page named itself as the next."
        )


def _commit(
    work: Work, reading: Reading[Row], pages: Sequence[Page[Row]], then: SyncPhase | None
) -> None:
    """Write them with the place in the list; the last ones with the phase that follows."""
    read = work.run.page_count + len(pages)
    progress: dict[str, Any] = {"page_count": read, "failure_count": 0}
    progress["cursor"] = pages[-1].next_cursor or ""
    if then:
        progress["phase"] = then
    changes = reading.write(work, pages, progress)
    for page, fresh in zip(pages, changes.fresh, strict=True):
        if page.next_cursor is not None and not fresh:
            raise SetAside(
                f"FlexPortal’s list of {reading.name} never ends: it goes on, but a page held "
                "nothing new."
            )
    if read > MOST_PAGES:
        raise SetAside(f"FlexPortal’s list of {reading.name} never ends: {read:,} pages so far.")
    work.time.on_commit(work.run)
