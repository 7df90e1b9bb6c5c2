"""Tell who is gone: rows of the last picture that a whole list did not hold any more."""

from django.db import models, transaction

from customers.models.bulk_rows import end_rows, list_older

from .sync_work import Work


def end_missing(work: Work, model: type[models.Model], by: str) -> None:
    """End every row that the run has not met; `by` names the column of its id. Raises LostRun.

    Safe to repeat: a row that has ended is not found again.
    """
    after = ""
    while rows := list_older(model, work.tenant, work.generation, by, after):
        gone = [key for _, key in rows if key not in work.met]
        with transaction.atomic():
            work.prove()
            end_rows(model, gone, work.generation)
        after = rows[-1][0]
