"""Take away what nobody will see: leftovers of unpublished runs, old versions, old crossings."""

from collections.abc import Iterator

from django.db import models, transaction

from customers.domain.attention import FORGOTTEN_AFTER
from customers.models import (
    ALIVE,
    Attention,
    PortfolioCustomer,
    PortfolioSubscription,
    SyncMark,
    SyncRun,
)
from customers.models.bulk_rows import delete_rows, revive_rows
from customers.models.portfolio_search import forget_rows

from .sync_work import Work

BATCH = 2_000


def clear_rows(work: Work) -> None:
    """Leave the published picture and its crossings; in batches, safe to repeat. Raises LostRun."""
    shown = work.portfolio.generation
    SyncMark.objects.filter(run__tenant=work.tenant).exclude(run=work.run).delete()
    crossings = Attention.objects.for_tenant(work.tenant)
    crossings.filter(generation__gt=shown).delete()
    if work.portfolio.as_of:  # what its readers are told of stays
        crossings.filter(noticed_at__lt=work.portfolio.as_of - FORGOTTEN_AFTER).delete()
    for model in (PortfolioCustomer, PortfolioSubscription):
        rows = model._default_manager.filter(tenant=work.tenant)
        if _something_was_left(work):
            for keys in batches_of(rows.filter(born__gt=shown)):
                _delete(work, model, keys)
            for keys in batches_of(rows.filter(died__gt=shown, died__lt=ALIVE)):
                with transaction.atomic():
                    work.prove()
                    revive_rows(model, keys)
        for keys in batches_of(rows.filter(died__lte=shown)):
            _delete(work, model, keys)


def _something_was_left(work: Work) -> bool:
    """An earlier run for the same picture did not come to its end."""
    earlier = SyncRun.objects.for_tenant(work.tenant).filter(generation=work.generation)
    return earlier.exclude(pk=work.run.pk).exists()


def _delete(work: Work, model: type[models.Model], keys: list[int]) -> None:
    with transaction.atomic():
        work.prove()
        if model is PortfolioCustomer:
            forget_rows(keys)
        delete_rows(model, keys)


def batches_of(rows: "models.QuerySet[models.Model]") -> Iterator[list[int]]:
    """The keys of these rows, some at a time, in order."""
    last = 0
    while keys := list(
        rows.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:BATCH]
    ):
        yield keys
        last = keys[-1]
