"""How far a customer's recovery may be relied on: a grade from A to D, and every reason for it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from customers.domain.comparison import compare
from customers.domain.customer import Customer
from customers.domain.metric import Metric
from customers.domain.money import format_money, format_percent, same_currency
from customers.domain.payment import Payment, PaymentStatus
from customers.domain.profitability import Coverage, coverage
from customers.domain.subscription import CostSource, Subscription
from customers.domain.subscription_recovery import (
    Reconciliation,
    reconcile_collected,
    reconcile_cost,
)

GRADED = (
    Metric.LIFETIME_COLLECTED,
    Metric.ACQUISITION_COST,
    Metric.PROFIT,
    Metric.COST_RECOVERY_PERCENT,
)
_NONE = Decimal(0)
_TENTH = Decimal("0.1")
_HALF = Decimal("0.5")
_CENT = Decimal("0.01")


class Grade(StrEnum):
    """From as good as it gets to not to be relied on; they compare in that order."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"

    @property
    def label(self) -> str:
        """What the letter means."""
        return _LABELS[self]


_LABELS = {
    Grade.A: "solid",
    Grade.B: "good, with small doubts",
    Grade.C: "doubtful",
    Grade.D: "not to be relied on",
}


@dataclass(frozen=True, slots=True)
class Ground:
    """One thing that was looked at, and the best grade it leaves."""

    grade: Grade
    text: str


@dataclass(frozen=True, slots=True)
class Confidence:
    """The worst of its grounds; all of them are told, the good ones too."""

    grounds: tuple[Ground, ...]

    @property
    def grade(self) -> Grade:
        """The grade of the whole."""
        return max(ground.grade for ground in self.grounds)


def confidence(
    customer: Customer,
    subscriptions: Sequence[Subscription] | None,
    payments: Iterable[Payment] | None,
    currency: str,
) -> Confidence:
    """Grade the recovery of one customer; a list is None while it has not been read.

    One scale for all: what is doubtful makes up nothing (A), at most a tenth (B), at most half (C),
    or more (D). Payments marked by hand are usual (D76) and cost no more than one grade.
    """
    grounds = (
        *_sums(customer),
        *_costs(customer, subscriptions, currency),
        *_tracked(customer),
        *_marked_by_hand(payments, currency),
        *_own_figures(customer),
    )
    return Confidence(grounds)


def _scale(share: Decimal) -> Grade:
    if share <= 0:
        return Grade.A
    if share <= _TENTH:
        return Grade.B
    return Grade.C if share <= _HALF else Grade.D


def _share(part: Decimal, whole: Decimal) -> Decimal:
    return abs(part) / abs(whole) if whole else Decimal(bool(part))


def _sums(customer: Customer) -> Iterator[Ground]:
    if customer.collected.value is None:
        yield Ground(Grade.D, "What was collected is not known.")
    if customer.acquisition_cost.value is None:
        yield Ground(Grade.D, "The acquisition cost is not known.")


def _costs(
    customer: Customer, subscriptions: Sequence[Subscription] | None, currency: str
) -> Iterator[Ground]:
    """Where the costs come from, and whether the devices add up to the customer's sums."""
    if subscriptions is None:
        yield Ground(Grade.B, "The devices have not been read, so the costs are unproved.")
        return
    devices = [one for one in subscriptions if same_currency(one.currency, currency)]
    if customer.acquisition_cost.value is not None:
        yield _sources(devices)
        yield _difference("the acquisition cost", reconcile_cost(customer, devices), currency)
    if customer.collected.value is not None:
        yield _difference("what was collected", reconcile_collected(customer, devices), currency)


def _sources(devices: Sequence[Subscription]) -> Ground:
    """A retail price or a guess may stand in for a cost (D57), or its source may be untold."""
    known = [(one.acquisition_cost.value or _NONE, one.cost_source) for one in devices]
    total = sum((cost for cost, _ in known), _NONE)
    guessed = sum((cost for cost, source in known if _doubtful(source)), _NONE)
    if not guessed:
        return Ground(Grade.A, "Every cost has a stated source; none is an estimate.")
    share = _share(guessed, total)
    text = f"{format_percent(share * 100)} of the cost is an estimate, or of unknown source."
    return Ground(_scale(share), text)


def _doubtful(source: CostSource) -> bool:
    return source.is_estimate or source is CostSource.UNKNOWN


def _difference(name: str, sums: Reconciliation, currency: str) -> Ground:
    difference = sums.difference or _NONE
    if not difference:
        return Ground(Grade.A, f"The devices add up to {name}, to the cent.")
    away = format_money(abs(difference), currency)
    more = "more" if difference > 0 else "less"
    text = f"The devices add up to {away} {more} than {name}."
    return Ground(_scale(_share(difference, sums.headline or _NONE)), text)


def _tracked(customer: Customer) -> Iterator[Ground]:
    covered = coverage(customer)
    if covered is None:
        yield Ground(Grade.B, "FlexPortal does not say how many subscriptions it tracks.")
    elif covered.subscriptions:
        yield Ground(_scale(_untracked(covered)), _say_tracked(covered))


def _untracked(covered: Coverage) -> Decimal:
    missing = max(covered.subscriptions - covered.tracked, 0)
    return _share(Decimal(missing), Decimal(covered.subscriptions))


def _say_tracked(covered: Coverage) -> str:
    return f"FlexPortal tracks {covered.tracked} of {covered.subscriptions} subscriptions."


def _marked_by_hand(payments: Iterable[Payment] | None, currency: str) -> Iterator[Ground]:
    if payments is None:
        yield Ground(Grade.B, "The payments have not been read, so what was collected is unproved.")
        return
    paid = [
        (one.value.value or _NONE, bool(one.manually_marked))
        for one in payments
        if one.status is PaymentStatus.PAID and same_currency(one.currency, currency)
    ]
    by_hand = sum((value for value, marked in paid if marked), _NONE)
    if not by_hand:
        yield Ground(Grade.A, "No payment was marked as paid by hand.")
        return
    share = _share(by_hand, sum((value for value, _ in paid), _NONE))
    text = f"{format_percent(share * 100)} of what was paid was marked as paid by hand."
    yield Ground(Grade.B, text)


def _own_figures(customer: Customer) -> Iterator[Ground]:
    """FlexPortal's second figure for the same thing; a cent, or a hundredth point, is rounding."""
    for metric in GRADED:
        compared = compare(customer, metric)
        if compared and abs(compared.difference) > _CENT:
            text = f"{metric.label}: FlexPortal’s own {compared.path} disagrees."
            yield Ground(_scale(_share(compared.difference, compared.own)), text)
