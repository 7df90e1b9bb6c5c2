"""What a customer's whole story is made from; everything the sandbox serves is derived from it.

Money is in cents. Nothing here is a sum: sums are what `books.py` adds up.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum
from typing import Any

from .months import add_months

Document = dict[str, Any]
"""One JSON object as it goes over the wire."""


class Shape(Enum):
    """Where a customer document keeps its profitability and its addresses."""

    FLAT = "flat"
    NESTED = "nested"
    BOTH = "both"
    ARCHIVED = "archived"


@dataclass(frozen=True)
class Product:
    """A device on offer: `list_price`, purchase `cost` and `monthly` price in cents."""

    sku: str
    name: str
    list_price: int
    cost: int
    monthly: int
    phone: bool = False


@dataclass(frozen=True)
class Person:
    """Who the customer is; a `company` makes a business."""

    first: str
    last: str
    email: str
    company: str | None = None
    phone: str | None = None


@dataclass(frozen=True)
class Ending:
    """How a contract stopped before its term: a final status, a day, and what was asked for it."""

    status: str
    on: date
    amount: int = 0


@dataclass(frozen=True)
class Contract:
    """One device given out: what it cost (None is unknown), for how long, at what monthly price.

    `extended` months lie beyond `term`; `replaced_on` is the day the device was swapped;
    `upgraded_from` is the number of the contract it superseded; `order` numbers its order.
    """

    product: Product
    start: date
    term: int
    monthly: int
    cost: int | None
    cost_source: str = "variant"
    order: int = 0
    extended: int = 0
    ending: Ending | None = None
    replaced_on: date | None = None
    upgraded_from: int | None = None
    rental_id: str = ""
    patch: Document = field(default_factory=dict)

    @property
    def length(self) -> int:
        """Months in all, extensions included."""
        return self.term + self.extended

    @property
    def end(self) -> date:
        """The day the whole term is over."""
        return add_months(self.start, self.length)

    def status(self, today: date) -> str:
        """The documented status on a day."""
        if self.ending is not None:
            return self.ending.status
        return "active" if today < self.end else "ended_completed"

    def elapsed(self, today: date) -> float:
        """The share of the contract time that is over, 0 to 1."""
        days = (min(max(today, self.start), self.end) - self.start).days
        return days / (self.end - self.start).days


@dataclass(frozen=True)
class Payer:
    """How promptly a customer pays: days after the due date; from `stops_on` charges fail."""

    delay: int = 1
    stops_on: date | None = None


@dataclass(frozen=True)
class Waiting:
    """Devices ordered and not given out; on an `order` number of a contract, it is partial."""

    product: Product
    quantity: int
    order: int
    on: date
    status: str = "pending"


@dataclass(frozen=True)
class Plan:
    """One customer's story. `patch` overrides the finished document; None in it takes a field out.

    `consolidated` bills all contracts together: they must then start on the same day of a month.
    """

    person: Person
    created: datetime
    contracts: tuple[Contract, ...] = ()
    payer: Payer = Payer()
    billing: Document | None = None
    shipping: Document | None = None
    shape: Shape = Shape.FLAT
    active: bool = True
    consolidated: bool = False
    waiting: tuple[Waiting, ...] = ()
    customer_id: str = ""
    patch: Document = field(default_factory=dict)
