"""Keep of a picture what later ones are compared with: its day's totals, its month's cohorts."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.db import transaction

from customers.domain.cohorts import Cell, month_of
from customers.domain.document import OutdatedDocument
from customers.domain.portfolio import Cube
from customers.domain.portfolio_figures import Before, from_totals, to_totals
from customers.domain.since import USUAL_DAYS
from customers.models import CohortMonth, PortfolioDay, SyncRun

from .hold_run import hold_run


def keep_picture(run: SyncRun, cube: Cube, cells: Sequence[Cell], today: date) -> None:
    """The last picture of a day and of a month stands; safe to repeat. Raises LostRun."""
    day = PortfolioDay(tenant_id=run.tenant_id, day=today, totals=to_totals(cube))
    with transaction.atomic():
        hold_run(run)
        PortfolioDay.objects.bulk_create(
            [day],
            update_conflicts=True,
            unique_fields=["tenant", "day"],
            update_fields=["totals"],
        )
        _forget_gone(run, cells, today.replace(day=1))
        CohortMonth.objects.bulk_create(
            [_row(run, cell) for cell in cells],
            update_conflicts=True,
            unique_fields=["tenant", "cohort", "months_since"],
            update_fields=["customer_count", "collected", "acquisition_cost"],
        )


def list_cells(run: SyncRun) -> tuple[Cell, ...]:
    """Every cell kept so far, the oldest cohort first."""
    return tuple(
        Cell(row.cohort, row.months_since, row.customer_count, *_amounts(row))
        for row in CohortMonth.objects.for_tenant(run.tenant)
    )


def earlier_totals(run: SyncRun, today: date) -> Before | None:
    """The totals of 30 days ago or of the last day before that; until then of the first day."""
    days = PortfolioDay.objects.for_tenant(run.tenant)
    usual = days.filter(day__lte=today - timedelta(days=USUAL_DAYS)).last()
    row = usual or days.filter(day__lt=today).first()
    try:
        return Before(row.day, from_totals(row.totals)) if row else None
    except OutdatedDocument:
        return None


def _forget_gone(run: SyncRun, cells: Sequence[Cell], month: date) -> None:
    """A cohort that an earlier picture of the month showed, and this one does not."""
    shown = {cell.cohort for cell in cells}
    gone = [cell for cell in list_cells(run) if cell.cohort not in shown]
    for cell in gone:
        if month_of(cell) == month:
            CohortMonth.objects.for_tenant(run.tenant).filter(
                cohort=cell.cohort, months_since=cell.months_since
            ).delete()


def _row(run: SyncRun, cell: Cell) -> CohortMonth:
    return CohortMonth(
        tenant_id=run.tenant_id,
        cohort=cell.cohort,
        months_since=cell.months_since,
        customer_count=cell.customers,
        collected=cell.collected,
        acquisition_cost=cell.cost,
    )


def _amounts(row: CohortMonth) -> tuple[int, int]:
    return int(row.collected), int(row.acquisition_cost)
