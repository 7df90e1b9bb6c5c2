"""The figure out of the members that may hold it."""

from decimal import Decimal

from customers.domain.customer import UNKNOWN_FIGURE, Figure

Member = tuple[str, Decimal | int | None]


def first_figure(*members: Member) -> Figure:
    """The first (path, value) that was delivered readable."""
    for path, value in members:
        if value is not None:
            return Figure(Decimal(value), path)
    return UNKNOWN_FIGURE
