"""The totals and the health of a whole tenant as its page shows them."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from customers.domain.metric import Unit, format_value
from customers.domain.money import (
    exact_amount,
    exact_percent,
    format_count,
    format_money,
    format_percent,
)
from customers.domain.portfolio import Measure, Segment, Sums, Total, health
from customers.domain.portfolio_figures import Figures
from customers.domain.profitability import Recovery
from customers.domain.since import say_moved
from customers.domain.words import join_words

from .figures import BadgeView, recovery_badge_view
from .portfolio_links import rows_behind

_SHOWN = {
    Measure.COLLECTED: ("lifetime_collected", "Collected", "-collected"),
    Measure.ACQUISITION_COST: ("acquisition_cost", "Acquisition cost", "-acquisition_cost"),
    Measure.PROFIT: ("profit", "Profit", "-profit"),
    Measure.STILL_OPEN: ("unrecovered_cost", "Still open", "-still_open"),
    Measure.MONTHLY_REVENUE: ("monthly_revenue", "Monthly revenue", "-monthly_revenue"),
}
_ICON_FROM = Decimal(9)
"""Percent of the bar: wide enough for an icon and a finger, on a phone too."""
_ICON_WIDE_FROM = Decimal(3)


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


@dataclass(frozen=True, slots=True)
class SegmentView:
    """The customers with one badge: a part of the bar and a column below it.

    `start` and `width` are in percent of the bar; `icon` is '' where there is no room, `narrow`
    where there is none on a phone.
    """

    badge: BadgeView
    customers: int
    count: str
    share: str
    money: str
    href: str
    start: str
    width: str
    icon: str
    narrow: bool


@dataclass(frozen=True, slots=True)
class HealthView:
    """How many customers have which badge, and what that is in money."""

    title: str
    note: str
    sentence: str
    segments: tuple[SegmentView, ...]


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
    return f"{_count(total.left_out)} left out", href


def working(sums: Sums, currency: str) -> str:
    """What the ratio and the profit are made of, where that is not what stands beside them."""
    spent = sums.total(Measure.SPENT)
    if not spent.counted or not spent.left_out:
        return ""
    paid_back = format_money(sums.total(Measure.PAID_BACK).value, currency)
    return (
        f"Recovery and profit are of the {_customers(spent.counted)} with both sums known: "
        f"{paid_back} collected against a cost of {format_money(spent.value, currency)}."
    )


def health_view(figures: Figures, currency: str) -> HealthView:
    """The bar and its columns."""
    segments = health(figures.cube)
    everybody = figures.sums.customers
    unknown = figures.sums.total(Measure.ACQUISITION_COST).left_out
    note = "bar by number of customers"
    if unknown:
        verb = "is" if unknown == 1 else "are"
        note += f"; {_count(unknown)} without a known cost {verb} left out of costs and ratios"
    return HealthView(
        title=f"Health of {_customers(everybody)}",
        note=note,
        sentence=_sentence(segments),
        segments=tuple(_segment(segments, place, currency) for place in range(len(segments))),
    )


def _segment(segments: Sequence[Segment], place: int, currency: str) -> SegmentView:
    segment = segments[place]
    badge = recovery_badge_view(segment.recovery)
    return SegmentView(
        badge=badge,
        customers=segment.sums.customers,
        count=_count(segment.sums.customers),
        share=format_percent(segment.share),
        money=_money(segment, currency),
        href=rows_behind(recovery=segment.recovery.value),
        start=f"{sum(one.share for one in segments[:place]):.3f}",
        width=f"{segment.share:.3f}",
        icon=badge.icon if segment.share >= _ICON_WIDE_FROM else "",
        narrow=segment.share < _ICON_FROM,
    )


def _money(segment: Segment, currency: str) -> str:
    sums = segment.sums
    if not sums.customers:
        return "nobody"
    if segment.recovery is Recovery.PROFITABLE:
        return f"{format_money(sums.total(Measure.PROFIT).value, currency)} ahead"
    if segment.recovery is Recovery.NO_DATA:
        collected = sums.total(Measure.COLLECTED).value
        return f"no cost known; {format_money(collected, currency)} collected"
    return f"{format_money(sums.total(Measure.STILL_OPEN).value, currency)} open"


def _sentence(segments: Sequence[Segment]) -> str:
    told = [
        f"{_count(one.sums.customers)} {one.recovery.label.lower()} ({format_percent(one.share)})"
        for one in segments
        if one.sums.customers
    ]
    return f"{join_words(told)}.".capitalize() if told else "No customers."


def _count(count: int) -> str:
    return format_count(Decimal(count))


def _customers(count: int) -> str:
    return f"{_count(count)} customer{'' if count == 1 else 's'}"
