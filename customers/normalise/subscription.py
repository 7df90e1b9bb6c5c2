"""FlexPortal's subscription record to the domain's subscription.

D37, D38, D39  Both spellings are read on the wire; here there is one name for each.
D41            Months active and remaining are not taken over: they are derived from the dates.
D42            "Extended" is no status: it follows from the history.
D43            A missing end is start + length.
D57, D58       The source of the cost goes with it; an unknown source is unknown, not refused.
"""

from datetime import date
from typing import Any

from customers.domain.contract_time import add_months
from customers.domain.profitability import Recovery
from customers.domain.subscription import (
    CostSource,
    Extension,
    Replacement,
    Subscription,
    SubscriptionStatus,
)
from customers.flexportal.records import ExtensionRecord, ReplacementRecord, SubscriptionRecord
from customers.normalise.figure import first_figure
from customers.normalise.moment import read_day, read_moment

_STATUSES: dict[str | None, SubscriptionStatus] = {one.value: one for one in SubscriptionStatus}
_COST_SOURCES: dict[str | None, CostSource] = {one.value: one for one in CostSource}
_RECOVERIES: dict[str | None, Recovery] = {one.value: one for one in Recovery}
_LONGEST_CONTRACT = 1_200


def normalise_subscription(record: SubscriptionRecord) -> Subscription:
    """The subscription as the domain knows it; never raises."""
    status = _STATUSES.get(record.status, SubscriptionStatus.UNKNOWN)
    length, start_on = _length(record.contract_length), read_day(record.start_date)
    end_on = read_day(record.end_date) or _derived_end(start_on, length)
    return Subscription(
        tenant_id=record.tenant_id,
        subscription_id=record.subscription_id,
        customer_id=record.customer_id,
        order_id=record.order_id,
        billing_group_id=record.billing_group_id,
        upgraded_from_id=record.upgrade_from_subscription_id,
        serial_number=record.serial_number,
        product_name=record.product_name,
        sku=record.sku,
        status=status,
        raw_status=record.status if status is SubscriptionStatus.UNKNOWN else None,
        currency=record.currency,
        monthly_amount=record.monthly_amount,
        original_contract_length=_length(record.original_contract_length),
        contract_length=length,
        start_on=start_on,
        end_on=end_on,
        ended_on=_ended_on(record, status, end_on),
        next_billing_on=read_day(record.next_billing_date),
        acquisition_cost=first_figure(("acquisitionCost", record.acquisition_cost)),
        collected=first_figure(("totalCollected", record.total_collected)),
        delivered_percent=first_figure(("costRecoveryPercent", record.cost_recovery_percent)),
        list_price=record.list_price,
        cost_source=_COST_SOURCES.get(record.acquisition_cost_source, CostSource.UNKNOWN),
        delivered_profit=record.current_profit,
        delivered_break_even_months=record.breakeven_months,
        delivered_recovery=_RECOVERIES.get(record.recovery_status),
        **_history(record),
        notes=record.notes,
        created_at=read_moment(record.created_at),
        updated_at=read_moment(record.updated_at),
        unreadable=record.unreadable,
    )


def _history(record: SubscriptionRecord) -> dict[str, Any]:
    return {
        "extensions": tuple(_extension(one) for one in record.extension_history or ()),
        "replacements": tuple(_replacement(one) for one in record.replacement_history or ()),
        "buyout_amount": record.buyout_price,
        "early_return_fee": record.early_return_fee,
        "cancellation_reason": record.cancellation_reason,
    }


def _length(months: int | None) -> int | None:
    """A contract of at least a month (D44, D120) and at most a century."""
    return months if months is not None and 1 <= months <= _LONGEST_CONTRACT else None


def _derived_end(start_on: date | None, length: int | None) -> date | None:
    return None if start_on is None or length is None else add_months(start_on, length)


def _ended_on(
    record: SubscriptionRecord, status: SubscriptionStatus, end_on: date | None
) -> date | None:
    """The day of its ending by what ended it; else when it was last changed; else its term."""
    if status in {SubscriptionStatus.ACTIVE, SubscriptionStatus.UNKNOWN}:
        return None
    if status is SubscriptionStatus.ENDED_COMPLETED and end_on:
        return end_on
    told = {
        SubscriptionStatus.ENDED_BUYOUT: record.bought_out_at,
        SubscriptionStatus.ENDED_EARLY_RETURN: record.returned_at,
        SubscriptionStatus.CANCELLED: record.cancelled_at,
    }
    return read_day(told.get(status)) or read_day(record.last_modified_date) or end_on


def _extension(record: ExtensionRecord) -> Extension:
    return Extension(
        months=record.extension_months,
        old_length=record.old_contract_length,
        new_length=record.new_contract_length,
        old_monthly_amount=record.old_monthly_amount,
        new_monthly_amount=record.new_monthly_amount,
        old_end_on=read_day(record.old_end_date),
        new_end_on=read_day(record.new_end_date),
        extended_at=read_moment(record.extended_at),
        reason=record.reason,
    )


def _replacement(record: ReplacementRecord) -> Replacement:
    return Replacement(
        old_serial_number=record.old_serial_number,
        new_serial_number=record.new_serial_number,
        reason=record.reason,
        replaced_at=read_moment(record.replaced_at),
    )
