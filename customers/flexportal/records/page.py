"""One page of a list."""

from dataclasses import dataclass
from typing import Generic, TypeVar

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """Rows in the order received, and the cursor that continues after them.

    next_cursor is None when the list ended. On the last page of an iteration a cursor that is
    still there means that the iteration was broken off, because FlexPortal went in circles.
    """

    items: tuple[Row, ...]
    next_cursor: str | None
