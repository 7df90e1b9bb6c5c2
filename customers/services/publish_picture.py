"""Show a finished picture: one update of the tenant's portfolio."""

from django.db import transaction

from customers.models import Portfolio, SyncMark, SyncState

from .finish_picture import FinishedPicture
from .sync_work import Work
from .take_run import LostRun


def publish_picture(work: Work, finished: FinishedPicture) -> None:
    """The run is over, and its picture is what readers see from now on. Raises LostRun."""
    now = work.time.clock()
    with transaction.atomic():
        work.prove(state=SyncState.PUBLISHED, finished_at=now, cursor="", reason="")
        shown = Portfolio.objects.filter(pk=work.portfolio.pk, generation=work.generation - 1)
        if not shown.update(
            generation=work.generation,
            as_of=work.run.started_at,
            published_at=now,
            customer_count=finished.customer_count,
            figures=finished.figures,
        ):
            raise LostRun
        SyncMark.objects.filter(run=work.run).delete()
