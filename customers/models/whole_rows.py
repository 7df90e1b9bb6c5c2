"""Reads the rows of one picture, a piece at a time, and tells when it is no longer whole."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from customers.domain.portfolio_wish import ListWish

from .portfolio import Portfolio
from .portfolio_rows import pieces_found, walk_of
from .portfolio_walk import Row
from .sync_run import SyncRun

Columns = Sequence[Sequence[Any]]
"""Some rows, turned: the values of each column in the order of the rows."""


class PictureGone(Exception):
    """A later run may have cleaned away rows of the picture that was being read."""


def whole_rows(
    portfolio: Portfolio, wish: ListWish, fields: tuple[str, ...], *, now: datetime
) -> Iterator[Columns]:
    """All rows of the wish in its order, some at a time: the columns of these fields.

    No piece holds the database while it is handed out. Picture n is whole while no run makes
    picture n + 2, for only such a run removes what n + 1 no longer needs; that is looked up after
    each reading and before its rows are handed out. Raises PictureGone.
    """
    walk = walk_of(portfolio, wish, fields, now)
    places = [2 + walk.fields.index(field) for field in fields]
    for piece in pieces_found(portfolio, walk):
        _check(portfolio)
        yield _turned(piece, places)
    _check(portfolio)


def _check(portfolio: Portfolio) -> None:
    later = SyncRun.objects.for_tenant(portfolio.tenant)
    if later.filter(generation__gt=portfolio.generation + 1).exists():
        raise PictureGone


def _turned(rows: list[Row], places: Sequence[int]) -> Columns:
    columns = tuple(zip(*rows, strict=True))
    return [columns[place] for place in places]
