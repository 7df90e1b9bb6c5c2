"""What a customer's devices and payments add to the headline: when, and what is to be expected."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from customers.domain.break_even import broke_even_on
from customers.domain.course import Course, course_of, in_currency
from customers.domain.customer import Customer
from customers.domain.moment import say_long_day, say_long_month
from customers.domain.money import format_money
from customers.domain.outlook import (
    Inflow,
    Outlook,
    Prediction,
    expected_inflows,
    outlook,
    usual_lateness,
)
from customers.domain.outstanding import Bucket, outstanding
from customers.domain.payment import Payment
from customers.domain.subscription import Subscription
from customers.domain.words import say_count


@dataclass(frozen=True, slots=True, eq=False)
class Prospect:
    """The past day by day, and what is still to come, of one customer on one day.

    `broke_even_on` is the day what was received reached what was spent for good; None while it
    has not, or where the payments do not add up to FlexPortal's own sums. `ends_on` is when the
    last of the running `contracts` ends.
    """

    course: Course
    agrees: bool
    broke_even_on: date | None
    inflows: tuple[Inflow, ...]
    days_late: int | None
    outlook: Outlook | None
    contracts: int
    ends_on: date | None
    overdue: Bucket

    @property
    def breaks_even_on(self) -> date | None:
        """The day in the past, else the one on schedule; None if neither is known."""
        if self.outlook is None:
            return None
        open_amount, on_schedule = self.outlook.open_amount, self.outlook.on_schedule
        return on_schedule.reached_on if open_amount else self.broke_even_on


def prospect_of(
    customer: Customer,
    subscriptions: Sequence[Subscription],
    payments: Sequence[Payment],
    currency: str,
    today: date,
) -> Prospect:
    """From both lists, read to their ends; rows of another currency than the tenant's left out."""
    devices, charges = in_currency(subscriptions, currency), in_currency(payments, currency)
    course = course_of(charges, devices, today)
    collected, cost = customer.collected.value, customer.acquisition_cost.value
    agrees = course.agrees_with(collected, cost)
    inflows = expected_inflows(charges, devices, today)
    days_late = usual_lateness(charges)
    ends = [one.end_on for one in devices if one.is_active and one.end_on]
    return Prospect(
        course=course,
        agrees=agrees,
        broke_even_on=broke_even_on(course.receipts, course.costs) if agrees else None,
        inflows=inflows,
        days_late=days_late,
        outlook=outlook(collected, cost, inflows, days_late, today),
        contracts=sum(one.is_active for one in devices),
        ends_on=max(ends, default=None),
        overdue=outstanding(charges, today, currency).overdue.total,
    )


def say_prospect(prospect: Prospect, ahead: Decimal, currency: str) -> str:
    """The second line of the headline (design.md §6); '' where there is nothing to say.

    `ahead` is collected less cost, by FlexPortal's own sums.
    """
    if ahead < 0 and prospect.outlook:
        return _say_schedule(prospect, prospect.outlook.on_schedule, currency)
    if ahead < 0 or prospect.broke_even_on is None:
        return ""
    day = say_long_day(prospect.broke_even_on)
    if not ahead:
        return f"Broke even on {day}, exactly: nothing is open, nothing is ahead."
    return f"Broke even on {day} and is {format_money(ahead, currency)} ahead since."


def _say_schedule(prospect: Prospect, on_schedule: Prediction, currency: str) -> str:
    if on_schedule.reached_on:
        month = say_long_month(on_schedule.reached_on)
        return f"On the present schedule it breaks even in {month}."
    short = format_money(on_schedule.short, currency)
    ends_on = prospect.ends_on or on_schedule.last_on
    if ends_on is None:
        return f"Nothing more is scheduled: it ends {short} short."
    many = prospect.contracts != 1
    what = f"the contract{'s end' if many else ' ends'}" if prospect.ends_on else "payments end"
    return f"On the present schedule {what} on {say_long_day(ends_on)}, {short} short."


def say_overdue(prospect: Prospect, currency: str) -> str:
    """`Three payments, 822.00 QAR, are overdue.`; '' when none is."""
    overdue = prospect.overdue
    if not overdue.count:
        return ""
    words = say_count(Decimal(overdue.count), "payment")
    known = overdue.count > overdue.left_out
    money = f", {format_money(overdue.amount, currency)}," if known else ""
    return f"{words.capitalize()}{money} {'is' if overdue.count == 1 else 'are'} overdue."
