"""A customer's figures, badges and bar as the page shows them."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from customers.domain.customer import Customer, CustomerType, Status
from customers.domain.metric import Metric, Unit, exact_value, figure_of, format_value, why_unknown
from customers.domain.money import UNKNOWN, format_money
from customers.domain.profitability import (
    Bar,
    Recovery,
    cost_recovery_percent,
    recovery_badge,
    recovery_bar,
)
from customers.domain.since import Earlier

from .shown import Shown

_BAR_ENDS_AT = Decimal(150)
_BREAK_EVEN = Decimal(100)
_TONES = {Bar.GREEN: "green", Bar.AMBER: "amber", Bar.RED: "red", Bar.UNKNOWN: "none"}
_RECOVERY_ICONS = {
    Recovery.PROFITABLE: "circle-check",
    Recovery.RECOVERING: "contrast",
    Recovery.AT_RISK: "triangle-alert",
    Recovery.NO_DATA: "circle-dashed",
}
_STATUS_ICONS = {
    Status.ACTIVE: "circle-dot",
    Status.INACTIVE: "circle-slash",
    Status.UNKNOWN: "circle-question-mark",
}
_TYPE_ICONS = {
    CustomerType.BUSINESS: "building-2",
    CustomerType.INDIVIDUAL: "user",
    CustomerType.UNKNOWN: "circle-question-mark",
}


@dataclass(frozen=True, slots=True)
class FigureView(Shown):
    """One figure: exact for scripts ('' when unknown), rounded for the eye, with its receipt."""

    metric: str
    value: str
    label: str
    shown: str
    unit: str
    note: str
    href: str
    changed: bool = False
    sign: str = ""
    also_metric: str = ""
    also_value: str = ""


@dataclass(frozen=True, slots=True)
class BadgeView(Shown):
    """A badge: icon, word, and its value for scripts."""

    kind: str
    value: str
    word: str
    icon: str


@dataclass(frozen=True, slots=True)
class BarView(Shown):
    """The recovery bar on a track that ends at 150 %; widths in % of the track."""

    tone: str
    fill: str
    surplus: str
    beyond: bool
    money: str


def recovery_view(customer: Customer, elapsed_share: Decimal | None) -> BadgeView:
    """The recovery badge of a customer (`customers.selectors.elapsed` knows the share)."""
    return recovery_badge_view(recovery_badge(customer, elapsed_share))


def recovery_badge_view(badge: Recovery) -> BadgeView:
    """A recovery badge with its word and icon."""
    return BadgeView("recovery", badge.value, badge.label, _RECOVERY_ICONS[badge])


def status_badge_view(status: Status) -> BadgeView:
    """A status with its icon."""
    return BadgeView("status", status.value, status.value.title(), _STATUS_ICONS[status])


def type_badge_view(kind: CustomerType) -> BadgeView:
    """A type with its icon."""
    return BadgeView("type", kind.value, kind.value.title(), _TYPE_ICONS[kind])


LIST_BADGES = (
    *(recovery_badge_view(one) for one in Recovery),
    *(status_badge_view(one) for one in Status),
    *(type_badge_view(one) for one in CustomerType),
)
"""Every badge that there is."""


def badges(customer: Customer, elapsed_share: Decimal | None) -> tuple[BadgeView, ...]:
    """Recovery, status and type."""
    return (
        recovery_view(customer, elapsed_share),
        status_badge_view(customer.status),
        type_badge_view(customer.customer_type),
    )


def bar(customer: Customer, currency: str) -> BarView:
    """The bar of a customer."""
    cost = customer.acquisition_cost.value
    money = "" if cost is None else format_money(cost, currency)
    return bar_of(cost_recovery_percent(customer).value, money)


def bar_of(percent: Decimal | None, money: str = "") -> BarView:
    """The bar, coloured by the unrounded ratio; `money` is what 100 % stands for."""
    shown = min(max(percent or Decimal(0), Decimal(0)), _BAR_ENDS_AT)
    surplus = shown - _BREAK_EVEN
    return BarView(
        tone=_TONES[recovery_bar(percent)],
        fill=_width(shown),
        surplus=_width(surplus) if surplus > 0 else "",
        beyond=percent is not None and percent > _BAR_ENDS_AT,
        money=money,
    )


def _width(percent: Decimal) -> str:
    return f"{percent * 100 / _BAR_ENDS_AT:.2f}"


class FigureSheet:
    """Makes the figures of one customer; `receipt_url` gives the address of a figure's working.

    `earlier` are the figures that each is compared with, if any.
    """

    def __init__(
        self,
        customer: Customer,
        currency: str,
        receipt_url: Callable[[Metric], str],
        changed: frozenset[Metric],
        earlier: Earlier | None = None,
    ) -> None:
        self._customer = customer
        self._currency = currency
        self._receipt_url = receipt_url
        self._changed = changed
        self._earlier = earlier

    def main(self) -> tuple[FigureView, ...]:
        """Collected − acquisition cost = profit."""
        return (
            self._figure(Metric.LIFETIME_COLLECTED),
            self._figure(Metric.ACQUISITION_COST, sign="−"),
            self._figure(Metric.PROFIT, sign="="),
        )

    def more(self) -> tuple[FigureView, ...]:
        """Revenue now and on average, devices now and ever, orders."""
        return (
            self._figure(Metric.MONTHLY_REVENUE),
            self._figure(Metric.AVERAGE_MONTHLY_REVENUE),
            self._devices(),
            self._figure(Metric.ORDERS),
        )

    def recovery(self) -> FigureView:
        """The hero figure."""
        return self._figure(Metric.COST_RECOVERY_PERCENT)

    def _figure(self, metric: Metric, *, sign: str = "") -> FigureView:
        value = figure_of(self._customer, metric).value
        money = metric.unit is Unit.MONEY
        return FigureView(
            metric=metric.value,
            value=exact_value(self._customer, metric),
            label=metric.label,
            shown="" if value is None else format_value(value, metric.unit),
            unit=self._currency if money else "",
            note=why_unknown(self._customer, metric) or self._since(metric, value),
            href=self._receipt_url(metric),
            changed=metric in self._changed,
            sign=sign,
        )

    def _since(self, metric: Metric, value: Decimal | None) -> str:
        return self._earlier.say(metric, value) if self._earlier else ""

    def _devices(self) -> FigureView:
        now = self._figure(Metric.ACTIVE_DEVICES)
        ever = figure_of(self._customer, Metric.DEVICES_EVER).value
        words = UNKNOWN if ever is None else format_value(ever, Unit.COUNT)
        return FigureView(
            metric=now.metric,
            value=now.value,
            label=now.label,
            shown=now.shown,
            unit=f"of {words} ever",
            note=now.note,
            href=now.href,
            changed=now.changed or Metric.DEVICES_EVER in self._changed,
            also_metric=Metric.DEVICES_EVER.value,
            also_value=exact_value(self._customer, Metric.DEVICES_EVER),
        )
