"""Make a customer, a record, an address; name only what matters. The rest is the documented sample.

The sample is FlexPortal's own (Get Customer): 4,250.00 collected, 3,600.00 cost, 3 devices ever,
2 of them active.
"""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from customers.domain.customer import Address, Customer, Delivered, Figure
from customers.domain.order import Order, OrderStatus, OrderType
from customers.domain.payment import LineItem, Payment, PaymentStatus
from customers.domain.subscription import CostSource, Subscription, SubscriptionStatus
from customers.flexportal.records import (
    AddressRecord,
    CustomerRecord,
    ProseProfitability,
    SubscriptionRecord,
)
from customers.normalise import normalise_customer

FETCHED_AT = datetime(2026, 1, 31, 9, 30, tzinfo=UTC)
BILLING = AddressRecord(
    contact_name="John Smith",
    street_address="123 Main Street",
    city="Amsterdam",
    postal_code="1012 AB",
    country="Netherlands",
)
SHIPPING = AddressRecord(
    contact_name="John Smith",
    company="Acme Corp",
    street_address="456 Office Park",
    city="Rotterdam",
    postal_code="3011 AA",
    country="Netherlands",
)
_BARE = CustomerRecord(
    customer_id="cust_abc123",
    tenant_id="bu_example",
    email="john@example.com",
    first_name="John",
    last_name="Smith",
    company="Acme Corp",
    phone="+31 20 123 4567",
    customer_type="business",
    status="active",
    total_orders=3,
    total_devices_rented=2,
    total_monthly_revenue=Decimal("178.00"),
    order_ids=("ord_001", "ord_002", "ord_003"),
    rental_ids=("rental_001", "rental_002", "rental_003"),
    created_at="2024-03-14T10:00:00Z",
    updated_at="2026-01-30T10:00:00Z",
    created_by="user_1",
)

RENTAL = SubscriptionRecord(
    subscription_id="rental_001",
    tenant_id="bu_example",
    status="active",
    monthly_amount=Decimal(89),
    original_contract_length=12,
    contract_length=12,
    start_date="2026-01-31",
    acquisition_cost=Decimal(1000),
    acquisition_cost_source="variant",
    total_collected=Decimal(178),
    cost_recovery_percent=Decimal("17.8"),
    recovery_status="recovering",
)


def a_nested_record(**what_matters: Any) -> CustomerRecord:
    """The documented sample in the shape of the running text (D19, D20)."""
    sample = replace(
        _BARE,
        profitability=ProseProfitability(
            lifetime_collected=Decimal("4250.00"),
            total_acquisition_cost=Decimal("3600.00"),
            cost_recovery_percent=Decimal("118.05"),
            average_monthly_revenue=Decimal("354.17"),
            total_devices_ever=3,
            active_devices=2,
        ),
        billing_address=BILLING,
        shipping_address=SHIPPING,
    )
    return replace(sample, **what_matters)


def a_flat_record(**what_matters: Any) -> CustomerRecord:
    """The same figures in the shape of the schema."""
    sample = replace(
        _BARE,
        lifetime_collected=Decimal("4250.00"),
        total_acquisition_cost=Decimal("3600.00"),
        customer_margin=Decimal("650.00"),
        customer_margin_percent=Decimal("15.29"),
        subscriptions_tracked=3,
        last_billing_address=BILLING,
        last_shipping_address=SHIPPING,
    )
    return replace(sample, **what_matters)


def an_archived_record(**what_matters: Any) -> CustomerRecord:
    """An old rendering: no profitability at all (D22)."""
    return replace(_BARE, **what_matters)


def a_customer(
    *,
    collected: Decimal | str | None = "4250.00",
    cost: Decimal | str | None = "3600.00",
    **what_matters: Any,
) -> Customer:
    """A customer with the two sums in the flat shape; None leaves one unknown."""
    figures = {
        "collected": _known(collected, "lifetimeCollected"),
        "acquisition_cost": _known(cost, "totalAcquisitionCost"),
    }
    delivered = Delivered(
        lifetime_collected=figures["collected"].value,
        total_acquisition_cost=figures["acquisition_cost"].value,
    )
    sample = normalise_customer(a_flat_record())
    return replace(sample, **{**figures, "delivered": delivered, **what_matters})


def a_figure(value: Decimal | str | int, source: str = "totalDevicesRented") -> Figure:
    """A known figure."""
    return Figure(Decimal(value), source)


def an_address(**what_matters: Any) -> Address:
    """A complete address."""
    sample = Address("John Smith", None, None, "123 Main Street", None, "Amsterdam")
    return replace(sample, **{"postal_code": "1012 AB", "country": "Netherlands", **what_matters})


def a_subscription(
    *,
    cost: Decimal | str | None = "1000",
    collected: Decimal | str | None = "0",
    **what_matters: Any,
) -> Subscription:
    """A running contract of a year at 89 a month, begun on 1 January 2026, at a cost of 1,000."""
    sample = Subscription(
        tenant_id="bu_example",
        subscription_id="rental_001",
        customer_id="cust_abc123",
        serial_number="C02FL1QXMD6T",
        product_name="MacBook Air",
        status=SubscriptionStatus.ACTIVE,
        currency="EUR",
        monthly_amount=Decimal(89),
        contract_length=12,
        start_on=date(2026, 1, 1),
        end_on=date(2027, 1, 1),
        acquisition_cost=_known(cost, "acquisitionCost"),
        cost_source=CostSource.VARIANT,
        collected=_known(collected, "totalCollected"),
    )
    return replace(sample, **what_matters)


def a_payment(
    value: Decimal | str | None = "89",
    due: str | None = "2026-02-01",
    status: PaymentStatus = PaymentStatus.PENDING,
    **what_matters: Any,
) -> Payment:
    """One month of that contract, still to come."""
    sample = Payment(
        tenant_id="bu_example",
        payment_id="pay_001",
        customer_id="cust_abc123",
        subscription_id="rental_001",
        value=_known(value, "amount"),
        currency="EUR",
        status=status,
        due_on=None if due is None else date.fromisoformat(due),
    )
    return replace(sample, **what_matters)


def a_consolidated_payment(value: str, *items: tuple[str | None, str | None]) -> Payment:
    """One payment for several subscriptions: (subscription id, amount of its line item)."""
    lines = tuple(
        LineItem(owner, "", None if amount is None else Decimal(amount)) for owner, amount in items
    )
    return a_payment(value, subscription_id=None, consolidated=True, line_items=lines)


def _known(value: Decimal | str | None, path: str) -> Figure:
    return Figure() if value is None else Figure(Decimal(value), path)


def an_order(**what_matters: Any) -> Order:
    """A fulfilled order."""
    sample = Order(
        tenant_id="bu_example",
        order_id="ord_001",
        customer_id="cust_abc123",
        status=OrderStatus.FULFILLED,
        order_type=OrderType.STANDARD,
        total=_known("178.00", "totals.total"),
        currency="EUR",
        subscription_ids=("rental_001",),
    )
    return replace(sample, **what_matters)
