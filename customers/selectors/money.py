"""What a customer owes, as the money card and the figures' workings show it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from customers.domain.moment import say_day
from customers.domain.money import exact_amount, format_amount
from customers.domain.outstanding import Bucket, Outstanding, outstanding
from customers.domain.payment import Payment
from customers.domain.words import say_count

OUTSTANDING = "outstanding"
OVERDUE = "overdue"


class BucketView(NamedTuple):
    """One part of a sum: exact for scripts, rounded for the eye, and how many payments it is.

    `name` is for scripts and styles; `alarm` marks money that should have come.
    """

    name: str
    label: str
    value: str
    shown: str
    payments: str
    alarm: bool


@dataclass(frozen=True, slots=True)
class MoneyCard:
    """All that the card shows; each sum first, then the parts that add up to it.

    `beside` are the sums that stand next to the outstanding one, and are not part of it.
    """

    currency: str
    outstanding: BucketView
    split: tuple[BucketView, ...]
    beside: tuple[BucketView, ...]
    overdue: BucketView
    ages: tuple[BucketView, ...]
    oldest: str
    left_out: str


def get_money(payments: Iterable[Payment], currency: str, today: date) -> MoneyCard:
    """The card for one saved list of payments; `currency` is the tenant's. No query."""
    owed = outstanding(payments, today, currency)
    late = owed.overdue
    return MoneyCard(
        currency=owed.currency,
        outstanding=_view(OUTSTANDING, "Outstanding", owed.total),
        split=tuple(_split(owed)),
        beside=(
            _view("in_progress", "In progress", owed.in_progress),
            _view("failed", "Failed", owed.failed, alarm=True),
        ),
        overdue=_view(OVERDUE, "Overdue", late.total, alarm=True),
        ages=(
            _view("overdue_30", "1–30 days", late.up_to_30, alarm=True),
            _view("overdue_60", "31–60 days", late.up_to_60, alarm=True),
            _view("overdue_more", "Over 60 days", late.over_60, alarm=True),
        ),
        oldest=f"the oldest since {say_day(late.oldest_due_on)}" if late.oldest_due_on else "",
        left_out=_left_out(owed),
    )


def _split(owed: Outstanding) -> Iterator[BucketView]:
    """What adds up to the outstanding sum; the undated part only where there is one."""
    yield _view("due", "Due by today", owed.due)
    yield _view("upcoming", "Upcoming", owed.upcoming)
    if owed.undated.count:
        yield _view("undated", "Without a due day", owed.undated)


def _view(name: str, label: str, bucket: Bucket, *, alarm: bool = False) -> BucketView:
    """A sum of which no part is known is unknown, not zero."""
    known = not bucket.count or bucket.left_out < bucket.count
    amount = bucket.amount if known else None
    count = say_count(Decimal(bucket.count), "payment") if bucket.count else "none"
    shown = format_amount(amount)
    return BucketView(name, label, exact_amount(amount), shown, count, alarm and bucket.count > 0)


def _left_out(owed: Outstanding) -> str:
    """`Two payments of unknown amount or another currency are left out.`"""
    count = sum(one.left_out for one in (owed.total, owed.in_progress, owed.failed))
    if not count:
        return ""
    words = say_count(Decimal(count), "payment").capitalize()
    return (
        f"{words} of unknown amount or another currency {'is' if count == 1 else 'are'} left out."
    )
