"""Money received against money spent, day by day."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date
from decimal import Decimal
from typing import TypeVar

from customers.domain.payment import Payment, PaymentStatus
from customers.domain.payment_shares import payment_shares
from customers.domain.subscription import Subscription

Dated = tuple[date, Decimal]
Row = TypeVar("Row", Payment, Subscription)


@dataclass(frozen=True, slots=True)
class Course:
    """What came in and what was spent, one sum per day, the oldest first.

    Left out, and counted, is what has no known amount or no day.
    """

    receipts: tuple[Dated, ...]
    costs: tuple[Dated, ...]
    receipts_left_out: int
    costs_left_out: int

    @property
    def received(self) -> Decimal:
        """All that came in."""
        return total_of(self.receipts)

    @property
    def spent(self) -> Decimal:
        """All that was spent."""
        return total_of(self.costs)

    def agrees_with(self, collected: Decimal | None, cost: Decimal | None) -> bool:
        """Both sums are FlexPortal's own, to the cent: only then do its days tell the truth."""
        return (self.received, self.spent) == (collected, cost)


def course_of(
    payments: Iterable[Payment], subscriptions: Iterable[Subscription], today: date
) -> Course:
    """Of one customer: payments on the day they were paid, costs when the contract starts.

    A paid payment without a day of payment stands on its due day; none stands after today.
    """
    paid = [one for one in payments if one.status is PaymentStatus.PAID]
    devices = tuple(subscriptions)
    receipts = [
        (min(day, today), one.value.value)
        for one in paid
        if one.value.value is not None and (day := _paid_on(one))
    ]
    costs = [
        (day, one.acquisition_cost.value)
        for one in devices
        if one.acquisition_cost.value is not None and (day := _spent_on(one))
    ]
    return Course(
        by_day(receipts), by_day(costs), len(paid) - len(receipts), len(devices) - len(costs)
    )


def courses_of_devices(
    payments: Sequence[Payment], subscriptions: Sequence[Subscription], today: date
) -> dict[str, Course]:
    """The same of each device by its subscription id, shared payments spread by line item."""
    shares: defaultdict[str | None, list[Dated]] = defaultdict(list)
    for payment in payments:
        if payment.status is PaymentStatus.PAID and (day := _paid_on(payment)):
            for share in payment_shares(payment):
                shares[share.subscription_id].append((min(day, today), share.amount))
    return {
        one.subscription_id: Course(
            by_day(shares[one.subscription_id]), course_of((), (one,), today).costs, 0, 0
        )
        for one in subscriptions
    }


def in_currency(rows: Iterable[Row], currency: str) -> tuple[Row, ...]:
    """The rows of one currency; those that name none count as of it. '' keeps all."""
    return tuple(one for one in rows if not currency or one.currency in {None, "", currency})


def crossings(course: Course) -> tuple[tuple[date, bool], ...]:
    """Each day on which break-even was reached (True) or lost again by spending more (False)."""
    days = sorted({day for day, _ in (*course.receipts, *course.costs)})
    sums = zip(running_total(course.receipts, days), running_total(course.costs, days), strict=True)
    found, ahead = [], False
    for day, (received, spent) in zip(days, sums, strict=True):
        if (received >= spent) is not ahead:
            ahead = not ahead
            found.append((day, ahead))
    return tuple(found)


def by_day(amounts: Iterable[Dated]) -> tuple[Dated, ...]:
    """One sum per day, the oldest first."""
    days: defaultdict[date, Decimal] = defaultdict(Decimal)
    for day, amount in amounts:
        days[day] += amount
    return tuple(sorted(days.items()))


def total_of(amounts: Iterable[Dated]) -> Decimal:
    """Their sum, whatever the day."""
    return sum((amount for _, amount in amounts), Decimal(0))


def running_total(amounts: Sequence[Dated], days: Iterable[date]) -> tuple[Decimal, ...]:
    """The sum at the end of each day; both in the order of the calendar."""
    sums, total, place = [], Decimal(0), 0
    for day in days:
        while place < len(amounts) and amounts[place][0] <= day:
            total += amounts[place][1]
            place += 1
        sums.append(total)
    return tuple(sums)


def _paid_on(payment: Payment) -> date | None:
    return payment.paid_at.astimezone(UTC).date() if payment.paid_at else payment.due_on


def _spent_on(subscription: Subscription) -> date | None:
    created_at = subscription.created_at
    return subscription.start_on or (created_at.astimezone(UTC).date() if created_at else None)
