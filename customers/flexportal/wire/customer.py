"""The customer on the wire (contract 4.1, 4.2; D19, D20, D23)."""

from customers.flexportal.records import AddressRecord, CustomerRecord, ProseProfitability
from customers.flexportal.wire.fields import (
    Json,
    anything,
    build_whole,
    count,
    figure,
    identity,
    mapping,
    member,
    one,
    text,
    texts,
)

ADDRESS = {
    "contact_name": member(text, "contactName"),
    "company": member(text, "company"),
    "building_info": member(text, "buildingInfo"),
    "street_address": member(text, "streetAddress"),
    "locality": member(text, "locality"),
    "city": member(text, "city"),
    "admin_area": member(text, "adminArea"),
    "postal_code": member(text, "postalCode"),
    "country": member(text, "country"),
}

PROFITABILITY = {
    "lifetime_collected": member(figure, "lifetimeCollected"),
    "total_acquisition_cost": member(figure, "totalAcquisitionCost"),
    "cost_recovery_percent": member(figure, "costRecoveryPercent"),
    "average_monthly_revenue": member(figure, "averageMonthlyRevenue"),
    "total_devices_ever": member(count, "totalDevicesEver"),
    "active_devices": member(count, "activeDevices"),
}

CUSTOMER = {
    "email": member(text, "email"),
    "first_name": member(text, "firstName"),
    "last_name": member(text, "lastName"),
    "company": member(text, "company"),
    "phone": member(text, "phone"),
    "customer_type": member(text, "customerType"),
    "status": member(text, "status"),
    "custom_fields": member(mapping, "customFields"),
    "total_orders": member(count, "totalOrders"),
    "total_devices_rented": member(count, "totalDevicesRented"),
    "total_monthly_revenue": member(figure, "totalMonthlyRevenue"),
    "order_ids": member(texts, "orderIds"),
    "rental_ids": member(texts, "rentalIds"),
    "last_billing_address": member(one(AddressRecord, ADDRESS), "lastBillingAddress"),
    "last_shipping_address": member(one(AddressRecord, ADDRESS), "lastShippingAddress"),
    "billing_address": member(one(AddressRecord, ADDRESS), "billingAddress"),
    "shipping_address": member(one(AddressRecord, ADDRESS), "shippingAddress"),
    "created_at": member(anything, "createdAt"),
    "updated_at": member(anything, "updatedAt"),
    "created_by": member(text, "createdBy"),
    "lifetime_collected": member(figure, "lifetimeCollected"),
    "total_acquisition_cost": member(figure, "totalAcquisitionCost"),
    "customer_margin": member(figure, "customerMargin"),
    "customer_margin_percent": member(figure, "customerMarginPercent"),
    "subscriptions_tracked": member(count, "subscriptionsTracked"),
    "profitability": member(one(ProseProfitability, PROFITABILITY), "profitability"),
}


def read_customer(source: Json) -> CustomerRecord:
    """Read one customer. Raises Malformed without a customer and tenant id."""
    return build_whole(
        CustomerRecord,
        CUSTOMER,
        source,
        customer_id=identity(source, "customerId"),
        tenant_id=identity(source, "tenantId"),
    )
