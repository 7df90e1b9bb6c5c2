"""Our figure against a second one of FlexPortal's own, and why the two differ."""

from dataclasses import dataclass
from decimal import Decimal

from customers.domain.customer import Customer
from customers.domain.delivered import fields_behind
from customers.domain.metric import Metric, figure_of
from customers.domain.money import cut_off, round_exact_percent
from customers.domain.profitability import (
    DELIVERED_PERCENT,
    computed_recovery,
    cost_recovery_percent,
)

_ROUNDING = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Comparison:
    """FlexPortal's own figure under `path`, ours, and ours less its own, with the reason.

    Percentages of ours are rounded half up to two decimals, as FlexPortal's have two (D24).
    """

    path: str
    own: Decimal
    ours: Decimal
    explanation: str

    @property
    def difference(self) -> Decimal:
        """Ours less FlexPortal's own."""
        return self.ours - self.own


def compare(customer: Customer, metric: Metric) -> Comparison | None:
    """None where FlexPortal delivers no second figure for the same thing."""
    if metric is Metric.COST_RECOVERY_PERCENT:
        return _compare_recovery(customer)
    fields, figure = fields_behind(customer, metric), figure_of(customer, metric)
    if len(fields) < 2 or figure.value is None:
        return None
    own = fields[-1]
    if metric is Metric.PROFIT and own.path != "customerMargin":
        return None
    explanation = "" if own.value == figure.value else _why(metric, figure.source, own.path)
    return Comparison(own.path, own.value, figure.value, explanation)


def _why(metric: Metric, believed: str, other: str) -> str:
    if metric is Metric.PROFIT:
        return (
            "FlexPortal does not say what its customerMargin is made of; "
            "Recoup shows collected less acquisition cost."
        )
    return f"FlexPortal delivers two figures that disagree; {believed} counts before {other}."


def _compare_recovery(customer: Customer) -> Comparison | None:
    own = customer.delivered.nested_cost_recovery_percent
    computed = computed_recovery(customer).value
    if own is None or computed is None:
        return None
    shows_own = cost_recovery_percent(customer).source == DELIVERED_PERCENT
    ours = round_exact_percent(computed)
    return Comparison(DELIVERED_PERCENT, own, ours, _why_recovery(own, computed, shows_own))


def _why_recovery(own: Decimal, computed: Decimal, shows_own: bool) -> str:
    ours = round_exact_percent(computed)
    if own == ours:
        return ""
    if own == cut_off(computed):
        return (
            "The difference is rounding: FlexPortal cuts off after two decimals, "
            "Recoup rounds half up."
        )
    if abs(own - ours) <= _ROUNDING:
        return "The difference is rounding."
    shown = "the percentage as delivered" if shows_own else "what the two sums give"
    return (
        f"FlexPortal's percentage does not follow from the sums it delivers; Recoup shows {shown}."
    )
