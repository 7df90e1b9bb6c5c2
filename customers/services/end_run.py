"""How a run ends without a picture, or waits for better times."""

from datetime import datetime, timedelta

from customers.flexportal.errors import FlexPortalError, ForeignData, Limited
from customers.models import SyncState

from .errors import FetchFailed, ServiceError, SetAside
from .keep_answer import keep_failure
from .sync_work import Work
from .take_run import let_go

FIRST_PAUSE = timedelta(seconds=15)
LONGEST_PAUSE = timedelta(minutes=15)
MOST_FAILURES = 100
"""In a row, without a page between them: a day and a bit."""
NOTHING_LOST = "The picture before it stands; nothing is lost."


def set_aside(work: Work, reason: SetAside) -> None:
    """What was read is never shown, and removed before the next run."""
    _end(work, SyncState.SET_ASIDE, reason.explanation)


def end_failed(work: Work, error: FlexPortalError | ServiceError) -> None:
    """Write down what FlexPortal said; go on later where that may help."""
    now, failure = work.time.clock(), error
    if isinstance(error, FlexPortalError) and work.run.connection:
        about = f"{work.run.get_phase_display().lower()} of the whole tenant"
        failure = keep_failure(work.run.connection, about, error, now=now)
        if isinstance(error, ForeignData):
            set_aside(work, SetAside("FlexPortal delivered another tenant’s data."))
            return
    explanation = getattr(failure, "explanation", str(failure))
    may_help = isinstance(failure, FetchFailed) and work.run.failure_count < MOST_FAILURES
    if not may_help:
        _end(work, SyncState.FAILED, explanation)
        return
    asked = getattr(failure, "retry_after", None) or 0.0
    _postpone(work, now, timedelta(seconds=asked), explanation, calm=isinstance(error, Limited))


def _postpone(work: Work, now: datetime, asked: timedelta, explanation: str, *, calm: bool) -> None:
    """FlexPortal's own wish is never undercut; without one the pauses double."""
    failures = work.run.failure_count + 1
    pause = min(FIRST_PAUSE * 2 ** min(failures - 1, 10), LONGEST_PAUSE)
    wait = asked if calm and asked else max(asked, pause)
    let_go(
        work.hold,
        state=SyncState.WAITING,
        try_at=now + wait,
        failure_count=failures,
        reason=explanation,
    )


def _end(work: Work, state: SyncState, reason: str) -> None:
    let_go(work.hold, state=state, finished_at=work.time.clock(), reason=reason[:400])
