"""How profit is spread over the customers of a tenant: the whale curve and its tenths."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from customers.domain.money import (
    exact_amount,
    format_amount,
    format_whole_amount,
)
from customers.domain.ranking import Ranking, Tenth, Whale

from .chart import ChartTable, LineView
from .curve import CurveView, SpotView
from .portfolio_links import rows_behind
from .portfolio_words import money, number, units

_ROWS = 20
_LEAST = "0.0001"
_TENTHS = [
    "First",
    "Second",
    "Third",
    "Fourth",
    "Fifth",
    "Sixth",
    "Seventh",
    "Eighth",
    "Ninth",
    "Last",
]


@dataclass(frozen=True, slots=True)
class TailView:
    """Whom the curve rises with, and who gives how much back; '' and no address for nobody."""

    rising: str
    rising_href: str
    gained: str
    giving: str
    giving_href: str
    given_back: str


@dataclass(frozen=True, slots=True)
class TenthView:
    """One tenth of the ranked customers; `start` and `width` of its bar in percent of the track."""

    number: int
    name: str
    customers: str
    profit: str
    value: str
    href: str
    tone: str
    start: str
    width: str


@dataclass(frozen=True, slots=True)
class ShapeView:
    """The curve with what it says in words, and the tenths; `zero` is where their bars begin."""

    curve: CurveView
    tail: TailView
    tenths: tuple[TenthView, ...]
    zero: str


def shape(ranking: Ranking, currency: str) -> ShapeView | None:
    """The shape of the profit; None while nobody's profit is known."""
    whale = ranking.whale
    if not whale.end.customers:
        return None
    zero, scale = _scale(ranking.tenths)
    return ShapeView(
        curve=_curve(whale, currency),
        tail=_tail(whale, currency),
        tenths=tuple(_tenth(one, zero, scale) for one in ranking.tenths if one.customers),
        zero=f"{zero:.3f}",
    )


def _curve(whale: Whale, currency: str) -> CurveView:
    values = [units(point.profit) for point in whale.points]
    return CurveView(
        key="whale",
        title="Whale curve",
        sentence=_sentence(whale, currency),
        unit=currency,
        counted="Best",
        numbers=tuple(point.customers for point in whale.points),
        lines=(LineView("Profit added up", "accent", values, stepped=False),),
        spots=tuple(_spots(whale)),
        table=ChartTable(("Best customers", "Profit added up"), tuple(_rows(whale))),
    )


def _spots(whale: Whale) -> Iterator[SpotView]:
    """The peak and the end; one ring where they are the same."""
    peak, end = whale.peak, whale.end
    if peak.customers and peak != end:
        text = f"{_signed(peak.profit)} from the best {number(peak.customers)}"
        yield SpotView(peak.customers, units(peak.profit), text, drop=True)
    text = f"{_signed(end.profit)} after all {number(end.customers)}"
    yield SpotView(end.customers, units(end.profit), text)


def _signed(minor: int) -> str:
    shown = format_whole_amount(units(minor))
    return f"+{shown}" if minor > 0 else shown


def _rows(whale: Whale) -> Iterator[tuple[str, str]]:
    """A twentieth of the customers each, and the peak."""
    points, count = whale.points, whale.end.customers
    wanted = {count * step // _ROWS for step in range(1, _ROWS + 1)} | {whale.peak.customers}
    for point in points:
        if point.customers in wanted and point.customers:
            peak = ", the peak" if point == whale.peak else ""
            yield f"{number(point.customers)}{peak}", format_amount(units(point.profit))


def _sentence(whale: Whale, currency: str) -> str:
    peak, end = whale.peak, whale.end
    after = f"{money(end.profit, currency)} after all {number(end.customers)}"
    if not peak.customers:
        return f"No customer is ahead; profit added up is {after}."
    if peak == end:
        return f"Profit added up rises to {after}; nobody gives anything back."
    return (
        f"Profit added up rises to {money(peak.profit, currency)} with the best "
        f"{number(peak.customers)} and comes to {after}: the others give back "
        f"{money(whale.given_back, currency)}."
    )


def _tail(whale: Whale, currency: str) -> TailView:
    peak, end = whale.peak, whale.end
    after = end.customers - peak.customers
    return TailView(
        rising=_customers("best", peak.customers),
        rising_href=rows_behind(profit_min=_LEAST, sort="-profit"),
        gained=f"bring{_s(peak.customers)} in {money(peak.profit, currency)}",
        giving=_customers("other", after),
        giving_href=rows_behind(profit_max=0, sort="profit"),
        given_back=f"give{_s(after)} {money(whale.given_back, currency)} back",
    )


def _scale(tenths: Sequence[Tenth]) -> tuple[Decimal, Decimal]:
    """Where zero stands in percent of the track, and how many percent a ten-thousandth is wide."""
    low = min(0, *(one.profit for one in tenths))
    high = max(0, *(one.profit for one in tenths))
    span = Decimal(high - low)
    return (-low * 100 / span, 100 / span) if span else (Decimal(0), Decimal(0))


def _tenth(tenth: Tenth, zero: Decimal, scale: Decimal) -> TenthView:
    width = abs(tenth.profit) * scale
    return TenthView(
        number=tenth.number,
        name=_TENTHS[tenth.number - 1],
        customers=number(tenth.customers),
        profit=format_amount(units(tenth.profit)),
        value=exact_amount(units(tenth.profit)),
        href=rows_behind(decile=tenth.number, sort="-profit"),
        tone="accent" if tenth.profit >= 0 else "ink3",
        start=f"{zero if tenth.profit >= 0 else zero - width:.3f}",
        width=f"{width:.3f}",
    )


def _customers(which: str, count: int) -> str:
    """`the best customer`, `the other 220 customers`; '' for nobody."""
    if not count:
        return ""
    return f"the {which} customer" if count == 1 else f"the {which} {number(count)} customers"


def _s(count: int) -> str:
    return "s" if count == 1 else ""
