"""The cast keeps its figures on every day of the year."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from customers.sandbox import cast
from customers.sandbox.company import Company
from customers.sandbox.plan import Document
from tests.unit.sandbox.conftest import TODAY

DOCUMENTED = {
    "lifetimeCollected": 4250.00,
    "totalAcquisitionCost": 3600.00,
    "costRecoveryPercent": 118.05,
    "averageMonthlyRevenue": 354.17,
    "totalDevicesEver": 3,
    "activeDevices": 2,
}


def _customer(customer_id: str, company: Company) -> Document:
    account = company.owner(customer_id)
    assert account is not None
    return account.customers[0]


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 800))
def test_the_documented_customer_is_the_same_on_any_day(days: int) -> None:
    """Verbatim in the nested shape; the same sums, counts and addresses in the flat one."""
    company = Company(cast.NETHERLANDS, 0, 1, TODAY + timedelta(days=days))
    nested, flat = (_customer(each, company) for each in (cast.EXAMPLE_NESTED, cast.EXAMPLE_FLAT))
    assert nested["profitability"] == DOCUMENTED
    assert (flat["lifetimeCollected"], flat["totalAcquisitionCost"]) == (4250.0, 3600.0)
    assert (len(flat["rentalIds"]), flat["totalDevicesRented"]) == (3, 2)
    assert nested["billingAddress"] == flat["lastBillingAddress"]
    assert nested["shippingAddress"]["streetAddress"] == "456 Office Park"
    assert not {"lifetimeCollected", "lastBillingAddress"} & nested.keys()
    assert not {"profitability", "billingAddress"} & flat.keys()


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 800))
def test_fixed_ratios_hold_on_any_day(days: int) -> None:
    """Collected and cost of those whose ratio is the point of them."""
    company = Company(cast.NETHERLANDS, 0, 1, TODAY + timedelta(days=days))
    expected = {
        cast.MARIEKE: (4250.0, 3600.0),
        cast.KRIJTWIT: (5391.36, 8640.0),
        cast.WILLEM: (712.0, 1000.0),
        cast.OLIVER: (490.0, 1000.0),
        cast.EXACTLY_50: (500.0, 1000.0),
        cast.EXACTLY_100: (1000.0, 1000.0),
        cast.AT_RISK: (360.0, 1200.0),
    }
    for customer_id, sums in expected.items():
        customer = _customer(customer_id, company)
        assert (customer["lifetimeCollected"], customer["totalAcquisitionCost"]) == sums


def test_the_gulf_customer_is_at_risk_with_three_payments_overdue() -> None:
    """35 % back, 822.00 of the present charges open."""
    account = Company(cast.GULF, 0, 1, TODAY).owner(cast.LAILA)
    assert account is not None
    today = TODAY.isoformat()
    late = [p for p in account.payments if p["status"] == "pending" and p["dueDate"] <= today]
    assert sum(payment["amount"] for payment in late) == 822.0
    assert account.subscriptions[0]["recoveryStatus"] == "at_risk"


@pytest.mark.parametrize(
    ("customer_id", "expected"),
    [
        (cast.NO_COST, {"totalAcquisitionCost": None, "lifetimeCollected": 352.0}),
        (cast.ZERO_COST, {"totalAcquisitionCost": 0.0, "customerMarginPercent": None}),
        (cast.ENDED_ONLY, {"totalDevicesRented": 0, "status": "active"}),
        (cast.INACTIVE, {"totalDevicesRented": 0, "status": "inactive"}),
        (cast.INACTIVE_WITH_DEVICES, {"totalDevicesRented": 1, "status": "inactive"}),
        (cast.NO_DEVICES, {"rentalIds": [], "totalOrders": 1}),
        (cast.PARTLY_TRACKED, {"subscriptionsTracked": 2, "totalDevicesRented": 3}),
        (cast.ARCHIVED, {"lifetimeCollected": None, "subscriptionsTracked": None}),
        (cast.NO_PHONE, {"phone": None}),
        (cast.NO_SHIPPING, {"lastShippingAddress": None}),
        (cast.UNKNOWN_VALUES, {"status": "suspended", "customerType": "reseller"}),
        (cast.ENORMOUS, {"totalAcquisitionCost": 12_345_678_901.23}),
        (cast.CREATED_GARBAGE, {"createdAt": "the day before yesterday"}),
    ],
)
def test_an_awkward_customer_is_awkward(
    company: Company, customer_id: str, expected: Document
) -> None:
    """Each in the one respect it is there for."""
    customer = _customer(customer_id, company)
    assert {name: customer.get(name) for name in expected} == expected


def test_names_are_as_long_and_as_hostile_as_promised(company: Company) -> None:
    """300 letters, markup, and a right-to-left override."""
    long = _customer(cast.LONG_NAME, company)
    assert len(f"{long['firstName']} {long['lastName']}") == 300
    assert "<script>" in _customer(cast.MARKUP, company)["firstName"]
    assert "\u202e" in _customer(cast.OVERRIDE, company)["lastName"]
    assert "city" not in _customer(cast.NO_CITY, company)["lastBillingAddress"]


def test_many_rows_are_many(company: Company) -> None:
    """Sixty devices; two thousand payments; one payment a month for three devices."""
    assert len(_customer(cast.SIXTY_DEVICES, company)["rentalIds"]) == 60
    whale = company.owner(cast.TWO_THOUSAND_PAYMENTS)
    shared = company.owner(cast.CONSOLIDATED)
    assert whale is not None
    assert shared is not None
    assert len(whale.payments) == 2_000
    assert {len(payment["lineItems"]) for payment in shared.payments} == {1, 2, 3}


def test_the_lifecycle_shows_every_status_and_turn(company: Company) -> None:
    """All six statuses, an extension, a replacement, an upgrade, and a partial order."""
    account = company.owner(cast.LIFECYCLE)
    assert account is not None
    assert {rental["status"] for rental in account.subscriptions} == {
        "active",
        "cancelled",
        "ended_completed",
        "ended_buyout",
        "ended_upgrade",
        "ended_early_return",
    }
    fields = {name for rental in account.subscriptions for name in rental}
    assert fields >= {"extensionHistory", "replacementHistory", "upgradeFromRentalId"}
    assert {order["orderType"] for order in account.orders} == {"standard", "upgrade", "extension"}
    assert {order["status"] for order in account.orders} == {"fulfilled", "partial", "cancelled"}


def test_the_same_seed_and_day_give_the_same_company() -> None:
    """And another seed another one."""

    def names(seed: int, today: date) -> list[str]:
        company = Company(cast.NETHERLANDS, 200, seed, today)
        return [company.account(index).customers[0]["email"] for index in range(150, 200)]

    assert names(1, TODAY) == names(1, TODAY)
    assert names(1, TODAY) != names(2, TODAY)
