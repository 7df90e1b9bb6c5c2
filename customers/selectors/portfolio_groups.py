"""How far groups of customers have paid back: by age, and by product."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from customers.domain.cohorts import Line, PaybackMap, Square
from customers.domain.moment import say_month
from customers.domain.money import (
    exact_percent,
    format_amount,
    format_percent,
    format_whole_amount,
    format_whole_percent,
)
from customers.domain.products import Product, ProductList

from .figures import BarView, bar_of
from .portfolio_links import rows_behind
from .portfolio_words import number, units

_PERIODS = {1: "month", 3: "quarter", 12: "year"}
_HEAT_STEPS = 17
_CROWDS = 1_000
_QUARTER = 3


@dataclass(frozen=True, slots=True)
class HeatView:
    """One place of the map: `heat` runs from 0 to 17, `paid` from 100 % on; '' is empty."""

    shown: str = ""
    value: str = ""
    heat: str = ""


@dataclass(frozen=True, slots=True)
class LineView:
    """One row: which cohorts, where their customers are, what they cost and how they paid back."""

    name: str
    href: str
    cost: str
    squares: tuple[HeatView, ...]


@dataclass(frozen=True, slots=True)
class PaybackView:
    """The map with its heads; `notes` say how it grows and what it leaves out."""

    title: str
    columns: tuple[int, ...]
    lines: tuple[LineView, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProductView:
    """One product, or all `others` together; `href` is '' where no rows can be asked for."""

    name: str
    devices: str
    cost: str
    collected: str
    percent: str
    value: str
    bar: BarView
    left_out: str
    href: str


def payback_view(payback: PaybackMap) -> PaybackView | None:
    """The map of cohorts; None while there is none."""
    if payback.since is None:
        return None
    period = _PERIODS[payback.months]
    notes = [
        f"A column stands for the months up to the next. Every month adds to the map since the "
        f"first sync in {say_month(payback.since)}; what was before it is not made up."
    ]
    if payback.earlier:
        cohorts = f"{payback.earlier} older cohort{'' if payback.earlier == 1 else 's'}"
        notes.append(f"{cohorts} not shown.")
    return PaybackView(
        title=f"Payback by {period} of first subscription",
        columns=payback.columns,
        lines=tuple(_line(line, payback.months) for line in payback.lines),
        notes=tuple(notes),
    )


def _line(line: Line, months: int) -> LineView:
    return LineView(
        name=_name(line.start, months),
        href=rows_behind(cohort=[f"{cohort:%Y-%m}" for cohort in line.cohorts]),
        cost=format_whole_amount(units(line.latest.cost)),
        squares=tuple(_heat(square) for square in line.squares),
    )


def _name(start: date, months: int) -> str:
    """`Jan 2026`, `Q1 2026`, `2026`."""
    if months == 1:
        return say_month(start)
    quarter = f"Q{(start.month + 2) // 3}\u00a0"
    return f"{quarter if months == _QUARTER else ''}{start.year}"


def _heat(square: Square | None) -> HeatView:
    percent = square.recovery_percent if square else None
    if square is None or percent is None:
        return HeatView()
    level = int(min(max(percent, Decimal(0)), Decimal(100)) * _HEAT_STEPS / 100)
    whole = format_whole_percent(percent)
    return HeatView(
        shown="1k+" if percent >= _CROWDS else whole.removesuffix("\u00a0%"),
        value=exact_percent(percent),
        heat="paid" if percent >= 100 else str(level),
    )


def product_views(products: ProductList) -> tuple[ProductView, ...]:
    """The dearest products, then all others in one row."""
    rows = [_product(one, one.name or "No name delivered") for one in products.products]
    if products.others:
        rows.append(_product(products.others, f"{products.other_count} other products", link=False))
    return tuple(rows)


def _product(product: Product, name: str, *, link: bool = True) -> ProductView:
    percent, known = product.recovery_percent, bool(product.counted)
    return ProductView(
        name=name,
        devices=number(product.devices),
        cost=format_amount(units(product.cost) if known else None),
        collected=format_amount(units(product.collected) if known else None),
        percent=format_percent(percent),
        value=exact_percent(percent),
        bar=bar_of(percent),
        left_out=f"{number(product.left_out)} left out" if product.left_out else "",
        href=rows_behind(product=product.name) if link and product.name else "",
    )
