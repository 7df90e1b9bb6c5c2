"""Recovery, profit and revenue through time, as charts with their tables."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from customers.domain.metric import Metric, Unit, format_value
from customers.domain.moment import say_day
from customers.domain.money import format_money, round_exact_percent
from customers.domain.snapshot import Snapshot
from customers.domain.words import join_words

from .chart import ChartTable, ChartView, LineView

Days = Mapping[date, Snapshot]
_RATIO = (Metric.COST_RECOVERY_PERCENT,)
_MONEY = (Metric.PROFIT, Metric.MONTHLY_REVENUE)
_TONES = ("accent", "ink2")
_BREAK_EVEN = Decimal(100)


def history_charts(days: Days, currency: str) -> tuple[ChartView, ...]:
    """One chart for the ratio and one for the money; a figure never known has no line."""
    ratio = _chart("history-recovery", days, _RATIO, "%")
    money = _chart("history-money", days, _MONEY, currency)
    return tuple(chart for chart in (ratio, money) if chart.lines)


def _chart(key: str, days: Days, metrics: Sequence[Metric], unit: str) -> ChartView:
    known = [metric for metric in metrics if _first_and_last(days, metric)]
    lines = [_line(days, metric, tone) for metric, tone in zip(known, _TONES, strict=False)]
    if known == list(_RATIO):
        lines.append(LineView("Break-even", "ink2", (_BREAK_EVEN,) * len(days)))
    return ChartView(
        key=key,
        title=join_words([metric.label for metric in known]).capitalize(),
        sentence=" ".join(_sentence(days, metric, unit) for metric in known),
        unit=unit,
        days=tuple(days),
        lines=tuple(lines),
        table=ChartTable(
            ("Day", *(metric.label for metric in known)),
            tuple(_row(day, days[day], known) for day in sorted(days, reverse=True)),
        ),
    )


def _line(days: Days, metric: Metric, tone: str) -> LineView:
    values = tuple(_drawn(snapshot.value(metric), metric.unit) for snapshot in days.values())
    *_, (_, last) = _first_and_last(days, metric)
    return LineView(metric.label, tone, values, end=format_value(last, metric.unit))


def _drawn(value: Decimal | None, unit: Unit) -> Decimal | None:
    """As exact as it is told: a ratio to two decimals."""
    return value if value is None or unit is not Unit.PERCENT else round_exact_percent(value)


def _row(day: date, snapshot: Snapshot, metrics: Sequence[Metric]) -> tuple[str, ...]:
    values = (format_value(snapshot.value(metric), metric.unit) for metric in metrics)
    return (say_day(day), *values)


def _first_and_last(days: Days, metric: Metric) -> tuple[tuple[date, Decimal], ...]:
    """The first and the last day on which the figure is known; empty if it never is."""
    known = [
        (day, value)
        for day, snapshot in days.items()
        if (value := snapshot.value(metric)) is not None
    ]
    return (known[0], known[-1]) if known else ()


def _sentence(days: Days, metric: Metric, currency: str) -> str:
    """`Cost recovery: 113.2 % on 20 Oct 2026, 118.1 % on 19 Nov 2026.`"""
    told = (
        f"{_say(value, metric, currency)} on {say_day(day)}"
        for day, value in _first_and_last(days, metric)
    )
    return f"{metric.label}: {', '.join(dict.fromkeys(told))}."


def _say(value: Decimal, metric: Metric, currency: str) -> str:
    if metric.unit is Unit.MONEY:
        return format_money(value, currency)
    return format_value(value, metric.unit)
