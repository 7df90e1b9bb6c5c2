"""One customer beside the list: enough to decide whether to open them, all from the picture."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal

from django.urls import reverse
from django.utils.timezone import localtime

from customers.domain.contract_time import weighted_elapsed_share
from customers.domain.customer import Customer, CustomerType, Delivered, Figure, Status
from customers.domain.eligibility import upgrade_verdict
from customers.domain.minor import from_minor
from customers.domain.moment import say_day, say_moment
from customers.domain.money import (
    UNKNOWN,
    exact_amount,
    format_count,
    format_money,
    format_whole_percent,
)
from customers.domain.profitability import Recovery
from customers.domain.subscription import Subscription, SubscriptionStatus
from customers.domain.summary import headline
from customers.models import Portfolio, PortfolioCustomer, PortfolioSubscription

from .checks import CheckView, check_view
from .figures import (
    BadgeView,
    BarView,
    bar_of,
    recovery_badge_view,
    status_badge_view,
    type_badge_view,
)
from .panel import Amount

_KEPT = "kept"


@dataclass(frozen=True, slots=True)
class Preview:
    """What stands in the panel beside the list."""

    customer_id: str
    name: str
    company: str
    url: str
    badges: tuple[BadgeView, ...]
    sentence: str
    bar: BarView
    monthly: Amount
    devices: str
    elapsed: str
    ends: str
    upgrade: CheckView
    figures_from: str


def get_preview(portfolio: Portfolio, customer_id: str, now: datetime) -> Preview | None:
    """The customer as the picture has them, None if it has none; two queries."""
    row = PortfolioCustomer.objects.shown(portfolio).filter(customer_id=customer_id).first()
    if row is None:
        return None
    tenant, customer = portfolio.tenant, _customer(row)
    elapsed = _elapsed(portfolio, customer_id, now.astimezone(UTC).date())
    percent, cost = from_minor(row.recovery_percent), from_minor(row.acquisition_cost)
    monthly = from_minor(row.monthly_revenue)
    as_of = portfolio.as_of or now
    return Preview(
        customer_id=customer_id,
        name=row.name or customer_id,
        company=row.company if row.company != row.name else "",
        url=reverse("profile", args=[tenant.slug, customer_id]),
        badges=_badges(row),
        sentence=headline(customer, tenant.currency, elapsed).title,
        bar=bar_of(percent, "" if cost is None else format_money(cost, tenant.currency)),
        monthly=Amount(exact_amount(monthly), format_money(monthly, tenant.currency)),
        devices=f"{_count(row.active_devices)} of {_count(row.devices_ever)} ever",
        elapsed=UNKNOWN if elapsed is None else format_whole_percent(elapsed * 100),
        ends=say_day(row.contract_ends_on) if row.contract_ends_on else "",
        upgrade=check_view(upgrade_verdict(customer)),
        figures_from=say_moment(localtime(as_of), localtime(now)),
    )


def _badges(row: PortfolioCustomer) -> tuple[BadgeView, ...]:
    return (
        recovery_badge_view(Recovery(row.recovery)),
        status_badge_view(Status(row.status)),
        type_badge_view(CustomerType(row.customer_type)),
    )


def _customer(row: PortfolioCustomer) -> Customer:
    """As much of the customer as the row keeps: enough for the rules."""
    return Customer(
        tenant_id=str(row.tenant_id),
        customer_id=row.customer_id,
        first_name=row.name,
        status=Status(row.status),
        collected=_figure(from_minor(row.collected)),
        acquisition_cost=_figure(from_minor(row.acquisition_cost)),
        active_devices=_figure(_decimal(row.active_devices)),
        devices_ever=_figure(_decimal(row.devices_ever)),
        delivered=Delivered(nested_cost_recovery_percent=from_minor(row.recovery_percent)),
    )


def _figure(value: Decimal | None) -> Figure:
    return Figure(value, "" if value is None else _KEPT)


def _decimal(count: int | None) -> Decimal | None:
    return None if count is None else Decimal(count)


def _count(count: int | None) -> str:
    return format_count(_decimal(count))


def _elapsed(portfolio: Portfolio, customer_id: str, today: date) -> Decimal | None:
    devices = PortfolioSubscription.objects.in_generation(portfolio.tenant, portfolio.generation)
    kept = devices.filter(customer_id=customer_id, status=SubscriptionStatus.ACTIVE)
    elapsed = weighted_elapsed_share([_subscription(one) for one in kept], today)
    return elapsed.share if elapsed else None


def _subscription(row: PortfolioSubscription) -> Subscription:
    return Subscription(
        tenant_id=str(row.tenant_id),
        subscription_id=row.subscription_id,
        status=SubscriptionStatus(row.status),
        acquisition_cost=_figure(from_minor(row.acquisition_cost)),
        start_on=row.start_on,
        contract_length=row.contract_months,
    )
