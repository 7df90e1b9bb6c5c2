"""One device in words."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from customers.domain.customer import Figure
from customers.domain.profitability import Recovery
from customers.domain.subscription import (
    CostSource,
    Extension,
    Replacement,
    SubscriptionStatus,
)
from customers.selectors.device_rows import DeviceRow, device_row
from tests.builders import a_figure, a_subscription

TODAY = date(2026, 7, 15)
STATUS = SubscriptionStatus


def row(**what_matters: Any) -> DeviceRow:
    """The row of the year's contract begun on 1 January 2026, on 15 July."""
    return device_row(a_subscription(**what_matters), TODAY)


@pytest.mark.parametrize(
    ("what", "contract", "until"),
    [
        ({}, "Active, 6 of 12 months", "Jan\u00a02026 to 1\u00a0Jan\u00a02027"),
        ({"start_on": None}, "Active, 12 months", "to 1\u00a0Jan\u00a02027"),
        (
            {"start_on": None, "contract_length": None, "end_on": None},
            "Active, length unknown",
            "end unknown",
        ),
        (
            {"start_on": date(2026, 8, 1)},
            "Active, 0 of 12 months",
            "starts 1\u00a0Aug\u00a02026",
        ),
        (
            {"status": STATUS.ENDED_BUYOUT, "ended_on": date(2026, 3, 1)},
            "Ended, 2 of 12 months",
            "bought out 1\u00a0Mar\u00a02026",
        ),
        ({"status": STATUS.UNKNOWN}, "Unknown, 6 of 12 months", None),
    ],
)
def test_the_contract(what: dict[str, Any], contract: str, until: str | None) -> None:
    shown = row(**what)
    assert shown.contract == contract
    assert until is None or shown.until == until


def test_the_bar_of_the_contract() -> None:
    assert row(start_on=date(2026, 1, 15)).elapsed == "50.0"
    assert row(contract_length=None).elapsed == ""


def test_the_documents_example_breaks_even_in_month_12() -> None:
    """89 a month against 1,000."""
    reached = row(cost="1000").break_even
    assert reached is not None
    assert (reached.month, reached.calendar, reached.warning) == (
        "month 12",
        "Dec\u00a02026",
        "",
    )


def test_break_even_beyond_the_contract_is_warned_of() -> None:
    reached = row(cost="1335").break_even
    assert reached is not None
    assert (reached.month, reached.warning) == ("month 15", "after its end")
    assert row(cost=None).break_even is None


def test_an_unknown_start_has_no_calendar() -> None:
    reached = row(start_on=None).break_even
    assert reached is not None
    assert reached.calendar == ""


@pytest.mark.parametrize(
    ("cost", "source", "note", "estimate"),
    [
        ("1000", CostSource.VARIANT, "variant", False),
        ("1000", CostSource.LIST_PRICE, "list price, an estimate", True),
        (None, CostSource.LIST_PRICE, "", False),
    ],
)
def test_where_the_cost_came_from(
    cost: str | None, source: CostSource, note: str, estimate: bool
) -> None:
    shown = row(cost=cost, cost_source=source)
    assert (shown.cost_note, shown.estimate) == (note, estimate)


def test_flexportals_own_status_is_kept() -> None:
    """Exactly 100 % is recovering to it, and the bar is green all the same."""
    own = row(cost="100", collected="100", delivered_recovery=Recovery.RECOVERING)
    assert (own.recovery.value, own.own_status, own.bar.tone) == ("recovering", True, "green")
    ours = row(cost="100", collected="10")
    assert (ours.recovery.value, ours.own_status) == ("at_risk", False)


def test_what_is_unknown_has_no_value() -> None:
    shown = row(cost=None, collected=None, monthly_amount=None)
    assert (shown.cost.value, shown.collected.value, shown.percent) == ("", "", "unknown")
    assert shown.monthly is not None
    assert (shown.monthly.value, shown.monthly.shown) == ("", "unknown")


def test_a_device_without_a_name_goes_by_what_there_is() -> None:
    assert row(product_name=None, sku="MBA-13").product == "MBA-13"
    assert row(product_name=None, sku=None).product == "rental_001"


EXTENDED = Extension(
    12, 24, 36, Decimal(79), Decimal(65), extended_at=datetime(2026, 2, 3, tzinfo=UTC)
)
NOTES = [
    (
        {"extensions": (EXTENDED,)},
        "Extended by 12 months on 3\u00a0Feb\u00a02026: 24 to 36 months, 79.00 to 65.00 a month.",
    ),
    ({"extensions": (Extension(),)}, "Extended."),
    (
        {
            "replacements": (
                Replacement("A1", "B2", "not_working", datetime(2026, 3, 1, tzinfo=UTC)),
            )
        },
        "Device replaced on 1\u00a0Mar\u00a02026: A1 by B2 (not working).",
    ),
    ({"replacements": (Replacement(),)}, "Device replaced: unknown serial by unknown serial."),
    ({"raw_status": "frozen"}, "FlexPortal calls its status “frozen”."),
    ({"upgraded_from_id": "rental_000"}, "Upgraded from rental_000."),
    ({"buyout_amount": Decimal(480)}, "Bought out for 480.00."),
    ({"early_return_fee": Decimal(237)}, "Early return fee: 237.00."),
    ({"cancellation_reason": "payment_failure"}, "Reason given: payment failure."),
    ({"unreadable": ("listPrice",)}, "Delivered but not readable: listPrice."),
    (
        {"cost": "1000", "collected": "500", "delivered_percent": a_figure("51.5")},
        "FlexPortal’s own recovery is 51.50 %, 1.50 points more.",
    ),
    (
        {"cost": "1000", "collected": "500", "delivered_percent": a_figure("49.9")},
        "FlexPortal’s own recovery is 49.90 %, 0.10 points less.",
    ),
]


@pytest.mark.parametrize(("what", "note"), NOTES)
def test_what_happened_is_noted(what: dict[str, Any], note: str) -> None:
    assert row(**what).notes == (note,)


@pytest.mark.parametrize("delivered", ["118.05", "118.06"])
def test_rounding_and_cutting_off_are_no_difference(delivered: str) -> None:
    shown = row(cost="3600", collected="4250", delivered_percent=a_figure(delivered))
    assert shown.notes == ()


def test_an_unknown_percentage_is_no_difference() -> None:
    assert row(delivered_percent=Figure()).notes == ()
