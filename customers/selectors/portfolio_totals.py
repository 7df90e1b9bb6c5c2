"""The sums over all customers of a tenant as its page shows them."""

from dataclasses import dataclass

from customers.domain.metric import Unit, format_value
from customers.domain.money import (
    exact_amount,
    exact_percent,
    format_money,
    format_percent,
)
from customers.domain.portfolio import Measure, Sums, Total
from customers.domain.portfolio_figures import Figures
from customers.domain.since import say_moved

from .portfolio_links import rows_behind
from .portfolio_words import customers, number

_SHOWN = {
    Measure.COLLECTED: ("lifetime_collected", "Collected", "-collected"),
    Measure.ACQUISITION_COST: ("acquisition_cost", "Acquisition cost", "-acquisition_cost"),
    Measure.PROFIT: ("profit", "Profit", "-profit"),
    Measure.STILL_OPEN: ("unrecovered_cost", "Still open", "-still_open"),
    Measure.MONTHLY_REVENUE: ("monthly_revenue", "Monthly revenue", "-monthly_revenue"),
}


@dataclass(frozen=True, slots=True)
class TotalView:
    """One sum; `left_out` says whom it leaves out, `left_out_href` leads to them where it can."""

    metric: str
    value: str
    label: str
    shown: str
    unit: str
    note: str
    href: str
    left_out: str
    left_out_href: str


def totals(figures: Figures, currency: str) -> tuple[TotalView, ...]:
    """The ratio from totals first, then the sums."""
    sums = figures.sums
    before = figures.before
    days = (figures.day - before.day).days if before else 0
    earlier = before.sums if before else Sums()
    return (
        _ratio(sums, earlier, days),
        *(_total(measure, sums, earlier, days, currency) for measure in _SHOWN),
    )


def _ratio(sums: Sums, earlier: Sums, days: int) -> TotalView:
    percent = sums.recovery_percent
    left_out, href = _left_out(sums.total(Measure.SPENT), sums)
    return TotalView(
        metric="cost_recovery_percent",
        value=exact_percent(percent),
        label="Recovery, from totals",
        shown="" if percent is None else format_percent(percent).removesuffix("\u00a0%"),
        unit="%",
        note=say_moved(Unit.PERCENT, earlier.recovery_percent, percent, days)
        or ("" if percent is not None else "needs both sums"),
        href=rows_behind(cost="known", sort="-recovery_percent"),
        left_out=left_out,
        left_out_href=href,
    )


def _total(measure: Measure, sums: Sums, earlier: Sums, days: int, currency: str) -> TotalView:
    name, label, sort = _SHOWN[measure]
    total = sums.total(measure)
    left_out, href = _left_out(total, sums)
    return TotalView(
        metric=name,
        value=exact_amount(total.value),
        label=label,
        shown="" if total.value is None else format_value(total.value, Unit.MONEY),
        unit=currency,
        note=say_moved(Unit.MONEY, earlier.total(measure).value, total.value, days),
        href=rows_behind(sort=sort),
        left_out=left_out,
        left_out_href=href,
    )


def _left_out(total: Total, sums: Sums) -> tuple[str, str]:
    """`6 left out`, and where to see them if they are those without a known cost."""
    if not total.left_out:
        return "", ""
    unknown = sums.total(Measure.ACQUISITION_COST).left_out
    href = rows_behind(cost="unknown") if total.left_out == unknown else ""
    return f"{number(total.left_out)} left out", href


def working(sums: Sums, currency: str) -> str:
    """What the ratio and the profit are made of, where that is not what stands beside them."""
    spent = sums.total(Measure.SPENT)
    if not spent.counted or not spent.left_out:
        return ""
    paid_back = format_money(sums.total(Measure.PAID_BACK).value, currency)
    return (
        f"Recovery and profit are of the {customers(spent.counted)} with both sums known: "
        f"{paid_back} collected against a cost of {format_money(spent.value, currency)}."
    )
