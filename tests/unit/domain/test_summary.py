"""A customer in words."""

import json
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest

from customers.domain.customer import Customer, Delivered, Figure, Status
from customers.domain.summary import headline, summary_json, support_summary
from customers.normalise import normalise_customer
from tests.builders import FETCHED_AT, a_customer, a_figure, a_nested_record


def words(text: str) -> str:
    """The same with ordinary spaces, to compare by eye."""
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("collected", "cost", "title", "text"),
    [
        ("4250", "3600", "Has paid back 118 % of what was spent.", "Is 650.00 EUR ahead."),
        (
            "100",
            "100",
            "Has paid back 100 % of what was spent.",
            "Broke even exactly: nothing is open, nothing is ahead.",
        ),
        (
            "5361.36",
            "8610",
            "Has paid back 62 % of what was spent; 3,248.64 EUR is still open.",
            "Brings in 178.00 EUR a month now.",
        ),
        (
            "99.99",
            "100",
            "Has paid back 99 % of what was spent; 0.01 EUR is still open.",
            "Brings in 178.00 EUR a month now.",
        ),
    ],
)
def test_the_headline_says_whether_they_have_paid_back(
    collected: str, cost: str, title: str, text: str
) -> None:
    """The words of the design."""
    said = headline(a_customer(collected=collected, cost=cost), "EUR")
    assert (words(said.title), words(said.text)) == (title, text)


def test_at_risk_names_the_time_gone() -> None:
    """Ratio and time together are the risk."""
    said = headline(a_customer(collected="1918", cost="5480"), "QAR", Decimal("0.76"))
    assert words(said.title) == (
        "Has paid back 35 % of what was spent, with 76 % of the contract time gone."
    )
    assert words(said.text) == "3,562.00 QAR is still open."


def test_time_gone_alone_is_no_risk() -> None:
    """More than half of the money is back."""
    said = headline(a_customer(collected="62", cost="100"), "EUR", Decimal("0.9"))
    assert words(said.title) == "Has paid back 62 % of what was spent; 38.00 EUR is still open."


@pytest.mark.parametrize(
    ("what", "text"),
    [
        ({"active_devices": a_figure(0)}, "No device brings in money any more."),
        ({"monthly_revenue": Figure()}, ""),
    ],
)
def test_the_second_line_says_what_comes_in(what: dict[str, Any], text: str) -> None:
    """As far as it is known."""
    assert headline(a_customer(collected="1", **what), "EUR").text == text


@pytest.mark.parametrize(
    ("collected", "cost", "devices", "text"),
    [
        (
            "89",
            None,
            a_figure(1),
            "FlexPortal delivers no acquisition cost for the one device given out. "
            "89.00 EUR has been collected.",
        ),
        (
            None,
            None,
            Figure(),
            "FlexPortal delivers no acquisition cost. What has been collected is not delivered.",
        ),
        (None, "10", a_figure(1), "10.00 EUR was spent. What has been collected is not delivered."),
        (None, "0.5", a_figure(1), "0.50 EUR was spent. What has been collected is not delivered."),
        (
            "5",
            "0",
            a_figure(1),
            "FlexPortal puts the acquisition cost at 0.00 EUR. 5.00 EUR has been collected.",
        ),
    ],
)
def test_no_data_says_what_is_missing(
    collected: str | None, cost: str | None, devices: Figure, text: str
) -> None:
    """And what is there all the same."""
    said = headline(a_customer(collected=collected, cost=cost, devices_ever=devices), "EUR")
    assert said.title == "Not known yet whether this customer has paid back."
    assert words(said.text) == text


@pytest.mark.parametrize("sums", [{}, {"collected": a_figure(1), "acquisition_cost": a_figure(2)}])
def test_a_percentage_that_its_sums_do_not_show_is_called_flexportals(
    sums: dict[str, Any],
) -> None:
    """120 % cannot stand beside money still open."""
    delivered = Delivered(nested_cost_recovery_percent=Decimal(120))
    said = headline(Customer("bu", "cust", delivered=delivered, **sums), "EUR")
    assert words(said.title) == "Has paid back 120 % of what was spent."
    assert "its sums do not show it" in said.text


def read_summary(customer: Customer, fetched_at: datetime = FETCHED_AT) -> Any:
    """Through JSON and back, numbers as Decimal."""
    return json.loads(
        summary_json(support_summary(customer, fetched_at)), parse_float=Decimal, parse_int=Decimal
    )


def test_the_support_summary_of_the_documented_sample() -> None:
    """Its names, and the average under "monthlyRevenue"."""
    assert read_summary(normalise_customer(a_nested_record())) == {
        "name": "John Smith",
        "email": "john@example.com",
        "company": "Acme Corp",
        "activeSubscriptions": 2,
        "monthlyRevenue": Decimal("354.17"),
        "lifetimeValue": Decimal("4250.00"),
        "isProfitable": True,
        "recoveryStatus": "profitable",
        "canUpgrade": {
            "value": True,
            "reasons": ["Active devices above 0: 2 (met)", "Status is active: active (met)"],
        },
        "fetchedAt": "2026-01-31T09:30:00Z",
    }


def test_unknown_is_null_in_the_summary() -> None:
    """The id serves as a name, and a person without a company is an individual."""
    summary = read_summary(Customer("bu", "cust"))
    unknown = ("email", "activeSubscriptions", "monthlyRevenue", "lifetimeValue", "isProfitable")
    assert [summary[name] for name in unknown] == [None] * 5
    assert (summary["name"], summary["company"]) == ("cust", "Individual")
    assert summary["canUpgrade"]["value"] is None
    assert summary["recoveryStatus"] == "no_data"


def test_the_summary_keeps_every_digit_and_tells_the_time_in_utc() -> None:
    """More digits than a float has; an hour east of Greenwich."""
    customer = a_customer(collected="123456789012345.123456", status=Status.INACTIVE)
    east = datetime(2026, 1, 31, 10, 30, tzinfo=timezone(timedelta(hours=1)))
    summary = read_summary(customer, east)
    assert summary["lifetimeValue"] == Decimal("123456789012345.123456")
    assert summary["fetchedAt"] == FETCHED_AT.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    assert summary["canUpgrade"]["value"] is False
