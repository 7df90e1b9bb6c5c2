"""Write what a few pages brought: new and changed rows only, and a mark for each that was met."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any, Generic, TypeVar

from django.db import models, transaction

from customers.domain.key_set import pack_keys
from customers.models import PortfolioCustomer, SyncMark
from customers.models.bulk_rows import columns_of, delete_rows, end_rows, insert_rows, next_keys
from customers.models.portfolio_search import forget_rows, index_rows

from .sync_work import Work

Record = TypeVar("Record")

VERSION = b"1"
"""Another one has every row made again: for a change in what rows are made of."""


@dataclass(frozen=True, slots=True)
class Known:
    """A row as it stands: its key, the picture it was made for, and what it was made from."""

    key: int
    born: int
    fingerprint: bytes
    more: tuple[Any, ...] = ()


@dataclass(slots=True)
class Changes(Generic[Record]):
    """What pages mean for the rows.

    `made` are records to make a row of, with their fingerprints; `met` the keys of rows that stay,
    `ended` of rows that belong to the former picture only, `dropped` of rows that this run itself
    had made of an earlier answer. `fresh` counts, page by page, whom the run had not met before.
    """

    made: dict[str, tuple[Record, bytes]] = field(default_factory=dict)
    met: list[int] = field(default_factory=list)
    ended: list[int] = field(default_factory=list)
    dropped: list[int] = field(default_factory=list)
    fresh: list[int] = field(default_factory=list)


def fingerprint(raw: Mapping[str, object], *more: str) -> bytes:
    """Of all that a row is made from."""
    text = repr((raw, more))
    return blake2b(text.encode("utf-8", "replace"), digest_size=16, key=VERSION).digest()


def compare(
    work: Work,
    pages: Sequence[Mapping[str, tuple[Record, bytes]]],
    known: Mapping[str, Known],
    must_change: Callable[[str, Known], bool] = lambda _id, _row: False,
) -> Changes[Record]:
    """Hold the records of pages, by id, against the rows; of several the last counts."""
    changes: Changes[Record] = Changes()
    latest: dict[str, tuple[Record, bytes]] = {}
    for page in pages:
        unmet = (one for one in page if one not in latest and not _was_met(work, known.get(one)))
        changes.fresh.append(sum(1 for _ in unmet))
        latest.update(page)
    for row_id, (record, mark) in latest.items():
        row = known.get(row_id)
        same = row is not None and row.fingerprint == mark
        if row is None or row.born == work.generation:
            keys = changes.dropped
        else:
            same = same and not must_change(row_id, row)
            keys = changes.met if same else changes.ended
        if row and (row.born < work.generation or not same):
            keys.append(row.key)
        if not same:
            changes.made[row_id] = record, mark
    return changes


def _was_met(work: Work, row: Known | None) -> bool:
    return row is not None and (row.born == work.generation or row.key in work.met)


def write_changes(
    work: Work,
    model: type[models.Model],
    changes: Changes[Any],
    rows: Sequence[dict[str, Any]],
    progress: Mapping[str, Any],
) -> None:
    """One transaction: the fence first, then the rows, the marks and how far the run has come.

    Raises LostRun; then nothing was written.
    """
    of_customers = model is PortfolioCustomer
    with transaction.atomic():
        work.prove(**progress)
        if of_customers:
            forget_rows(changes.dropped)
        delete_rows(model, changes.dropped)
        end_rows(model, changes.ended, work.generation)
        keys = next_keys(model, len(rows)) if rows else ()
        names = columns_of(model)
        whole = [row | {"id": key} for key, row in zip(keys, rows, strict=True)]
        insert_rows(model, [tuple(row[name] for name in names) for row in whole])
        if of_customers:
            index_rows([(row["id"], row["search_text"]) for row in whole])
        if changes.met:
            packed = pack_keys(changes.met)
            SyncMark.objects.create(run=work.run, of_customers=of_customers, keys=packed)
    work.met.add(changes.met)
