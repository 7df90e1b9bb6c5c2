"""What the list of a tenant can be filtered by, in the words of its address."""

from collections.abc import Mapping
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


class Range(NamedTuple):
    """Bounds of one column as the address names it, in units of what people type; None is open."""

    name: str
    low: Decimal | None = None
    high: Decimal | None = None

    @property
    def scale(self) -> int:
        """How many of what the row keeps make one of what people type."""
        return 1 if self.name == "devices" else SCALE
