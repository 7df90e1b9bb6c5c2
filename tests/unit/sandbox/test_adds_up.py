"""Every figure of every customer is the sum of the rows that are served beside it."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from customers.sandbox import cast
from customers.sandbox.account import Account
from customers.sandbox.company import Company
from customers.sandbox.plan import Document

DAYS = st.dates(date(2025, 1, 1), date(2027, 12, 31))
TENANTS = st.sampled_from(cast.TENANTS)


@st.composite
def accounts(draw: st.DrawFn) -> Account:
    """Any customer of any tenant on any day, cast members often among them."""
    company = Company(draw(TENANTS), 100_000, draw(st.integers(0, 99)), draw(DAYS))
    return company.account(draw(st.one_of(st.integers(0, 60), st.integers(0, 99_999))))


def _sum(rows: list[Document], name: str) -> Decimal:
    return sum((Decimal(str(row[name])) for row in rows if name in row), Decimal())


def _paid_for(account: Account, rental_id: str) -> Decimal:
    total = Decimal()
    for payment in account.payments:
        if payment["status"] == "paid":
            lines = payment.get("lineItems", [payment])
            total += sum(
                Decimal(str(line["amount"])) for line in lines if line["rentalId"] == rental_id
            )
    return total


@settings(max_examples=80, deadline=None)
@given(accounts())
def test_collected_is_what_was_paid(account: Account) -> None:
    """By customer and by subscription, line items of shared invoices included."""
    paid = [payment for payment in account.payments if payment["status"] == "paid"]
    assert _sum(paid, "amount") == _sum(account.subscriptions, "totalCollected")
    for rental in account.subscriptions:
        assert _paid_for(account, rental["rentalId"]) == Decimal(str(rental["totalCollected"]))


@settings(max_examples=80, deadline=None)
@given(accounts())
def test_a_customer_is_the_sum_of_its_subscriptions(account: Account) -> None:
    """Counts, revenue, collected and cost; what is unknown is left out."""
    customer, rentals = account.customers[0], account.subscriptions
    running = [rental for rental in rentals if rental["status"] == "active"]
    assert customer["rentalIds"] == [rental["rentalId"] for rental in rentals]
    assert customer["totalDevicesRented"] == len(running)
    assert Decimal(str(customer["totalMonthlyRevenue"])) == _sum(running, "monthlyAmount")
    figures = customer.get("profitability", {}) | customer
    if "lifetimeCollected" in figures:
        collected = Decimal(str(figures["lifetimeCollected"]))
        assert collected == _sum(rentals, "totalCollected")
    known = [rental for rental in rentals if "acquisitionCost" in rental]
    assert ("totalAcquisitionCost" in figures) == bool(known and "lifetimeCollected" in figures)
    if "totalAcquisitionCost" in figures:
        cost = Decimal(str(figures["totalAcquisitionCost"]))
        assert cost == _sum(rentals, "acquisitionCost")


@settings(max_examples=80, deadline=None)
@given(accounts())
def test_rows_belong_together(account: Account) -> None:
    """Orders, devices, groups and subscriptions name each other."""
    customer = account.customers[0]
    assert customer["orderIds"] == [order["orderId"] for order in account.orders]
    assert customer["totalOrders"] == len(account.orders)
    serials = {asset["serialNumber"] for asset in account.assets}
    assert serials >= {rental["assetSerialNumber"] for rental in account.subscriptions}
    in_orders = [each for order in account.orders for each in order["rentalIds"]]
    assert set(in_orders) == set(customer["rentalIds"])
    for group in account.billing_groups:
        assert group["rentalIds"] == customer["rentalIds"]
    ids = [row["paymentId"] for row in account.payments]
    assert len(set(ids)) == len(ids)


@settings(max_examples=80, deadline=None)
@given(accounts())
def test_nothing_that_happened_lies_in_the_future(account: Account) -> None:
    """Statuses follow from dates."""
    today = account.books.today.isoformat()
    for payment in account.payments:
        assert payment.get("paidAt", today)[:10] <= today
        if payment["status"] in ("paid", "failed", "processing"):
            assert payment["dueDate"] <= today
    for row in (*account.orders, *account.subscriptions, *account.assets):
        assert max(row["createdAt"], row["updatedAt"])[:10] <= today
    for rental in account.subscriptions:
        assert (rental["status"] == "ended_completed") <= (rental["endDate"] <= today)
        assert (rental["status"] == "active") <= (rental["endDate"] > today)


@settings(max_examples=80, deadline=None)
@given(accounts())
def test_recovery_follows_the_documented_rules(account: Account) -> None:
    """Contract 7.3: more than 100 % is profitable, a missing cost is no data."""
    for rental in account.subscriptions:
        if "acquisitionCost" not in rental:
            assert rental["recoveryStatus"] == "no_data"
            assert rental["acquisitionCostSource"] == "unknown"
            continue
        collected, cost = rental["totalCollected"], rental["acquisitionCost"]
        assert (rental["recoveryStatus"] == "profitable") == (collected > cost)
        assert rental["hasReachedBreakeven"] == (collected >= cost)
        assert rental["breakevenMonths"] == pytest.approx(cost / rental["monthlyAmount"])
        if collected > cost / 2 and collected <= cost:
            assert rental["recoveryStatus"] == "recovering"
