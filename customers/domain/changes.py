"""What a fresh answer changed in a customer's figures."""

from dataclasses import dataclass
from decimal import Decimal

from customers.domain.customer import Customer
from customers.domain.metric import Metric, figure_of, format_value


@dataclass(frozen=True, slots=True)
class Change:
    """One figure before and after, unrounded; None is unknown."""

    metric: Metric
    before: Decimal | None
    after: Decimal | None

    @property
    def sentence(self) -> str:
        """`Collected went from 4,250.00 to 4,312.00`."""
        unit = self.metric.unit
        before, after = format_value(self.before, unit), format_value(self.after, unit)
        return f"{self.metric.label} went from {before} to {after}"


def changes(before: Customer, after: Customer) -> tuple[Change, ...]:
    """The figures that differ, in the order of the page."""
    pairs = (
        Change(metric, figure_of(before, metric).value, figure_of(after, metric).value)
        for metric in Metric
    )
    return tuple(pair for pair in pairs if pair.before != pair.after)
