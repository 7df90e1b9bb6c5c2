"""Notice which customers' lines a run saw crossed, each once, before its picture is published."""

from array import array
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from customers.domain.attention import (
    ENDING_WITHIN,
    SILENT_AFTER,
    Crossing,
    Standing,
    crossings,
    ending_unrecovered,
    went_silent,
)
from customers.models import Attention, Portfolio, PortfolioCustomer, SyncRun

from .hold_run import hold_run

PAGE = 500
_DAY = timedelta(days=1)
Noticed = Sequence[tuple[Standing, Crossing]]


def notice_attention(portfolio: Portfolio, run: SyncRun, *, now: datetime) -> None:
    """Write the crossings between the published picture and the run's, hidden until publishing.

    There is nothing new about a first picture, but contracts that end are told. Safe to repeat.
    Rows are read in pages and never while writing: SQLite would refuse a writer whose own reading
    has grown old. Raises LostRun.
    """
    _forget_unpublished(portfolio, run)
    today = now.astimezone(UTC).date()
    for noticed in _notice(portfolio, run, today):
        _keep(run, noticed, now)


def _notice(portfolio: Portfolio, run: SyncRun, today: date) -> Iterator[Noticed]:
    currency = portfolio.tenant.currency
    shown = PortfolioCustomer.objects.in_generation(portfolio.tenant, run.generation)
    if portfolio.as_of is not None:
        for page in _pages(_replaced(run)):
            yield _crossed(run, page, currency, today)
        silent = shown.filter(
            active_devices__gt=0, collected_since__range=_silent(portfolio, today)
        )
        for page in _pages(silent):
            yield [(one, told) for one in page if (told := went_silent(one, currency, today))]
    ending = shown.filter(still_open__gt=0, contract_ends_on__range=(today, today + ENDING_WITHIN))
    for page in _pages(ending):
        yield [(one, told) for one in page if (told := ending_unrecovered(one, currency, today))]


def _silent(portfolio: Portfolio, today: date) -> tuple[date, date]:
    """The days from which on it has been silent long enough today, and was not in the picture."""
    last = portfolio.as_of.astimezone(UTC).date() if portfolio.as_of else today
    return last - SILENT_AFTER + _DAY, today - SILENT_AFTER


def _replaced(run: SyncRun) -> QuerySet[PortfolioCustomer]:
    """The rows that stand in the published picture, and not in the run's."""
    return PortfolioCustomer.objects.for_tenant(run.tenant).filter(died=run.generation)


def _crossed(run: SyncRun, page: Sequence[Standing], currency: str, today: date) -> Noticed:
    ids = [one.customer_id for one in page]
    rows = PortfolioCustomer.objects.in_generation(run.tenant, run.generation)
    after = {one.customer_id: one for one in _standings(rows.filter(customer_id__in=ids))}
    return [
        (after[before.customer_id], crossing)
        for before in page
        if before.customer_id in after
        for crossing in crossings(
            before, after[before.customer_id], currency, today, run.generation
        )
    ]


def _pages(rows: QuerySet[PortfolioCustomer]) -> Iterator[list[Standing]]:
    """The keys of all are read at once (8 bytes each), the rows as they are needed."""
    keys = array("q", rows.values_list("pk", flat=True).iterator())
    for start in range(0, len(keys), PAGE):
        page = PortfolioCustomer.objects.filter(pk__in=keys[start : start + PAGE])
        yield list(_standings(page))


def _standings(rows: QuerySet[PortfolioCustomer]) -> Iterator[Standing]:
    return map(Standing._make, rows.values_list(*Standing._fields))


def _keep(run: SyncRun, noticed: Noticed, now: datetime) -> None:
    """What was told before is left as it is."""
    ids = {one.customer_id for one, _ in noticed}
    told = Attention.objects.for_tenant(run.tenant).filter(customer_id__in=ids)
    known = set(told.values_list("customer_id", "kind", "mark"))
    rows = [
        _row(run, one, crossing, now)
        for one, crossing in noticed
        if (one.customer_id, crossing.kind.value, crossing.mark) not in known
    ]
    if rows:
        with transaction.atomic():
            hold_run(run)
            Attention.objects.bulk_create(rows, ignore_conflicts=True)


def _row(run: SyncRun, standing: Standing, crossing: Crossing, now: datetime) -> Attention:
    return Attention(
        tenant_id=run.tenant_id,
        customer_id=standing.customer_id,
        name=standing.name,
        kind=crossing.kind.value,
        mark=crossing.mark,
        generation=run.generation,
        noticed_at=now,
        amount=crossing.amount,
        reason=crossing.reason,
    )


def _forget_unpublished(portfolio: Portfolio, run: SyncRun) -> None:
    """Left behind by a run that was never published, or by this one before it was killed."""
    left = Attention.objects.for_tenant(run.tenant).filter(generation__gt=portfolio.generation)
    if left.exists():
        with transaction.atomic():
            hold_run(run)
            left.order_by().delete()
