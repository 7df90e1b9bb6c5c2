"""How many customers of a tenant are profitable, recovering, at risk or without data."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from customers.domain.money import format_money, format_percent
from customers.domain.portfolio import Measure, Segment, health
from customers.domain.portfolio_figures import Figures
from customers.domain.profitability import Recovery
from customers.domain.words import join_words

from .figures import BadgeView, recovery_badge_view
from .portfolio_links import rows_behind
from .portfolio_words import customers, number

_ICON_FROM = Decimal(9)
"""Percent of the bar: wide enough for an icon and a finger, on a phone too."""
_ICON_WIDE_FROM = Decimal(3)


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


def health_view(figures: Figures, currency: str) -> HealthView:
    """The bar and its columns."""
    segments = health(figures.cube)
    everybody = figures.sums.customers
    unknown = figures.sums.total(Measure.ACQUISITION_COST).left_out
    note = "bar by number of customers"
    if unknown:
        verb = "is" if unknown == 1 else "are"
        note += f"; {number(unknown)} without a known cost {verb} left out of costs and ratios"
    return HealthView(
        title=f"Health of {customers(everybody)}",
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
        count=number(segment.sums.customers),
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
        f"{number(one.sums.customers)} {one.recovery.label.lower()} ({format_percent(one.share)})"
        for one in segments
        if one.sums.customers
    ]
    return f"{join_words(told)}.".capitalize() if told else "No customers."
