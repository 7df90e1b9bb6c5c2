"""Which rows one run has met, so that those it has not met can be told."""

from django.db import models

from .sync_run import SyncRun


class SyncMark(models.Model):
    """The keys of the rows met between two commits, packed (64 bits each); never read singly."""

    run = models.ForeignKey(SyncRun, on_delete=models.CASCADE, related_name="marks")
    of_customers = models.BooleanField()
    keys = models.BinaryField()

    objects = models.Manager["SyncMark"]()

    def __str__(self) -> str:
        return f"marks of run {self.run_id}"
