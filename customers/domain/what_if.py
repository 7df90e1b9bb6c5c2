"""One device, four ways on: do nothing, extend, buy out, return (contract §10, §10.1)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from customers.domain.contract_time import add_months
from customers.domain.customer import Customer
from customers.domain.moment import say_day
from customers.domain.money import format_money
from customers.domain.outlook import Inflow, expected_inflows
from customers.domain.payment import Payment
from customers.domain.payment_shares import payment_shares
from customers.domain.standing import Standing, customer_standing, device_standing
from customers.domain.subscription import Subscription

_NOT_TOLD = "What still comes cannot be told: the price, the end or the first due day is unknown."
_NO_OTHER_PAYMENT = "No later payment comes: they fall away."


class Choice(StrEnum):
    """What may be done with the device."""

    DO_NOTHING = "do_nothing"
    EXTEND = "extend"
    BUY_OUT = "buy_out"
    RETURN = "return"

    @property
    def label(self) -> str:
        """The heading of its column."""
        return _LABELS[self]


_LABELS = {
    Choice.DO_NOTHING: "Do nothing",
    Choice.EXTEND: "Extend",
    Choice.BUY_OUT: "Buy out",
    Choice.RETURN: "Return early",
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """Where one choice leads: money expected from today on, and both standings after it."""

    choice: Choice
    expected: Decimal | None
    ends_on: date | None
    device: Standing
    customer: Standing
    assumptions: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One device, today. `payments` are those of its customer, `currency` is the tenant's.

    `months` and `monthly` are the terms of the extension; `price` and `fee` were quoted, None
    while they were not.
    """

    customer: Customer
    subscription: Subscription
    payments: Sequence[Payment]
    currency: str
    today: date
    months: int
    monthly: Decimal | None
    price: Decimal | None = None
    fee: Decimal | None = None


def side_by_side(case: Case) -> tuple[Outcome, ...]:
    """All four; of a subscription that does not run only what still comes in by itself."""
    stays = _do_nothing(case)
    if not case.subscription.is_active:
        return (stays,)
    return stays, _extend(case, stays), _buy_out(case), _return(case)


def device_inflows(case: Case) -> tuple[Inflow, ...] | None:
    """Money still to come for this device; None where its rhythm, price or end is not known.

    Payments of another currency are left out: they are never added.
    """
    device = case.subscription
    own = [one for one in case.payments if _same(one.currency, device.currency)]
    if device.is_active and not _is_predictable(device, own):
        return None
    inflows = expected_inflows(own, [device], case.today)
    return tuple(one for one in inflows if one.subscription_id == device.subscription_id)


def _is_predictable(device: Subscription, payments: Sequence[Payment]) -> bool:
    if device.monthly_amount is None or device.end_on is None:
        return False
    return device.next_billing_on is not None or any(
        share.subscription_id == device.subscription_id
        for payment in payments
        if payment.due_on
        for share in payment_shares(payment)
    )


def _same(one: str | None, other: str | None) -> bool:
    return not one or not other or one == other


def _do_nothing(case: Case) -> Outcome:
    device, inflows = case.subscription, device_inflows(case)
    ends_on = device.end_on if device.is_active else device.ended_on
    expected = None if inflows is None else sum((one.amount for one in inflows), Decimal(0))
    said = _NOT_TOLD if inflows is None else _what_comes(case, ends_on)
    return _outcome(case, Choice.DO_NOTHING, expected, ends_on, (said,))


def _what_comes(case: Case, ends_on: date | None) -> str:
    """What happens at the end of a contract is a setting that cannot be read (contract §10)."""
    if not case.subscription.is_active or ends_on is None:
        return "Only payments that are made already still come in."
    if ends_on <= case.today:
        return (
            f"The contract ended on {say_day(ends_on)} and still runs: only payments that are made "
            "already are counted."
        )
    return (
        "Every payment arrives on the day it is due, until the contract ends on "
        f"{say_day(ends_on)}. Failed ones do not come."
    )


def _extend(case: Case, stays: Outcome) -> Outcome:
    """The added months at their price, on top of what comes anyway."""
    monthly, ends_on = case.monthly, case.subscription.end_on
    added = None if monthly is None else monthly * case.months
    expected = None if added is None or stays.expected is None else stays.expected + added
    price = format_money(monthly, case.subscription.currency or "")
    said = (
        f"As doing nothing, then {case.months} more month{'' if case.months == 1 else 's'} "
        f"at {price}, all paid.",
        "Until then the present price stays.",
    )
    later = None if ends_on is None else add_months(ends_on, case.months)
    return _outcome(case, Choice.EXTEND, expected, later, said)


def _buy_out(case: Case) -> Outcome:
    said = ("The quoted price is paid.", _NO_OTHER_PAYMENT, *_due_already(case))
    return _outcome(case, Choice.BUY_OUT, case.price, case.today, said)


def _return(case: Case) -> Outcome:
    said = (
        "The quoted fee is paid.",
        _NO_OTHER_PAYMENT,
        *_due_already(case),
        "What the device brings in afterwards, with someone else, is not counted.",
    )
    return _outcome(case, Choice.RETURN, case.fee, case.today, said)


def _due_already(case: Case) -> Iterator[str]:
    """Whether a quote holds what is due and unpaid is not documented (contract §15)."""
    due = [one.amount for one in device_inflows(case) or () if one.due_on <= case.today]
    if due:
        amount = format_money(sum(due, Decimal(0)), case.subscription.currency or "")
        yield f"{amount} due already is not counted: the quote may hold it."


def _outcome(
    case: Case,
    choice: Choice,
    expected: Decimal | None,
    ends_on: date | None,
    assumptions: tuple[str, ...],
) -> Outcome:
    addable = expected if _same(case.subscription.currency, case.currency) else None
    return Outcome(
        choice,
        expected,
        ends_on,
        device_standing(case.subscription).plus(expected),
        customer_standing(case.customer).plus(addable),
        assumptions,
    )
