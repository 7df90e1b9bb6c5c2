"""The chart "Collected against cost": what came in, what was spent, what is still to come."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import groupby
from typing import NamedTuple

from customers.domain.contract_time import add_months
from customers.domain.course import Dated, by_day, crossings, running_total
from customers.domain.moment import say_day, say_month
from customers.domain.money import (
    format_amount,
    format_money,
    format_percent,
    format_whole_amount,
)
from customers.domain.prospect import Prospect

from .chart import ChartTable, ChartView, LineView, RingView

_MONTHS_AHEAD = 6
_HEADS = ("Month", "Received", "Collected", "Spent", "Cost", "Recovery", "Break-even")


@dataclass(frozen=True, slots=True)
class _Picture:
    """The sums at the end of each day: received until today, expected from today on."""

    days: tuple[date, ...]
    received: tuple[Decimal, ...]
    expected: tuple[Decimal, ...]
    spent: tuple[Decimal, ...]


def course_chart(prospect: Prospect, currency: str, today: date) -> ChartView | None:
    """The chart of one customer; None without anything to draw."""
    arrivals = _arrivals(prospect, today)
    until = _horizon(prospect, arrivals, today)
    picture = _picture(prospect, arrivals, today, until)
    if not prospect.course.receipts and not arrivals:
        return None
    return ChartView(
        key="course",
        title="Collected against cost",
        sentence=_sentence(prospect, picture, currency, today),
        unit=currency,
        days=picture.days,
        lines=tuple(_lines(picture, arrivals, today)),
        table=ChartTable(_HEADS, tuple(_months(prospect, picture, today))),
        today=today,
        ring=_ring(prospect, picture, today),
    )


def _arrivals(prospect: Prospect, today: date) -> tuple[Dated, ...]:
    """What is expected, on its due day; what is overdue, on the next day."""
    tomorrow = today + timedelta(days=1)
    return by_day((max(one.due_on, tomorrow), one.amount) for one in prospect.inflows)


def _horizon(prospect: Prospect, arrivals: Sequence[Dated], today: date) -> date:
    """Half a year ahead or until break-even, but not beyond the last payment."""
    if not arrivals:
        return today
    reached = max(prospect.breaks_even_on or today, today)
    wanted = max(add_months(today, _MONTHS_AHEAD), add_months(reached, 1))
    return min(arrivals[-1][0], wanted)


def _picture(prospect: Prospect, arrivals: Sequence[Dated], today: date, until: date) -> _Picture:
    course = prospect.course
    events = {day for day, _ in (*course.receipts, *course.costs, *arrivals)}
    events = {day for day in events if day <= until} | {today, until}
    days = tuple(sorted(events | set(_month_starts(min(events), until))))
    received = running_total(course.receipts, days)
    expected = running_total(arrivals, days)
    return _Picture(
        days=days,
        received=received,
        expected=tuple(past + ahead for past, ahead in zip(received, expected, strict=True)),
        spent=running_total(course.costs, days),
    )


def _month_starts(since: date, until: date) -> Iterator[date]:
    """So that a month in which nothing happens has its place too."""
    day = add_months(since.replace(day=1), 1)
    while day <= until:
        yield day
        day = add_months(day, 1)


def _lines(picture: _Picture, arrivals: Sequence[Dated], today: date) -> Iterator[LineView]:
    days = picture.days
    past = [one if day <= today else None for day, one in zip(days, picture.received, strict=True)]
    end = "" if arrivals else f"{format_whole_amount(picture.received[-1])} collected"
    yield LineView("Collected", "accent", past, end=end)
    if any(picture.spent):
        cost = f"{format_whole_amount(picture.spent[-1])} cost"
        yield LineView("Acquisition cost", "ink2", picture.spent, end=cost)
    if arrivals:
        ahead = [
            one if day >= today else None for day, one in zip(days, picture.expected, strict=True)
        ]
        end = f"{format_whole_amount(picture.expected[-1])} {_by(picture, arrivals)}"
        yield LineView("If all scheduled payments arrive", "accent", ahead, dashed=True, end=end)


def _by(picture: _Picture, arrivals: Sequence[Dated]) -> str:
    end = picture.days[-1]
    return "at the end" if end == arrivals[-1][0] else f"by {say_month(end)}"


def _ring(prospect: Prospect, picture: _Picture, today: date) -> RingView | None:
    """The day of break-even, on the line: nowhere if the payments tell another story."""
    day = prospect.breaks_even_on
    if day is None or not prospect.agrees or day > picture.days[-1]:
        return None
    (spent,) = running_total(prospect.course.costs, [day])
    words = f"Paid back on {say_day(day)}" if day <= today else f"Paid back by {say_day(day)}"
    return RingView(day, spent, words)


def _sentence(prospect: Prospect, picture: _Picture, currency: str, today: date) -> str:
    course = prospect.course
    since = say_month(picture.days[0])
    collected = format_money(course.received, currency)
    words = f"Since {since}, {collected} was collected"
    if course.costs:
        words += f" against a cost of {format_money(course.spent, currency)}"
    if prospect.broke_even_on:
        words += f"; paid back on {say_day(prospect.broke_even_on)}"
    if picture.days[-1] > today:
        expected = format_money(picture.expected[-1], currency)
        words += f". If all scheduled payments arrive, {expected} by {say_day(picture.days[-1])}"
    return f"{words}."


def _months(prospect: Prospect, picture: _Picture, today: date) -> Iterator[tuple[str, ...]]:
    """A row per month, sums as of its last day; what is still to come this month by itself."""
    told = [(_row_of(day, today), day, reached) for day, reached in crossings(prospect.course)]
    received = spent = Decimal(0)
    points = zip(picture.days, picture.expected, picture.spent, strict=True)
    for row, group in groupby(points, lambda point: _row_of(point[0], today)):
        *_, (_, collected, cost) = group
        yield (
            f"{say_month(row.month)}{', expected' if row.expected else ''}",
            format_amount(collected - received),
            format_amount(collected),
            format_amount(cost - spent),
            format_amount(cost),
            format_percent(collected * 100 / cost if cost else None),
            "; ".join(_crossing(day, reached) for place, day, reached in told if place == row),
        )
        received, spent = collected, cost


class _Row(NamedTuple):
    """What one row of the table stands for: a month, or what is still to come of it."""

    month: date
    expected: bool


def _row_of(day: date, today: date) -> _Row:
    return _Row(day.replace(day=1), day > today)


def _crossing(day: date, reached: bool) -> str:
    return f"{'reached' if reached else 'lost again'} on {say_day(day)}"
