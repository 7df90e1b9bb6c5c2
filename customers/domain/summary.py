"""A customer in words: the headline, and the summary for scripts."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal

from customers.domain.customer import Customer
from customers.domain.eligibility import Eligibility, upgrade_verdict
from customers.domain.money import format_money, format_whole_percent
from customers.domain.profitability import (
    Recovery,
    cost_recovery_percent,
    has_broken_even,
    profit,
    recovery_badge,
)
from customers.domain.prospect import Prospect, say_overdue, say_prospect
from customers.domain.words import say_count

_MAY = {Eligibility.ELIGIBLE: True, Eligibility.NOT_ELIGIBLE: False, Eligibility.UNKNOWN: None}


@dataclass(frozen=True, slots=True)
class Headline:
    """One plain sentence, and a second line ('' when there is nothing to add)."""

    title: str
    text: str


def headline(
    customer: Customer,
    currency: str,
    elapsed_share: Decimal | None = None,
    prospect: Prospect | None = None,
) -> Headline:
    """Whether they have paid back what was spent (design.md §6); `elapsed_share` runs 0 to 1.

    `prospect` says when, once devices and payments are known.
    """
    percent = cost_recovery_percent(customer).value
    if percent is None:
        return _not_known(customer, currency)
    paid_back = f"Has paid back {format_whole_percent(percent)} of what was spent"
    ahead = profit(customer).value
    if ahead is None or has_broken_even(percent) == (ahead < 0):
        return Headline(f"{paid_back}.", "By FlexPortal’s own percentage; its sums do not show it.")
    when = say_prospect(prospect, ahead, currency) if prospect else ""
    if ahead >= 0:
        return Headline(f"{paid_back}.", when or _surplus(ahead, currency))
    still_open = f"{format_money(-ahead, currency)} is still open"
    if recovery_badge(customer, elapsed_share) is Recovery.AT_RISK and elapsed_share is not None:
        gone = format_whole_percent(elapsed_share * 100)
        overdue = say_overdue(prospect, currency) if prospect else ""
        text = f"{when or f'{still_open}.'} {overdue}".rstrip()
        return Headline(f"{paid_back}, with {gone} of the contract time gone.", text)
    return Headline(f"{paid_back}; {still_open}.", when or _what_comes_in(customer, currency))


def _surplus(ahead: Decimal, currency: str) -> str:
    if not ahead:
        return "Broke even exactly: nothing is open, nothing is ahead."
    return f"Is {format_money(ahead, currency)} ahead."


def _what_comes_in(customer: Customer, currency: str) -> str:
    devices, monthly = customer.active_devices.value, customer.monthly_revenue.value
    if devices == 0:
        return "No device brings in money any more."
    if monthly is None:
        return ""
    return f"Brings in {format_money(monthly, currency)} a month now."


def _not_known(customer: Customer, currency: str) -> Headline:
    cost, collected = customer.acquisition_cost.value, customer.collected.value
    money_in = (
        "What has been collected is not delivered."
        if collected is None
        else f"{format_money(collected, currency)} has been collected."
    )
    if cost is None:
        money_out = f"FlexPortal delivers no acquisition cost{_for_devices(customer)}."
    elif cost > 0:
        money_out = f"{format_money(cost, currency)} was spent."
    else:
        money_out = f"FlexPortal puts the acquisition cost at {format_money(cost, currency)}."
    title = "Not known yet whether this customer has paid back."
    return Headline(title, f"{money_out} {money_in}")


def _for_devices(customer: Customer) -> str:
    """` for the one device given out`, as far as the number is known."""
    devices = customer.devices_ever.value
    return f" for the {say_count(devices, 'device')} given out" if devices else ""


def support_summary(
    customer: Customer, fetched_at: datetime, elapsed_share: Decimal | None = None
) -> dict[str, object]:
    """What FlexPortal's own support sample shows, under its names; None is unknown.

    Money as Decimal in the tenant's currency, `monthlyRevenue` being the average;
    `isProfitable` is 100 % or more (D46). Write it out with `summary_json`.
    """
    upgrade = upgrade_verdict(customer)
    return {
        "name": customer.name or customer.customer_id,
        "email": customer.email,
        "company": customer.company or "Individual",
        "activeSubscriptions": customer.active_devices.value,
        "monthlyRevenue": customer.average_monthly_revenue.value,
        "lifetimeValue": customer.collected.value,
        "isProfitable": has_broken_even(cost_recovery_percent(customer).value),
        "recoveryStatus": recovery_badge(customer, elapsed_share).value,
        "canUpgrade": {
            "value": _MAY[upgrade.state],
            "reasons": [f"{one.title}: {one.seen} ({one.state})" for one in upgrade.conditions],
        },
        "fetchedAt": fetched_at.astimezone(UTC).isoformat().replace("+00:00", "Z"),
    }


def summary_json(summary: Mapping[str, object]) -> str:
    """The summary as JSON; a Decimal becomes a number digit by digit, never through a float."""
    lines = (f"  {json.dumps(name)}: {_member(value)}" for name, value in summary.items())
    return "{\n" + ",\n".join(lines) + "\n}"


def _member(value: object) -> str:
    if isinstance(value, Decimal):
        return f"{value:f}"
    return json.dumps(value, ensure_ascii=False)
