"""How far a figure may be relied on, as a letter with its reasons."""

from dataclasses import dataclass
from typing import NamedTuple

from customers.domain.confidence import Grade, confidence
from customers.domain.customer import Customer

from .saved_lists import SavedLists, rows_of


class GroundView(NamedTuple):
    """One reason: the grade it leaves, and whether it is a good one."""

    letter: str
    good: bool
    text: str


@dataclass(frozen=True, slots=True)
class GradeView:
    """The letter, what it means, and every reason, the worst first."""

    letter: str
    words: str
    grounds: tuple[GroundView, ...]


def grade_view(customer: Customer, saved: SavedLists, currency: str) -> GradeView:
    """The grade of a customer's recovery from what is saved; no query."""
    devices, payments = rows_of(saved.subscriptions), rows_of(saved.payments)
    graded = confidence(customer, devices, payments, currency)
    worst_first = sorted(graded.grounds, key=lambda ground: ground.grade, reverse=True)
    return GradeView(
        letter=graded.grade.value,
        words=graded.grade.label,
        grounds=tuple(
            GroundView(ground.grade.value, ground.grade is Grade.A, ground.text)
            for ground in worst_first
        ),
    )
