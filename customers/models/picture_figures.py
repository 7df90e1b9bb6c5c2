"""The figures of a picture, read once a process however many pages are made of them."""

from functools import lru_cache

from customers.domain.document import OutdatedDocument
from customers.domain.portfolio_figures import Figures, from_text

KEPT = 64


@lru_cache(KEPT)
def figures_of(text: str) -> Figures | None:
    """What `Portfolio.figures` says; None where this Recoup cannot read it."""
    try:
        return from_text(text)
    except OutdatedDocument:
        return None
