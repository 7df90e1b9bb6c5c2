"""What the list of a tenant can be filtered by, in the words of its address."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import NamedTuple

from customers.domain.attention import Kind
from customers.domain.customer import CustomerType, Status
from customers.domain.minor import SCALE
from customers.domain.profitability import Recovery

DECILES = 10

CHOICES: Mapping[str, tuple[str, ...]] = {
    "recovery": tuple(Recovery),
    "status": tuple(Status),
    "type": tuple(CustomerType),
    "attention": tuple(Kind),
}
"""What may be chosen several times: any of them."""
COST = ("known", "unknown")
RANGES: Mapping[str, str] = {
    "profit": "profit",
    "open": "still_open",
    "revenue": "monthly_revenue",
    "recovery": "recovery_percent",
    "devices": "active_devices",
}
"""Between two bounds, both included: the word in the address, and the column."""


Bounds = tuple[int | None, int | None]
"""The least and the most, both included; None is open."""


class Range(NamedTuple):
    """Bounds of one column as the address names it, in units of what people type; None is open."""

    name: str
    low: Decimal | None = None
    high: Decimal | None = None

    @property
    def scale(self) -> int:
        """How many of what the row keeps make one of what people type."""
        return 1 if self.name == "devices" else SCALE

    @property
    def bounds(self) -> Bounds:
        """The same as the row keeps them."""
        low, high = (
            None if end is None else int(end * self.scale) for end in (self.low, self.high)
        )
        return low, high


def open_where_profit(low: int | None, high: int | None) -> Bounds:
    """What is still open where profit lies between these bounds: the loss, else nothing."""
    least = -high if high is not None and high < 0 else None
    return least, None if low is None else max(-low, 0)


def profit_where_open(low: int | None, high: int | None) -> Bounds:
    """What profit is where this much is still open: more than nothing open is a loss."""
    return None if high is None else -high, None if low is None or low <= 0 else -low


MIRRORS: Mapping[str, tuple[str, Callable[[int | None, int | None], Bounds]]] = {
    "profit": ("still_open", open_where_profit),
    "still_open": ("profit", profit_where_open),
}
"""The column whose bounds follow from those of another, and which they are."""
