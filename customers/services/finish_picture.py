"""Work out what stands above the list, once for each picture."""

import json
from dataclasses import dataclass
from datetime import datetime

from customers.models import Portfolio, PortfolioCustomer, SyncRun


@dataclass(frozen=True, slots=True)
class FinishedPicture:
    """What publishing writes beside the number of the picture."""

    figures: str
    customer_count: int


def finish_picture(
    portfolio: Portfolio, run: SyncRun, *, now: datetime, changed: bool
) -> FinishedPicture:
    """The totals of the run's generation; safe to repeat."""
    rows = PortfolioCustomer.objects.in_generation(portfolio.tenant, run.generation)
    count = rows.count()
    return FinishedPicture(json.dumps({"customers": count}), count)
