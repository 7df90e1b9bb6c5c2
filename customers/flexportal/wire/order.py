"""The order on the wire (contract 4.4; D89)."""

from customers.flexportal.records import AddressRecord, OrderItemRecord, OrderRecord
from customers.flexportal.wire.customer import ADDRESS
from customers.flexportal.wire.fields import (
    Json,
    build_whole,
    count,
    figure,
    flag,
    identity,
    many,
    mapping,
    member,
    one,
    text,
    texts,
)

ITEM = {
    "sku": member(text, "sku"),
    "product_name": member(text, "productName"),
    "product_id": member(text, "productId"),
    "variant_id": member(text, "variantId"),
    "product_image_url": member(text, "productImageUrl"),
    "quantity": member(count, "quantity"),
    "unit_price": member(figure, "unitPrice"),
    "contract_length": member(count, "contractLength"),
    "list_price": member(figure, "listPrice"),
    "list_price_source": member(text, "listPriceSource"),
    "list_price_override": member(figure, "listPriceOverride"),
    "acquisition_cost": member(figure, "acquisitionCost"),
    "acquisition_cost_source": member(text, "acquisitionCostSource"),
    "acquisition_cost_override": member(figure, "acquisitionCostOverride"),
    "used_list_price_as_acquisition": member(flag, "usedListPriceAsAcquisition"),
    "rental_ids": member(texts, "rentalIds"),
    "rental_status": member(text, "rentalStatus"),
}

ORDER = {
    "status": member(text, "status"),
    "order_type": member(text, "orderType"),
    "customer_id": member(text, "customer.customerId", "customerId"),
    "customer_email": member(text, "customer.email"),
    "customer_first_name": member(text, "customer.firstName"),
    "customer_last_name": member(text, "customer.lastName"),
    "customer_company": member(text, "customer.company"),
    "customer_phone": member(text, "customer.phone"),
    "customer_type": member(text, "customer.customerType"),
    "billing_address": member(one(AddressRecord, ADDRESS), "billingAddress"),
    "shipping_address": member(one(AddressRecord, ADDRESS), "shippingAddress"),
    "items": member(many(OrderItemRecord, ITEM), "items"),
    "subtotal": member(figure, "totals.subtotal"),
    "tax_amount": member(figure, "totals.taxAmount"),
    "total": member(figure, "totals.total"),
    "currency": member(text, "totals.currency"),
    "total_devices": member(count, "totals.totalDevices", "rentalProgress.totalDevices"),
    "rented_devices": member(count, "rentalProgress.rentedDevices"),
    "payment_status": member(text, "payment.status"),
    "payment_method": member(text, "payment.method"),
    "paid_amount": member(figure, "payment.paidAmount"),
    "rental_ids": member(texts, "rentalIds"),
    "billing_group_id": member(text, "billingGroupId"),
    "tracking_number": member(text, "trackingNumber"),
    "shipped_at": member(text, "shippedAt"),
    "original_order_id": member(text, "extensionDetails.originalOrderId"),
    "extension_months": member(count, "extensionDetails.extensionMonths"),
    "previous_subscription_id": member(text, "upgradeDetails.previousRentalId"),
    "previous_serial_number": member(text, "upgradeDetails.previousSerialNumber"),
    "custom_fields": member(mapping, "customFields"),
    "notes": member(text, "notes"),
    "created_at": member(text, "createdAt"),
    "updated_at": member(text, "updatedAt"),
    "created_by": member(text, "createdBy"),
}


def read_order(source: Json) -> OrderRecord:
    """Read one order. Raises Malformed without an order and tenant id."""
    return build_whole(
        OrderRecord,
        ORDER,
        source,
        order_id=identity(source, "orderId"),
        tenant_id=identity(source, "tenantId"),
    )
