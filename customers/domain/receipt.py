"""The working behind every figure: formula, fields delivered, FlexPortal's own, the difference."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from customers.domain.comparison import Comparison, compare
from customers.domain.customer import Customer, Figure
from customers.domain.delivered import Field, fields_behind
from customers.domain.metric import Metric, Unit, figure_of, why_unknown
from customers.domain.money import round_money
from customers.domain.profitability import DELIVERED_PERCENT, NESTED_SUMS, coverage

_MADE_OF_MONEY = {Metric.LIFETIME_COLLECTED, Metric.PROFIT, Metric.COST_RECOVERY_PERCENT}
_COVERED = _MADE_OF_MONEY | {Metric.ACQUISITION_COST}


@dataclass(frozen=True, slots=True)
class Part:
    """One term of the formula: `÷ Acquisition cost 3,600.00`. The first has no operator."""

    operator: str
    text: str
    value: Decimal | None
    unit: Unit


@dataclass(frozen=True, slots=True)
class Receipt:
    """How one figure came about.

    `parts`, taken from left to right, give `result`, which is unrounded; `shown` is `result`
    rounded once, to two decimals (a count, and a percentage as delivered, stay as they are).
    `comparison` sets it against a second figure of FlexPortal's own, where there is one.
    """

    metric: Metric
    title: str
    parts: tuple[Part, ...]
    result: Decimal | None
    shown: Decimal | None
    fields: tuple[Field, ...]
    comparison: Comparison | None
    notes: tuple[str, ...]


def receipt(customer: Customer, metric: Metric) -> Receipt:
    """The working of one figure (product.md, rule 4)."""
    figure = figure_of(customer, metric)
    return Receipt(
        metric=metric,
        title=metric.label,
        parts=_parts(customer, metric, figure),
        result=figure.value,
        shown=_shown(figure, metric.unit),
        fields=fields_behind(customer, metric),
        comparison=compare(customer, metric),
        notes=tuple(_notes(customer, metric, figure)),
    )


def _shown(figure: Figure, unit: Unit) -> Decimal | None:
    """Two decimals for money and computed percentages alike."""
    if figure.value is None or unit is Unit.COUNT or figure.source == DELIVERED_PERCENT:
        return figure.value
    return round_money(figure.value)


def _parts(customer: Customer, metric: Metric, figure: Figure) -> tuple[Part, ...]:
    if metric is Metric.PROFIT:
        return _sums(customer, "−", figure)
    if metric is Metric.COST_RECOVERY_PERCENT and figure.source != DELIVERED_PERCENT:
        return (*_sums(customer, "÷", figure), Part("×", "", Decimal(100), Unit.COUNT))
    return (Part("", figure.source, figure.value, metric.unit),)


def _sums(customer: Customer, operator: str, figure: Figure) -> tuple[Part, Part]:
    collected, cost = sums_behind(customer, figure)
    return (
        Part("", Metric.LIFETIME_COLLECTED.label, collected, Unit.MONEY),
        Part(operator, Metric.ACQUISITION_COST.label, cost, Unit.MONEY),
    )


def sums_behind(customer: Customer, figure: Figure) -> tuple[Decimal | None, Decimal | None]:
    """Collected and acquisition cost, of the shape that the figure was computed from."""
    delivered = customer.delivered
    if figure.source == NESTED_SUMS:
        return delivered.nested_lifetime_collected, delivered.nested_total_acquisition_cost
    return customer.collected.value, customer.acquisition_cost.value


def _notes(customer: Customer, metric: Metric, figure: Figure) -> Iterator[str]:
    """What one should know before quoting the figure."""
    if why := why_unknown(customer, metric):
        yield f"Unknown: {why}."
    covered = coverage(customer)
    if metric in _COVERED and covered and covered.partial:
        yield f"Covers {covered.tracked} of {covered.subscriptions} subscriptions."
    if figure.source == DELIVERED_PERCENT:
        yield "Shown as FlexPortal delivers it, not computed: the two flat sums are not both there."
    if metric is Metric.AVERAGE_MONTHLY_REVENUE:
        yield "FlexPortal does not say over which months it averages."
    if metric is Metric.DEVICES_EVER and figure.source == "rentalIds":
        yield "Counted from the list of subscriptions: each is one device."
    if metric in _MADE_OF_MONEY:
        yield "Whether collected includes VAT is not stated by FlexPortal."
