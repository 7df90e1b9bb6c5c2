"""Work out what stands above the list, once for each picture, before it is published."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

from django.db.models import Count

from customers.domain.cohorts import diagonal, payback_map
from customers.domain.document import OutdatedDocument
from customers.domain.portfolio import Cube, Measure, add_up, by_cohort, without_cohorts
from customers.domain.portfolio_figures import Figures, from_text, to_text
from customers.domain.products import largest
from customers.models import Attention, Portfolio, SyncRun

from .keep_picture import earlier_totals, keep_picture, list_cells
from .notice_attention import notice_attention
from .portfolio_sums import read_cube, read_products, read_ranking


@dataclass(frozen=True, slots=True)
class FinishedPicture:
    """What publishing writes beside the number of the picture."""

    figures: str
    customer_count: int


def finish_picture(
    portfolio: Portfolio, run: SyncRun, *, now: datetime, changed: bool
) -> FinishedPicture:
    """The figures of the run's generation; its day, its cohorts and its crossings are kept.

    Safe to repeat. A picture in which nothing `changed` keeps the figures of the one before for the
    rest of its day (in UTC). Raises LostRun when the run is another worker's by now.
    """
    today = now.astimezone(UTC).date()
    if not changed and _day_of(portfolio) == today:
        return FinishedPicture(portfolio.figures, portfolio.customer_count)
    notice_attention(portfolio, run, now=now)
    cube = read_cube(run.tenant, run.generation)
    keep_picture(run, cube, diagonal(by_cohort(cube), today), today)
    figures = _figures(run, cube, now, today)
    return FinishedPicture(to_text(figures), figures.sums.customers)


def _day_of(portfolio: Portfolio) -> date | None:
    """Of which day the published figures are; None if there are none that can be read."""
    try:
        return from_text(portfolio.figures).day
    except OutdatedDocument:
        return None


def _figures(run: SyncRun, cube: Cube, now: datetime, today: date) -> Figures:
    ranked = add_up(cube.values()).total(Measure.PROFIT).counted
    return Figures(
        day=today,
        cube=without_cohorts(cube),
        ranking=read_ranking(run.tenant, run.generation, ranked),
        payback=payback_map(list_cells(run)),
        products=largest(read_products(run.tenant, run.generation)),
        attention=_attention(run, run.started_at or now),
        before=earlier_totals(run, today),
    )


def _attention(run: SyncRun, as_of: datetime) -> Mapping[str, int]:
    """How many customers crossed which line lately."""
    told = Attention.objects.lately(run.tenant, run.generation, as_of).order_by()
    counts = told.values_list("kind").annotate(Count("customer_id", distinct=True))
    return dict(counts)
