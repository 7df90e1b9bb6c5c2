"""The subscription on the wire, where it is called a rental (contract 4.3; D22, D37 to D40)."""

from customers.flexportal.records import ExtensionRecord, ReplacementRecord, SubscriptionRecord
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
    text,
)

EXTENSION = {
    "extension_months": member(count, "extensionMonths"),
    "old_contract_length": member(count, "oldContractLength"),
    "new_contract_length": member(count, "newContractLength"),
    "old_monthly_amount": member(figure, "oldMonthlyAmount", "previousMonthlyAmount"),
    "new_monthly_amount": member(figure, "newMonthlyAmount"),
    "old_end_date": member(text, "oldEndDate", "previousEndDate"),
    "new_end_date": member(text, "newEndDate"),
    "extended_at": member(text, "extendedAt"),
    "reason": member(text, "reason"),
}

REPLACEMENT = {
    "old_serial_number": member(text, "oldSerialNumber", "previousSerialNumber"),
    "new_serial_number": member(text, "newSerialNumber"),
    "reason": member(text, "reason"),
    "replaced_at": member(text, "replacedAt"),
}

DESCRIPTION = {
    "customer_id": member(text, "customerId"),
    "order_id": member(text, "orderId"),
    "serial_number": member(text, "assetSerialNumber", "serialNumber", "currentSerialNumber"),
    "customer_email": member(text, "customerEmail"),
    "customer_name": member(text, "customerName"),
    "sku": member(text, "sku"),
    "product_name": member(text, "productName"),
    "product_id": member(text, "productId"),
    "variant_id": member(text, "variantId"),
    "product_image_url": member(text, "productImageUrl"),
    "billing_group_id": member(text, "billingGroupId"),
    "custom_fields": member(mapping, "customFields"),
    "notes": member(text, "notes"),
    "created_at": member(text, "createdAt"),
    "updated_at": member(text, "updatedAt"),
    "created_by": member(text, "createdBy"),
}

CONTRACT = {
    "monthly_amount": member(figure, "monthlyAmount"),
    "currency": member(text, "currency"),
    "status": member(text, "status"),
    "original_contract_length": member(count, "originalContractLength"),
    "contract_length": member(count, "contractLength"),
    "start_date": member(text, "startDate"),
    "end_date": member(text, "endDate"),
    "next_billing_date": member(text, "nextBillingDate"),
    "last_modified_date": member(text, "lastModifiedDate"),
    "actual_months_rented": member(figure, "actualMonthsRented"),
    "months_saved": member(figure, "monthsSaved"),
    "extension_history": member(many(ExtensionRecord, EXTENSION), "extensionHistory"),
    "replacement_history": member(many(ReplacementRecord, REPLACEMENT), "replacementHistory"),
    "upgrade_from_subscription_id": member(text, "upgradeFromRentalId"),
    "buyout_price": member(figure, "buyoutDetails.buyoutPrice"),
    "bought_out_at": member(text, "buyoutDetails.buyoutDate"),
    "early_return_fee": member(
        figure, "earlyReturnDetails.fee", "earlyReturnDetails.earlyReturnFee"
    ),
    "early_return_fee_waived": member(flag, "earlyReturnDetails.feeWaived"),
    "returned_at": member(text, "earlyReturnDetails.returnedAt", "earlyReturnDetails.returnDate"),
    "cancellation_reason": member(text, "cancellationDetails.reason"),
    "cancelled_at": member(text, "cancellationDetails.cancelledAt"),
}

RECOVERY = {
    "list_price": member(figure, "listPrice", "deviceRrp", "costRecovery.listPrice"),
    "list_price_source": member(text, "listPriceSource", "rrpSource"),
    "list_price_captured_at": member(text, "listPriceCapturedAt", "rrpCaptureDate"),
    "acquisition_cost": member(figure, "acquisitionCost", "costRecovery.acquisitionCost"),
    "acquisition_cost_source": member(text, "acquisitionCostSource"),
    "acquisition_cost_captured_at": member(text, "acquisitionCostCapturedAt"),
    "total_collected": member(figure, "totalCollected", "costRecovery.totalCollected"),
    "cost_recovery_percent": member(
        figure, "costRecoveryPercent", "costRecovery.costRecoveryPercent"
    ),
    "current_profit": member(figure, "currentProfit"),
    "breakeven_months": member(
        figure, "breakevenMonths", "breakevenMonth", "costRecovery.breakevenMonth"
    ),
    "has_reached_breakeven": member(flag, "hasReachedBreakeven"),
    "recovery_status": member(text, "recoveryStatus"),
    "months_active": member(figure, "costRecovery.monthsActive"),
    "months_remaining": member(figure, "costRecovery.monthsRemaining"),
    "projected_total_collection": member(figure, "costRecovery.projectedTotalCollection"),
    "projected_margin": member(figure, "costRecovery.projectedMargin"),
    "projected_margin_percent": member(figure, "costRecovery.projectedMarginPercent"),
}

SUBSCRIPTION = DESCRIPTION | CONTRACT | RECOVERY


def read_subscription(source: Json) -> SubscriptionRecord:
    """Read one subscription. Raises Malformed without a subscription and tenant id."""
    return build_whole(
        SubscriptionRecord,
        SUBSCRIPTION,
        source,
        subscription_id=identity(source, "rentalId", "subscriptionId"),
        tenant_id=identity(source, "tenantId"),
    )
