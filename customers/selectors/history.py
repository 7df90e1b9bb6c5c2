"""A customer's history: recovery, profit and revenue through time, and why they changed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from django.urls import reverse

from customers.domain.course import in_currency
from customers.domain.customer import Customer
from customers.domain.payment import PaymentStatus
from customers.domain.snapshot import Snapshot
from customers.domain.why_changed import why_changed
from customers.models import Connection, CustomerCopy, ListKind

from .chart import ChartView
from .freshness import Freshness, freshness
from .grade import GradeView, grade_view
from .history_charts import history_charts
from .saved_lists import SavedLists, get_saved_lists, rows_of
from .snapshots import KeptDays, day_to_compare, get_kept_days
from .tenancy import TenantStrip, tenant_strip
from .why import WhyView, why_view

_LATEST_PAID = f"?status={PaymentStatus.PAID}&sort=-paid"
_LISTS = (ListKind.SUBSCRIPTIONS, ListKind.PAYMENTS)


class DaysWanted(NamedTuple):
    """The two days that the address asks to compare, as text; what makes no sense is ignored."""

    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """All that the panel shows; without two days to compare there are neither charts nor why."""

    tenant_strip: TenantStrip
    customer_name: str
    profile_url: str
    payments_url: str
    devices_url: str
    url: str
    freshness: Freshness
    charts: tuple[ChartView, ...]
    why: WhyView | None
    grade: GradeView


def get_history_page(
    connection: Connection,
    copy: CustomerCopy,
    customer: Customer,
    *,
    wanted: DaysWanted,
    now: datetime,
) -> HistoryPage:
    """The panel of one customer from what is saved; two queries, nothing is asked for."""
    tenant, customer_id = connection.tenant, copy.customer_id
    kept = get_kept_days(connection, customer_id)
    saved = get_saved_lists(connection, customer_id, *_LISTS)
    address = [tenant.slug, customer_id]
    return HistoryPage(
        tenant_strip=tenant_strip(connection, now),
        customer_name=customer.name or customer_id,
        profile_url=reverse("profile", args=address),
        payments_url=reverse("profile_panel", args=[*address, ListKind.PAYMENTS]) + _LATEST_PAID,
        devices_url=reverse("profile_panel", args=[*address, ListKind.SUBSCRIPTIONS]),
        url=reverse("profile_history", args=address),
        freshness=freshness(copy, now),
        charts=history_charts(kept.figures, tenant.currency) if len(kept.figures) > 1 else (),
        why=_why(kept, saved, wanted, tenant.currency),
        grade=grade_view(customer, saved, tenant.currency),
    )


def _why(kept: KeptDays, saved: SavedLists, wanted: DaysWanted, currency: str) -> WhyView | None:
    pair = _pair(kept.figures, wanted)
    if pair is None:
        return None
    before, after = (kept.in_full(day) for day in pair)
    payments = rows_of(saved.payments)
    paid = None if payments is None else in_currency(payments, currency)
    explained = why_changed(before, after, paid)
    return why_view(explained, tuple(kept.figures), *pair)


def _pair(days: Mapping[date, Snapshot], wanted: DaysWanted) -> tuple[date, date] | None:
    """The two days asked for; by itself the last one, against the one a month before it."""
    by_name = {day.isoformat(): day for day in days}
    after = by_name.get(wanted.after) or max(days, default=None)
    if after is None:
        return None
    before = by_name.get(wanted.before)
    if before is None or before >= after:
        before = day_to_compare(days, after)
    return None if before is None else (before, after)
