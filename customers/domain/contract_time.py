"""How much of a contract has gone by (contract §7.3: no formula is documented; this is ours)."""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from customers.domain.subscription import Subscription

_NONE = Decimal(0)


@dataclass(frozen=True, slots=True)
class ElapsedShare:
    """The share (0 to 1) of the contract time gone over several subscriptions.

    `left_out` counts the active ones whose cost or contract is not known.
    """

    share: Decimal
    counted: int
    left_out: int


def add_months(day: date, months: int) -> date:
    """The same day of another month, or its last day; years past 9999 end there."""
    years, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if years > date.max.year:
        return date.max
    return date(years, month + 1, min(day.day, monthrange(years, month + 1)[1]))


def months_between(start: date, end: date) -> int:
    """Whole months from start to end; negative when end lies before."""
    months = (end.year - start.year) * 12 + end.month - start.month
    return months - 1 if add_months(start, months) > end else months


def months_elapsed(subscription: Subscription, today: date) -> Decimal | None:
    """Months gone since the start, parts of a month by its days; at most the contract's length.

    An ended subscription stopped on the day it ended. None while start or length is unknown.
    """
    start, length = subscription.start_on, subscription.contract_length
    if start is None or length is None:
        return None
    until = min(today, subscription.ended_on or today)
    if until <= start:
        return _NONE
    whole = months_between(start, until)
    since, following = add_months(start, whole), add_months(start, whole + 1)
    part = Decimal((until - since).days) / (following - since).days
    return min(whole + part, Decimal(length))


def elapsed_share(subscription: Subscription, today: date) -> Decimal | None:
    """Elapsed ÷ contract length, 0 to 1; None while either is unknown."""
    elapsed, length = months_elapsed(subscription, today), subscription.contract_length
    if elapsed is None or not length:
        return None
    return elapsed / length


def weighted_elapsed_share(
    subscriptions: Iterable[Subscription], today: date
) -> ElapsedShare | None:
    """Over the active subscriptions, weighted by acquisition cost (product.md, rule 6).

    None when no active subscription has a cost above 0 and a known contract.
    """
    active = [one for one in subscriptions if one.is_active]
    weights = [
        (cost, share)
        for one in active
        if (cost := one.acquisition_cost.value) is not None
        and cost > 0
        and (share := elapsed_share(one, today)) is not None
    ]
    if not weights:
        return None
    total = sum((cost for cost, _ in weights), _NONE)
    share = sum((cost * share for cost, share in weights), _NONE) / total
    return ElapsedShare(share, len(weights), len(active) - len(weights))
