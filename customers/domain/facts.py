"""What support reads aloud: five full sentences, amounts as they are spoken."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from customers.domain.course import in_currency
from customers.domain.customer import Customer, Status
from customers.domain.eligibility import (
    Eligibility,
    Verdict,
    pre_order_verdict,
    upgrade_verdict,
)
from customers.domain.moment import say_long_day
from customers.domain.money import format_whole_percent
from customers.domain.outstanding import outstanding
from customers.domain.payment import Payment, PaymentStatus
from customers.domain.profitability import cost_recovery_percent
from customers.domain.subscription import Subscription
from customers.domain.words import join_words, say_amount, say_count


@dataclass(frozen=True, slots=True)
class Ahead:
    """What a customer's lists add, as parts of sentences; '' while a list is not known."""

    overdue: str = ""
    next_payment: str = ""
    first_end: str = ""


def ahead_of(
    devices: Sequence[Subscription] | None,
    payments: Sequence[Payment] | None,
    currency: str,
    today: date,
) -> Ahead:
    """From lists that were read to their ends; None is a list that was not."""
    return Ahead(
        overdue="" if payments is None else _overdue(payments, currency, today),
        next_payment="" if payments is None else _next_payment(payments, currency, today),
        first_end="" if devices is None else _first_end(devices, today),
    )


def facts(customer: Customer, currency: str, ahead: Ahead | None = None) -> tuple[str, ...]:
    """Five sentences: account and devices, paid and overdue, next payment, upgrade, first end.

    Without the lists: how much is paid back, and whether they may pre-order, in the gaps.
    """
    known = ahead or Ahead()
    return (
        _account_fact(customer),
        _paid_fact(customer, currency, known.overdue),
        known.next_payment or _recovery_fact(customer),
        _verdict_fact(upgrade_verdict(customer), "upgrade a device"),
        known.first_end or _verdict_fact(pre_order_verdict(customer), "pre-order"),
    )


def _overdue(payments: Sequence[Payment], currency: str, today: date) -> str:
    """Amounts of another currency than the tenant's are counted, and not added."""
    owed = outstanding(payments, today, currency)
    overdue = owed.overdue.total
    if not overdue.count:
        return "nothing is overdue"
    verb = "is" if overdue.count == 1 else "are"
    words = say_count(Decimal(overdue.count), "payment")
    known = overdue.count > overdue.left_out
    money = f", {say_amount(overdue.amount, owed.currency)}," if known else ""
    return f"{words}{money} {verb} overdue"


def _next_payment(payments: Sequence[Payment], currency: str, today: date) -> str:
    """What is due on the first day to come, today included; one sum of all of that day."""
    used = currency or next((one.currency for one in payments if one.currency), "")
    to_come = [
        (one.due_on, one.value.value)
        for one in in_currency(payments, used)
        if one.status is PaymentStatus.PENDING and one.due_on and one.due_on >= today
    ]
    if not to_come:
        return "No further payment is scheduled."
    day = min(due_on for due_on, _ in to_come)
    known = [value for due_on, value in to_come if due_on == day and value is not None]
    money = f", {say_amount(sum(known, Decimal(0)), used)}," if known else ""
    when = "today" if day == today else f"on {say_long_day(day)}"
    return f"The next payment{money} is due {when}."


def _first_end(devices: Iterable[Subscription], today: date) -> str:
    """Of the contracts that run; one past its end day runs on until FlexPortal ends it."""
    running = [one for one in devices if one.is_active]
    if not running:
        return "No contract is running."
    ends = [(one.end_on, one.product_name or "") for one in running if one.end_on]
    if not ends:
        return "When the first contract ends is not known."
    day, name = min(ends)
    what = f" for the {name}" if name else ""
    if day < today:
        return f"The contract{what} was to end on {say_long_day(day)}, and still runs."
    which = f", that{what}," if name else ""
    return f"The first contract to end{which} does so on {say_long_day(day)}."


def _account_fact(customer: Customer) -> str:
    known = customer.status is not Status.UNKNOWN
    account = f"The account is {customer.status}" if known else "The account’s status is not known"
    devices = customer.active_devices.value
    if devices is None:
        return f"{account}; how many devices are in use is not known."
    if not devices:
        return f"{account}; no device is in use."
    return f"{account}, with {say_count(devices, 'device')} in use."


def _paid_fact(customer: Customer, currency: str, overdue: str) -> str:
    more = f"; {overdue}." if overdue else "."
    collected = customer.collected.value
    if collected is None:
        return f"How much they have paid in all is not known{more}"
    return f"They have paid {say_amount(collected, currency)} in all{more}"


def _recovery_fact(customer: Customer) -> str:
    percent = cost_recovery_percent(customer).value
    if percent is None:
        return "Whether they have paid back what was spent is not known."
    return f"They have paid back {format_whole_percent(percent)} of what was spent."


def _verdict_fact(verdict: Verdict, action: str) -> str:
    why = join_words(verdict.reasons, last=", and ")
    if verdict.state is Eligibility.ELIGIBLE:
        return f"They may {action} today."
    if verdict.state is Eligibility.NOT_ELIGIBLE:
        return f"They may not {action}: {why}."
    return f"Whether they may {action} is not known: {why}."
