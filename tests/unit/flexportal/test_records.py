"""Every field of every record is read, as its type says, from the documented members."""

from collections.abc import Mapping
from dataclasses import fields as fields_of
from decimal import Decimal
from typing import Any, get_type_hints

import pytest

from customers.flexportal import records
from customers.flexportal.wire import customer, order, payment, quote, subscription
from customers.flexportal.wire import fields as kinds
from customers.flexportal.wire.strict import decode

TYPES: dict[object, object] = {
    kinds.text: str | None,
    kinds.figure: Decimal | None,
    kinds.count: int | None,
    kinds.flag: bool | None,
    kinds.texts: tuple[str, ...] | None,
    kinds.mapping: Mapping[str, object] | None,
    kinds.anything: object,
}
KEPT = {"unreadable", "raw"}

SHAPES: list[tuple[type[Any], kinds.Shape, set[str]]] = [
    (records.AddressRecord, customer.ADDRESS, set()),
    (records.ProseProfitability, customer.PROFITABILITY, set()),
    (records.CustomerRecord, customer.CUSTOMER, KEPT | {"customer_id", "tenant_id"}),
    (records.ExtensionRecord, subscription.EXTENSION, set()),
    (records.ReplacementRecord, subscription.REPLACEMENT, set()),
    (
        records.SubscriptionRecord,
        subscription.SUBSCRIPTION,
        KEPT | {"subscription_id", "tenant_id"},
    ),
    (records.OrderItemRecord, order.ITEM, set()),
    (records.OrderRecord, order.ORDER, KEPT | {"order_id", "tenant_id"}),
    (records.LineItemRecord, payment.LINE_ITEM, set()),
    (records.PaymentRecord, payment.PAYMENT, KEPT | {"payment_id", "tenant_id"}),
    (records.BuyoutQuote, quote.BUYOUT, KEPT),
    (records.EarlyReturnQuote, quote.EARLY_RETURN, KEPT),
]


@pytest.mark.parametrize(("record", "shape", "besides"), SHAPES)
def test_every_field_is_read_as_its_type(
    record: type[Any], shape: kinds.Shape, besides: set[str]
) -> None:
    hints = get_type_hints(record)
    assert set(shape) | besides == {field.name for field in fields_of(record)}
    for name, entry in shape.items():
        assert TYPES.get(entry.convert, hints[name]) == hints[name], name


def test_a_flat_customer() -> None:
    record = customer.read_customer(
        {
            "customerId": "c1",
            "tenantId": "t1",
            "lifetimeCollected": 4250,
            "orderIds": ["o1"],
            "createdAt": {"_seconds": 1},
            "lastBillingAddress": {"city": "Ghent", "postalCode": None},
            "customFields": {"vat": "BE0"},
            "status": "dormant",
        }
    )
    assert record.lifetime_collected == Decimal(4250)
    assert record.order_ids == ("o1",)
    assert record.created_at == {"_seconds": 1}
    assert record.last_billing_address == records.AddressRecord(city="Ghent")
    assert record.custom_fields == {"vat": "BE0"}
    assert record.status == "dormant"
    assert (record.total_acquisition_cost, record.profitability) == (None, None)


def test_a_nested_customer() -> None:
    source = decode(
        b'{"customerId": "c1", "tenantId": "t1", "billingAddress": {"city": "Amsterdam"},'
        b' "profitability": {"costRecoveryPercent": 118.05, "activeDevices": 2}}'
    )
    assert isinstance(source, dict)
    record = customer.read_customer(source)
    assert record.profitability == records.ProseProfitability(
        cost_recovery_percent=Decimal("118.05"), active_devices=2
    )
    assert record.billing_address == records.AddressRecord(city="Amsterdam")
    assert record.raw == source


def test_unreadable_members_are_listed_by_their_path() -> None:
    record = customer.read_customer(
        {
            "customerId": "c1",
            "tenantId": "t1",
            "totalOrders": True,
            "lifetimeCollected": "abc",
            "profitability": {"activeDevices": -1},
            "lastBillingAddress": {"city": 5},
            "billingAddress": "Main Street",
        }
    )
    assert record.unreadable == (
        "totalOrders",
        "lastBillingAddress.city",
        "billingAddress",
        "lifetimeCollected",
        "profitability.activeDevices",
    )
    assert record.last_billing_address == records.AddressRecord()
    assert record.total_orders is None


def test_a_subscription_in_the_schema_s_spelling_wins_over_the_sample_s() -> None:
    record = subscription.read_subscription(
        {
            "rentalId": "r1",
            "subscriptionId": "r2",
            "tenantId": "t1",
            "assetSerialNumber": "s1",
            "serialNumber": "s2",
            "totalCollected": 0,
            "costRecovery": {"totalCollected": 90, "listPrice": 100},
            "extensionHistory": [{"previousEndDate": "2026-01-01", "extensionMonths": 6}],
            "replacementHistory": [{"oldSerialNumber": "s0", "newSerialNumber": "s1"}],
            "earlyReturnDetails": {"fee": 258, "feeWaived": False},
        }
    )
    assert (record.subscription_id, record.serial_number) == ("r1", "s1")
    assert (record.total_collected, record.list_price) == (Decimal(0), Decimal(100))
    assert record.extension_history == (
        records.ExtensionRecord(old_end_date="2026-01-01", extension_months=6),
    )
    assert record.replacement_history == (
        records.ReplacementRecord(old_serial_number="s0", new_serial_number="s1"),
    )
    assert (record.early_return_fee, record.early_return_fee_waived) == (Decimal(258), False)


def test_a_subscription_in_the_sample_s_spelling() -> None:
    record = subscription.read_subscription(
        {
            "subscriptionId": "r1",
            "tenantId": "t1",
            "serialNumber": "s1",
            "costRecovery": {"breakevenMonth": 14, "acquisitionCost": 1800},
            "extensionHistory": [{}, "?"],
        }
    )
    assert (record.subscription_id, record.serial_number) == ("r1", "s1")
    assert (record.breakeven_months, record.acquisition_cost) == (Decimal(14), Decimal(1800))
    assert record.extension_history is None
    assert record.unreadable == ("extensionHistory",)


@pytest.mark.parametrize(
    ("source", "customer_id"),
    [
        ({"customer": {"customerId": "c1"}, "customerId": "c2"}, "c1"),
        ({"customerId": "c2"}, "c2"),
    ],
)
def test_an_order_names_its_customer(source: dict[str, object], customer_id: str) -> None:
    record = order.read_order({"orderId": "o1", "tenantId": "t1", "items": [{}], **source})
    assert record.customer_id == customer_id
    assert record.items == (records.OrderItemRecord(),)


def test_a_payment_keeps_amount_and_total_apart() -> None:
    record = payment.read_payment(
        {
            "paymentId": "p1",
            "tenantId": "t1",
            "total": 129,
            "failureReason": "expired card",
            "providerResponse": {"card": "4242"},
        }
    )
    assert (record.amount, record.total) == (None, Decimal(129))
    assert record.failure_reason == "expired card"
    assert "4242" not in repr(record)


def test_quotes_are_read_flat_or_nested() -> None:
    nested = {"calculation": {"buyoutPrice": 658, "breakdown": {"residualValue": 142}}}
    record = quote.read_buyout_quote(nested)
    assert (record.buyout_price, record.residual_value) == (Decimal(658), Decimal(142))
    flat = quote.read_early_return_quote({"earlyReturnFee": 258, "remainingMonths": 4})
    assert (flat.early_return_fee, flat.remaining_months) == (Decimal(258), Decimal(4))
