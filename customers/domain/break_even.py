"""When a device pays for itself, by its price alone (contract §7.1)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, Decimal

from customers.domain.subscription import Subscription


def break_even_months(cost: Decimal | None, monthly: Decimal | None) -> Decimal | None:
    """Acquisition cost ÷ monthly price, unrounded; None without a cost or a price above 0."""
    if cost is None or monthly is None or cost <= 0 or monthly <= 0:
        return None
    return cost / monthly


def break_even_month(months: Decimal) -> int:
    """The month of the contract in which 100 % is reached: 11.2 falls into month 12."""
    return int(months.to_integral_value(ROUND_CEILING))


def first_profitable_month(months: Decimal) -> int:
    """The first month that is profit from its first day: `month 13+` (D52)."""
    return break_even_month(months) + 1


@dataclass(frozen=True, slots=True)
class BreakEven:
    """The break-even month of one subscription, against the length of its contract.

    `too_late` warns that it lies beyond the contract; None while the length is unknown.
    """

    months: Decimal
    month: int
    contract_length: int | None
    too_late: bool | None


def break_even(subscription: Subscription) -> BreakEven | None:
    """From the present price; else the months FlexPortal delivers; None while neither is known."""
    cost, monthly = subscription.acquisition_cost.value, subscription.monthly_amount
    months = break_even_months(cost, monthly) or subscription.delivered_break_even_months
    if months is None:
        return None
    length = subscription.contract_length
    too_late = None if length is None else months > length
    return BreakEven(months, break_even_month(months), length, too_late)


@dataclass(frozen=True, slots=True)
class Projection:
    """What a contract brings in if it runs its full term, set against the cost.

    `margin_percent` is over the acquisition cost, not the list price (D51).
    """

    collection: Decimal
    margin: Decimal
    margin_percent: Decimal


def projection(subscription: Subscription) -> Projection | None:
    """Monthly price × full term; None unless price, term and a cost above 0 are known."""
    cost, monthly = subscription.acquisition_cost.value, subscription.monthly_amount
    length = subscription.contract_length
    if cost is None or cost <= 0 or monthly is None or length is None:
        return None
    collection = monthly * length
    return Projection(collection, collection - cost, (collection - cost) * 100 / cost)


def broke_even_on(
    receipts: Iterable[tuple[date, Decimal]], costs: Iterable[tuple[date, Decimal]]
) -> date | None:
    """The day money received reached what had been spent, and stayed there; None if it did not.

    Both are (day, amount). A device bought later puts the customer back below: the last crossing
    counts. Within one day what was spent comes with what was received.
    """
    by_day: defaultdict[date, Decimal] = defaultdict(Decimal)
    for day, amount in receipts:
        by_day[day] += amount
    for day, amount in costs:
        by_day[day] -= amount
    balance, reached = Decimal(0), None
    for day in sorted(by_day):
        balance += by_day[day]
        reached = (reached or day) if balance >= 0 else None
    return reached
