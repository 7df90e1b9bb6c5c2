"""The segments of a tenant's list: customers of the same status, type, badge and known cost.

Each has a number, which the row keeps and which stands first in every index of the list. Numbers
are never given anew: another order or another word needs a migration.
"""

from collections.abc import Mapping
from itertools import product
from typing import NamedTuple

from customers.domain.customer import CustomerType, Status
from customers.domain.profitability import Recovery


class Segment(NamedTuple):
    """What its customers have in common; named as the row's columns are."""

    status: str
    customer_type: str
    recovery: str
    cost_known: bool


_STATUS = tuple(Status)
_TYPE = tuple(CustomerType)
_RECOVERY = tuple(Recovery)
_TYPE_STEP = len(_RECOVERY) * 2
_STATUS_STEP = len(_TYPE) * _TYPE_STEP

STEPS: Mapping[str, Mapping[str, int]] = {
    "status": {word.value: place * _STATUS_STEP for place, word in enumerate(_STATUS)},
    "customer_type": {word.value: place * _TYPE_STEP for place, word in enumerate(_TYPE)},
    "recovery": {word.value: place * 2 for place, word in enumerate(_RECOVERY)},
}
"""What each word of a column adds to a segment's number; a known cost adds `COST_KNOWN`."""
COST_KNOWN = 1


def number_of(segment: Segment) -> int:
    """The number that the rows of a segment keep."""
    words = (STEPS[column][getattr(segment, column)] for column in STEPS)
    return sum(words) + COST_KNOWN * segment.cost_known


SEGMENTS: Mapping[int, Segment] = {
    number_of(segment): segment
    for segment in (
        Segment(status.value, customer_type.value, recovery.value, known)
        for status, customer_type, recovery, known in product(
            _STATUS, _TYPE, _RECOVERY, (False, True)
        )
    )
}
"""Every segment by its number."""
