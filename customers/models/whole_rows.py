"""Reads the rows of one picture, a piece at a time, and tells when it is no longer whole."""

from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from operator import itemgetter
from typing import Any

from customers.domain.portfolio_wish import ListWish

from .portfolio import Portfolio
from .portfolio_rows import all_found, walk_of
from .sync_run import SyncRun

Row = tuple[Any, ...]


class PictureGone(Exception):
    """A later run may have cleaned away rows of the picture that was being read."""


def whole_rows(
    portfolio: Portfolio, wish: ListWish, fields: tuple[str, ...], *, now: datetime, size: int
) -> Iterator[list[Row]]:
    """All rows of the wish in its order, `size` at a time, each the values of `fields`
    (two at least).

    No piece holds the database while it is handed out. Picture n is whole while no run makes
    picture n + 2, for only such a run removes what n + 1 no longer needs; that is looked up after
    each reading and before its rows are handed out. Raises PictureGone.
    """
    walk = walk_of(portfolio, wish, fields, now)
    places = [2 + walk.fields.index(field) for field in fields]
    rows = map(itemgetter(*places), all_found(portfolio, walk))
    while True:
        piece = list(islice(rows, size))
        later = SyncRun.objects.for_tenant(portfolio.tenant)
        if later.filter(generation__gt=portfolio.generation + 1).exists():
            raise PictureGone
        if not piece:
            return
        yield piece
