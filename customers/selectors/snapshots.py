"""The days that were kept of a customer."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from customers.domain.document import OutdatedDocument
from customers.domain.since import USUAL_DAYS
from customers.domain.snapshot import Snapshot, from_snapshot_document
from customers.models import Connection
from customers.models import Snapshot as SnapshotRow

MOST_DAYS = 400


@dataclass(frozen=True, slots=True)
class KeptDays:
    """The days with their figures, the oldest first, without devices; `day` brings one in full."""

    figures: Mapping[date, Snapshot]
    documents: Mapping[date, str]

    def in_full(self, day: date) -> Snapshot:
        """One of the days with its devices."""
        return from_snapshot_document(self.documents[day])


def get_kept_days(connection: Connection, customer_id: str) -> KeptDays:
    """The latest days, at most `MOST_DAYS`; one query. Days of another version are left out."""
    rows = SnapshotRow.objects.for_tenant(connection.tenant).of_customer(customer_id)
    latest = rows.order_by("-day").values_list("day", "document")[:MOST_DAYS]
    documents = dict(sorted(latest))
    known = {day: _figures(document) for day, document in documents.items()}
    return KeptDays({day: told for day, told in known.items() if told}, documents)


def _figures(document: str) -> Snapshot | None:
    try:
        return from_snapshot_document(document, with_devices=False)
    except OutdatedDocument:
        return None


def day_to_compare(days: Mapping[date, Snapshot], with_day: date) -> date | None:
    """The last one at least `USUAL_DAYS` before, else the oldest there is; None if none is."""
    earlier = [day for day in days if day < with_day]
    usual = [day for day in earlier if day <= with_day - timedelta(days=USUAL_DAYS)]
    return max(usual) if usual else min(earlier, default=None)
