"""The panel of payments: each charge, planned or done."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.utils.timezone import localtime

from customers.domain.moment import say_day
from customers.domain.money import format_amount
from customers.domain.outstanding import days_overdue
from customers.domain.payment import Payment, PaymentStatus
from customers.domain.subscription import Subscription

from .money import MoneyCard, get_money
from .panel import Amount, PanelFrame, PanelSource, amount, panel_frame, unreadable
from .table import Column, Layout, Table, lay_out

PAYMENTS: Layout[Payment] = Layout(
    columns=(
        Column("due", "Due", lambda one: one.due_on, largest_first=True),
        Column("for", "For", lambda one: one.subscription_id),
        Column("status", "Status", lambda one: one.status.label),
        Column("paid", "Paid", lambda one: one.paid_at, largest_first=True),
        Column("amount", "Amount", lambda one: one.value.value, True, True),
    ),
    statuses=tuple(PaymentStatus),
    status_of=lambda one: one.status,
)
Names = Mapping[str, str]


class PaymentRow(NamedTuple):
    """One payment in words and figures; `alarm` marks what failed or is overdue."""

    payment_id: str
    due: str
    period: str
    paid_for: tuple[str, ...]
    status: str
    word: str
    alarm: bool
    more: str
    paid: str
    how: str
    amount: Amount
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PaymentsPanel:
    """All that the panel shows; `unnamed` says that the devices' names are still to come."""

    frame: PanelFrame
    table: Table[Payment]
    rows: tuple[PaymentRow, ...]
    money: MoneyCard
    unnamed: bool


def get_payments_panel(
    source: PanelSource, payments: Sequence[Payment], devices: Sequence[Subscription]
) -> PaymentsPanel:
    """The panel for one saved list; `devices` give the names of what is paid for. No query.

    What was due stands first, the latest in front; then what is still to come.
    """
    today = source.today
    in_order = sorted(payments, key=lambda one: _latest_first(one, today))
    table = lay_out(in_order, PAYMENTS, source.wish, source.url)
    names = {one.subscription_id: one.product_name for one in devices if one.product_name}
    rows = tuple(_row(one, names, today) for one in table.rows)
    money = get_money(payments, source.connection.tenant.currency, today)
    return PaymentsPanel(panel_frame(source), table, rows, money, unnamed=not names)


def _latest_first(payment: Payment, today: date) -> tuple[bool, int]:
    day = payment.due_on or date.max
    to_come = day > today
    return to_come, day.toordinal() if to_come else -day.toordinal()


def _row(payment: Payment, names: Names, today: date) -> PaymentRow:
    overdue = days_overdue(payment, today)
    return PaymentRow(
        payment_id=payment.payment_id,
        due=say_day(payment.due_on) if payment.due_on else "unknown",
        period=payment.billing_period or "",
        paid_for=tuple(_paid_for(payment, names)),
        status=payment.status.value,
        word="Overdue" if overdue else payment.status.label,
        alarm=bool(overdue) or payment.status is PaymentStatus.FAILED,
        more=_more(payment, overdue),
        paid=say_day(localtime(payment.paid_at)) if payment.paid_at else "",
        how=_how(payment),
        amount=amount(payment.value.value),
        notes=tuple(_notes(payment, names)),
    )


def _paid_for(payment: Payment, names: Names) -> Iterator[str]:
    """The devices by name; of a consolidated payment all of them."""
    described = {item.subscription_id: item.description for item in payment.line_items}
    for owner, description in (described or {payment.subscription_id: None}).items():
        yield names.get(owner or "") or description or owner or "no device"


def _more(payment: Payment, overdue: int) -> str:
    """A second line to the status."""
    if overdue:
        return "1 day" if overdue == 1 else f"{overdue} days"
    return payment.failure_reason or "" if payment.status is PaymentStatus.FAILED else ""


def _how(payment: Payment) -> str:
    """`stripe, marked by hand`."""
    by_hand = "marked by hand" if payment.manually_marked else ""
    return ", ".join(part for part in (payment.provider, by_hand) if part)


def _notes(payment: Payment, names: Names) -> Iterator[str]:
    if payment.raw_status:
        yield f"FlexPortal calls its status “{payment.raw_status}”."
    if payment.line_items:
        parts = (
            f"{names.get(item.subscription_id or '', item.description or 'no device')} "
            f"{format_amount(item.amount)}"
            for item in payment.line_items
        )
        yield f"One invoice: {', '.join(parts)}."
    if payment.late_fee_amount:
        yield f"Late fee: {format_amount(payment.late_fee_amount)}."
    if payment.next_retry_at:
        yield f"FlexPortal tries again on {say_day(localtime(payment.next_retry_at))}."
    if payment.notes:
        yield payment.notes
    yield from unreadable(payment.unreadable)
