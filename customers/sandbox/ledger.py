"""The charges a plan leads to, and what became of each of them by today."""

from datetime import date, timedelta
from typing import NamedTuple

from .months import add_months
from .plan import Contract, Payer, Plan

_CAPTURE_DAYS = 3  # a charge this close behind its due date is on its way, not late


class Charge(NamedTuple):
    """One sum asked of a customer: `amount` in cents, `contract` its number in the plan."""

    contract: int
    number: int
    due: date
    amount: int
    status: str
    paid_on: date | None


def list_charges(plan: Plan, today: date) -> list[Charge]:
    """Every charge of every contract, contract by contract, month by month."""
    return [
        charge
        for number, contract in enumerate(plan.contracts)
        for charge in _charge_contract(number, contract, plan.payer, today)
    ]


def _charge_contract(number: int, contract: Contract, payer: Payer, today: date) -> list[Charge]:
    ending = contract.ending
    charges = []
    for month in range(contract.length):
        due = add_months(contract.start, month)
        void = ending is not None and due >= ending.on
        status, paid_on = ("cancelled", None) if void else settle(payer, due, today)
        charges.append(Charge(number, month, due, contract.monthly, status, paid_on))
    if ending is not None and ending.amount:
        status, paid_on = settle(payer, ending.on, today)
        charges.append(Charge(number, contract.length, ending.on, ending.amount, status, paid_on))
    return charges


def settle(payer: Payer, due: date, today: date) -> tuple[str, date | None]:
    """The status of a charge due on a day, and the day it was paid.

    It depends on the payer and the date alone, so charges billed together share one fate.
    """
    if due > today:
        return "pending", None
    if payer.stops_on is not None and due >= payer.stops_on:
        return ("failed" if due + timedelta(days=_CAPTURE_DAYS) < today else "pending"), None
    paid_on = due + timedelta(days=payer.delay)
    if paid_on <= today:
        return "paid", paid_on
    return ("processing" if payer.delay <= _CAPTURE_DAYS else "pending"), None
