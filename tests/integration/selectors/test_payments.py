"""The panel of payments."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from customers.domain.payment import Payment, PaymentStatus
from customers.models import ListKind
from customers.selectors.payments import PaymentRow, PaymentsPanel, get_payments_panel
from tests.builders import a_consolidated_payment, a_payment, a_subscription
from tests.integration.panels import a_source

DEVICES = (
    a_subscription(),
    a_subscription(subscription_id="rental_002", product_name="iPhone"),
    a_subscription(subscription_id="rental_003", product_name=None),
)


def panel(*payments: Payment) -> PaymentsPanel:
    """The panel on 1 July 2026, all devices known."""
    return get_payments_panel(a_source(ListKind.PAYMENTS), payments, DEVICES)


def row(**what_matters: Any) -> PaymentRow:
    """The row of one payment, due on 1 February 2026 unless said otherwise."""
    return panel(a_payment(**what_matters)).rows[0]


def test_a_paid_one() -> None:
    shown = row(
        status=PaymentStatus.PAID,
        paid_at=datetime(2026, 2, 3, tzinfo=UTC),
        provider="manual",
        manually_marked=True,
        billing_period="2026-02",
    )
    assert (shown.due, shown.period) == ("1\u00a0Feb\u00a02026", "2026-02")
    assert (shown.word, shown.paid, shown.how) == (
        "Paid",
        "3\u00a0Feb\u00a02026",
        "manual, marked by hand",
    )
    assert (shown.paid_for, shown.alarm) == (("MacBook Air",), False)


@pytest.mark.parametrize(
    ("due", "word", "more", "alarm"),
    [
        ("2026-06-30", "Overdue", "1 day", True),
        ("2026-05-02", "Overdue", "60 days", True),
        ("2026-07-01", "Pending", "", False),
        ("2026-08-01", "Pending", "", False),
        (None, "Pending", "", False),
    ],
)
def test_overdue_is_after_the_day(due: str | None, word: str, more: str, alarm: bool) -> None:
    """On the day itself it is only due."""
    shown = row(due=due)
    assert (shown.word, shown.more, shown.alarm) == (word, more, alarm)
    assert shown.status == "pending"


def test_a_failed_one_says_why() -> None:
    shown = row(status=PaymentStatus.FAILED, failure_reason="card_declined")
    assert (shown.word, shown.more, shown.alarm) == ("Failed", "card_declined", True)
    assert row(status=PaymentStatus.FAILED).more == ""


def test_a_consolidated_one_names_its_devices() -> None:
    payment = a_consolidated_payment(
        "106", ("rental_001", "62"), ("rental_002", "44"), (None, None), ("rental_001", "0")
    )
    shown = panel(payment).rows[0]
    assert shown.paid_for == ("MacBook Air", "iPhone", "no device")
    assert shown.notes == (
        "One invoice: MacBook Air 62.00, iPhone 44.00, no device unknown, MacBook Air 0.00.",
    )


@pytest.mark.parametrize(
    ("what", "note"),
    [
        (
            {"status": PaymentStatus.UNKNOWN, "raw_status": "held"},
            "FlexPortal calls its status “held”.",
        ),
        ({"late_fee_amount": Decimal(5)}, "Late fee: 5.00."),
        (
            {"next_retry_at": datetime(2026, 7, 3, tzinfo=UTC)},
            "FlexPortal tries again on 3\u00a0Jul\u00a02026.",
        ),
        ({"notes": "Promised for Friday"}, "Promised for Friday"),
        ({"unreadable": ("dueDate",)}, "Delivered but not readable: dueDate."),
    ],
)
def test_what_else_is_known_is_noted(what: dict[str, Any], note: str) -> None:
    assert row(**what).notes == (note,)


def test_a_device_without_a_name_goes_by_its_id() -> None:
    assert row(subscription_id="rental_003").paid_for == ("rental_003",)
    assert row(subscription_id=None).paid_for == ("no device",)


def test_what_was_due_first_then_what_is_to_come() -> None:
    days = ("2026-09-01", "2026-01-01", None, "2026-07-01", "2026-08-01")
    payments = [a_payment(due=day, payment_id=str(day)) for day in days]
    order = ["2026-07-01", "2026-01-01", "2026-08-01", "2026-09-01", "None"]
    assert [one.payment_id for one in panel(*payments).rows] == order


def test_names_may_still_be_to_come() -> None:
    """Then the panel is shown anew when the devices have arrived."""
    assert get_payments_panel(a_source(ListKind.PAYMENTS), [a_payment()], ()).unnamed
    assert not panel(a_payment()).unnamed
