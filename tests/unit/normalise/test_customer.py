"""FlexPortal's record to the domain's customer, one doubt after another."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from customers.domain.customer import CustomerType, Figure, Status
from customers.domain.document import from_document, to_document
from customers.domain.facts import facts
from customers.domain.metric import Metric, exact_value, figure_of
from customers.domain.receipt import receipt
from customers.domain.summary import headline
from customers.flexportal.records import AddressRecord, CustomerRecord, ProseProfitability
from customers.normalise import normalise_customer
from tests.builders import BILLING, SHIPPING, a_flat_record, a_nested_record, an_archived_record

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.decimals(allow_nan=False),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
MONEY = st.none() | st.decimals(-(10**15), 10**15, places=6)
COUNTS = st.none() | st.integers(-5, 10**15)
TEXTS = st.none() | st.text(max_size=20)
IDS = st.none() | st.lists(st.text(max_size=5), max_size=3).map(tuple)
ADDRESSES = st.none() | st.builds(AddressRecord, contact_name=TEXTS, city=TEXTS, country=TEXTS)
NESTED = st.builds(
    ProseProfitability,
    lifetime_collected=MONEY,
    total_acquisition_cost=MONEY,
    cost_recovery_percent=MONEY,
    average_monthly_revenue=MONEY,
    total_devices_ever=COUNTS,
    active_devices=COUNTS,
)
RECORDS = st.builds(
    CustomerRecord,
    customer_id=st.text(max_size=9),
    tenant_id=st.text(max_size=9),
    email=TEXTS,
    first_name=TEXTS,
    customer_type=TEXTS | st.just("business"),
    status=TEXTS | st.sampled_from(["active", "inactive"]),
    custom_fields=st.none() | st.dictionaries(st.text(), JSON, max_size=3),
    total_devices_rented=COUNTS,
    rental_ids=IDS,
    last_billing_address=ADDRESSES,
    shipping_address=ADDRESSES,
    created_at=JSON,
    updated_at=JSON,
    lifetime_collected=MONEY,
    total_acquisition_cost=MONEY,
    customer_margin=MONEY,
    subscriptions_tracked=COUNTS,
    profitability=st.none() | NESTED,
)


@given(RECORDS)
@settings(max_examples=150, deadline=None)
def test_any_record_becomes_a_customer_that_can_be_shown_and_kept(record: CustomerRecord) -> None:
    """Nothing on the way from the wire to the words and the saved copy raises."""
    customer = normalise_customer(record)
    assert from_document(to_document(customer)) == customer
    assert headline(customer, "EUR").title
    assert len(facts(customer, "EUR")) == 5
    for metric in Metric:
        shown = receipt(customer, metric).result
        assert (exact_value(customer, metric) == "") == (shown is None)


@pytest.mark.parametrize(
    ("record", "percent", "average"),
    [(a_nested_record(), "118.05", "354.17"), (a_flat_record(), "118.06", "")],
    ids=["nested", "flat"],
)
def test_the_documented_example_in_both_shapes(
    record: CustomerRecord, percent: str, average: str
) -> None:
    """The same customer; the average exists in the nested shape only (D26)."""
    customer = normalise_customer(record)
    exact = {metric: exact_value(customer, metric) for metric in Metric}
    assert exact[Metric.COST_RECOVERY_PERCENT] == percent
    assert exact[Metric.AVERAGE_MONTHLY_REVENUE] == average
    assert exact[Metric.LIFETIME_COLLECTED] == "4250.00"
    assert exact[Metric.ACQUISITION_COST] == "3600.00"
    assert exact[Metric.PROFIT] == "650.00"
    assert (exact[Metric.DEVICES_EVER], exact[Metric.ACTIVE_DEVICES]) == ("3", "2")


def test_an_archived_record_leaves_profitability_unknown() -> None:
    """D22: absent, not zero."""
    customer = normalise_customer(an_archived_record())
    unknown = (Metric.LIFETIME_COLLECTED, Metric.ACQUISITION_COST, Metric.PROFIT)
    assert [figure_of(customer, metric) for metric in unknown] == [Figure()] * 3


def test_flat_sums_win_over_nested_ones() -> None:
    """D19; both are kept for the receipt."""
    nested = replace(ProseProfitability(), lifetime_collected=Decimal(1))
    customer = normalise_customer(a_flat_record(profitability=nested))
    assert customer.collected == Figure(Decimal("4250.00"), "lifetimeCollected")
    assert customer.delivered.nested_lifetime_collected == Decimal(1)


@pytest.mark.parametrize(
    ("active", "rented", "figure"),
    [
        (2, 9, Figure(Decimal(2), "profitability.activeDevices")),
        (0, 9, Figure(Decimal(0), "profitability.activeDevices")),
        (None, 9, Figure(Decimal(9), "totalDevicesRented")),
        (-1, 9, Figure(Decimal(9), "totalDevicesRented")),
        (None, None, Figure()),
    ],
)
def test_active_devices(active: int | None, rented: int | None, figure: Figure) -> None:
    """D25; zero is a number, less than zero is none."""
    nested = ProseProfitability(active_devices=active)
    record = an_archived_record(profitability=nested, total_devices_rented=rented)
    assert normalise_customer(record).active_devices == figure


@pytest.mark.parametrize(
    ("ever", "rentals", "figure"),
    [
        (5, ("a",), Figure(Decimal(5), "profitability.totalDevicesEver")),
        (None, ("a", "b"), Figure(Decimal(2), "rentalIds")),
        (None, (), Figure(Decimal(0), "rentalIds")),
        (None, None, Figure()),
    ],
)
def test_devices_ever(ever: int | None, rentals: tuple[str, ...] | None, figure: Figure) -> None:
    """Delivered, else counted from the subscriptions."""
    record = an_archived_record(
        profitability=ProseProfitability(total_devices_ever=ever), rental_ids=rentals
    )
    assert normalise_customer(record).devices_ever == figure


def test_the_latest_address_is_taken_whole() -> None:
    """D20, D27: never mended from the other."""
    thin = AddressRecord(city="Utrecht")
    customer = normalise_customer(
        an_archived_record(
            last_billing_address=thin, billing_address=BILLING, shipping_address=SHIPPING
        )
    )
    assert customer.billing_address
    assert (customer.billing_address.city, customer.billing_address.country) == ("Utrecht", None)
    assert customer.shipping_address
    assert customer.shipping_address.company == "Acme Corp"
    assert normalise_customer(an_archived_record()).billing_address is None


@pytest.mark.parametrize(
    ("status", "read", "raw"),
    [
        ("active", Status.ACTIVE, None),
        ("inactive", Status.INACTIVE, None),
        ("suspended", Status.UNKNOWN, "suspended"),
        (None, Status.UNKNOWN, None),
    ],
)
def test_an_unknown_status_is_kept_as_it_came(
    status: str | None, read: Status, raw: str | None
) -> None:
    """Neither refused nor guessed."""
    customer = normalise_customer(an_archived_record(status=status))
    assert (customer.status, customer.raw_status) == (read, raw)


@pytest.mark.parametrize(
    ("kind", "read"),
    [
        ("individual", CustomerType.INDIVIDUAL),
        ("business", CustomerType.BUSINESS),
        ("charity", CustomerType.UNKNOWN),
        (None, CustomerType.UNKNOWN),
    ],
)
def test_an_unknown_type_is_unknown(kind: str | None, read: CustomerType) -> None:
    """The same for the type."""
    assert normalise_customer(an_archived_record(customer_type=kind)).customer_type is read


def test_custom_fields_become_pairs_of_text() -> None:
    """D29: whatever they hold."""
    members: dict[str, Any] = {
        "vat": "NL001",
        "limit": Decimal("1E+3"),
        "seats": 4,
        "vip": True,
        "old": False,
        "none": None,
        "address": {"floor": 2, "deep": {"door": "B"}},
        "tags": ["a", None, {"b": 1}],
    }
    assert normalise_customer(an_archived_record(custom_fields=members)).custom_fields == (
        ("vat", "NL001"),
        ("limit", "1000"),
        ("seats", "4"),
        ("vip", "yes"),
        ("old", "no"),
        ("none", ""),
        ("address.floor", "2"),
        ("address.deep.door", "B"),
        ("tags", "a, , b: 1"),
    )


def test_an_unreadable_moment_joins_the_unreadable_members() -> None:
    """Absent is not unreadable."""
    record = an_archived_record(created_at="long ago", updated_at=None, unreadable=("totalOrders",))
    customer = normalise_customer(record)
    assert customer.unreadable == ("totalOrders", "createdAt")
    assert (customer.created_at, customer.updated_at) == (None, None)


def test_who_they_are_is_passed_on() -> None:
    """Nothing is lost on the way."""
    customer = normalise_customer(a_flat_record())
    assert (customer.tenant_id, customer.customer_id) == ("bu_example", "cust_abc123")
    assert (customer.name, customer.email, customer.phone) == (
        "John Smith",
        "john@example.com",
        "+31 20 123 4567",
    )
    assert customer.created_at == datetime(2024, 3, 14, 10, tzinfo=UTC)
    assert customer.order_ids == ("ord_001", "ord_002", "ord_003")


@pytest.mark.parametrize(
    ("first", "last", "company", "name"),
    [
        ("Anna", "Sjö", "AB", "Anna Sjö"),
        (" Anna ", None, "AB", "Anna"),
        (None, " ", " AB ", "AB"),
        (None, None, None, ""),
    ],
)
def test_the_name_is_what_there_is(
    first: str | None, last: str | None, company: str | None, name: str
) -> None:
    """First and last name, else the company."""
    record = an_archived_record(first_name=first, last_name=last, company=company)
    assert normalise_customer(record).name == name
