"""The rows of the portfolio out of what FlexPortal said: every column is decided here."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time
from typing import Any

from customers.domain.at_risk import at_risk_on, badge_on
from customers.domain.customer import Customer, Figure
from customers.domain.minor import floor_minor, from_minor, to_minor
from customers.domain.money import same_currency
from customers.domain.profitability import cost_recovery_percent
from customers.domain.search import fold, search_text
from customers.domain.snapshot import (
    Snapshot,
    device_figures,
    kept_figures,
    to_snapshot_document,
)
from customers.domain.subscription import CostSource, Subscription, SubscriptionStatus
from customers.models import ALIVE, Tenant

_LARGEST_COUNT = 2**31 - 1


def customer_values(
    tenant: Tenant,
    generation: int,
    customer: Customer,
    subscriptions: Sequence[Subscription],
    today: date,
) -> dict[str, Any]:
    """A customer's row as of the day, as columns and values, all but the key."""
    email, company = (customer.email or "").strip(), (customer.company or "").strip()
    name = customer.name
    return {
        "tenant_id": tenant.pk,
        "customer_id": customer.customer_id,
        "born": generation,
        "died": ALIVE,
        "fingerprint": b"",
        "name": name[:200],
        "company": company[:200],
        "email": email[:320],
        "phone": (customer.phone or "").strip()[:64],
        "sort_name": fold(name or customer.customer_id)[:120],
        "search_text": search_text(
            name,
            company,
            email,
            customer.customer_id,
            phone=customer.phone,
            custom_fields=customer.custom_fields,
            products=sorted({product_name(one) for one in subscriptions}),
        ),
        "status": customer.status.value,
        "customer_type": customer.customer_type.value,
        **_figures(customer),
        **_contracts(customer, subscriptions, today),
        "collected_since": today,
        "customer_since": customer.created_at.date() if customer.created_at else None,
        "document": _document(tenant, customer, subscriptions, today),
    }


def _figures(customer: Customer) -> dict[str, int | None]:
    """Profit is the difference of what is kept: rows and totals add up to the last digit."""
    collected = to_minor(customer.collected.value)
    cost = to_minor(customer.acquisition_cost.value)
    profit = None if collected is None or cost is None else collected - cost
    return {
        "collected": collected,
        "acquisition_cost": cost,
        "profit": profit,
        "still_open": None if profit is None else max(-profit, 0),
        "recovery_percent": floor_minor(cost_recovery_percent(customer).value),
        "monthly_revenue": to_minor(customer.monthly_revenue.value),
        "average_monthly_revenue": to_minor(customer.average_monthly_revenue.value),
        "active_devices": _count(customer.active_devices),
        "devices_ever": _count(customer.devices_ever),
        "orders": _count(customer.orders),
    }


def _contracts(
    customer: Customer, subscriptions: Sequence[Subscription], today: date
) -> dict[str, Any]:
    ends = [one.end_on for one in subscriptions if one.is_active and one.end_on]
    starts = [one.start_on for one in subscriptions if one.start_on]
    late = at_risk_on(customer, subscriptions)
    return {
        "recovery": badge_on(customer, late, today).value,
        "at_risk_on": late,
        "contract_ends_on": min(ends, default=None),
        "cohort": min(starts).replace(day=1) if starts else None,
    }


def _document(
    tenant: Tenant, customer: Customer, subscriptions: Iterable[Subscription], today: date
) -> str:
    """The day's snapshot; when it is kept, the moment of the run takes the place of midnight."""
    midnight = datetime.combine(today, time(), UTC)
    devices = device_figures(subscriptions, tenant.currency)
    return to_snapshot_document(Snapshot(midnight, kept_figures(customer), devices))


def _count(figure: Figure) -> int | None:
    return None if figure.value is None or figure.value > _LARGEST_COUNT else int(figure.value)


def subscription_values(
    tenant: Tenant, generation: int, subscription: Subscription
) -> dict[str, Any]:
    """A subscription's row, as columns and values, all but the key."""
    countable = same_currency(subscription.currency, tenant.currency)
    cost, collected = subscription.acquisition_cost.value, subscription.collected.value
    return {
        "tenant_id": tenant.pk,
        "subscription_id": subscription.subscription_id,
        "customer_id": subscription.customer_id or "",
        "born": generation,
        "died": ALIVE,
        "fingerprint": b"",
        "product": product_name(subscription),
        "status": subscription.status.value,
        "monthly_amount": to_minor(subscription.monthly_amount) if countable else None,
        "acquisition_cost": to_minor(cost) if countable else None,
        "cost_source": subscription.cost_source.value,
        "collected": to_minor(collected) if countable else None,
        "start_on": subscription.start_on,
        "contract_months": subscription.contract_length,
        "end_on": subscription.end_on,
        "ended_on": subscription.ended_on,
    }


KEPT_OF_SUBSCRIPTION = (
    "customer_id",
    "subscription_id",
    "product",
    "status",
    "monthly_amount",
    "acquisition_cost",
    "cost_source",
    "collected",
    "start_on",
    "contract_months",
    "end_on",
    "ended_on",
)
"""The columns of a subscription's row that its customer's row is made of."""


def kept_subscription(tenant: Tenant, values: Sequence[Any]) -> Subscription:
    """A subscription again from those columns: as much of it as a customer's row needs."""
    customer, subscription, product, status, monthly, cost, source, collected, *days = values
    start, months, end, ended = days
    return Subscription(
        tenant_id=tenant.tenant_id,
        subscription_id=subscription,
        customer_id=customer,
        product_name=product,
        status=SubscriptionStatus(status),
        monthly_amount=from_minor(monthly),
        start_on=as_day(start),
        contract_length=months,
        end_on=as_day(end),
        ended_on=as_day(ended),
        acquisition_cost=_figure(cost, "acquisitionCost"),
        cost_source=CostSource(source),
        collected=_figure(collected, "totalCollected"),
    )


def _figure(minor: int | None, path: str) -> Figure:
    return Figure() if minor is None else Figure(from_minor(minor), path)


def as_day(value: date | str | None) -> date | None:
    """SQLite keeps days as text."""
    return date.fromisoformat(value) if isinstance(value, str) else value


def product_name(subscription: Subscription) -> str:
    """Its product's name, else its SKU, else ''."""
    return (subscription.product_name or subscription.sku or "")[:200]
