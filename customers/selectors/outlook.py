"""The outlook of a customer: the chart, when break-even comes, and what each answer assumes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from django.urls import reverse

from customers.domain.contract_time import weighted_elapsed_share
from customers.domain.course import in_currency
from customers.domain.customer import Customer
from customers.domain.metric import Metric, why_unknown
from customers.domain.moment import say_day
from customers.domain.money import exact_amount, format_amount, format_money
from customers.domain.outlook import Outlook, Prediction
from customers.domain.payment import Payment
from customers.domain.profitability import profit
from customers.domain.prospect import Prospect, prospect_of
from customers.domain.subscription import Subscription
from customers.domain.summary import Headline, headline
from customers.domain.words import say_count
from customers.models import Connection, ListCopy

from .chart import ChartView
from .course_chart import course_chart
from .device_outlook import DeviceOutlooks, device_outlooks
from .figures import FigureView
from .freshness import Freshness, freshness
from .panel import utc_day
from .tenancy import TenantStrip, tenant_strip

BREAK_EVEN_ON = "break_even_on"


@dataclass(frozen=True, slots=True)
class OutlookSource:
    """What an outlook is made from: the customer and both lists with their copies."""

    connection: Connection
    customer: Customer
    subscriptions: Sequence[Subscription]
    payments: Sequence[Payment]
    copies: Sequence[ListCopy]
    now: datetime


@dataclass(frozen=True, slots=True)
class OutlookPage:
    """All that is shown; `freshness` is of the older list, `chart` None without a history."""

    tenant_strip: TenantStrip
    customer_name: str
    profile_url: str
    currency: str
    freshness: Freshness
    headline: Headline
    chart: ChartView | None
    figures: tuple[FigureView, ...]
    devices: DeviceOutlooks
    notes: tuple[str, ...]


def get_outlook_page(source: OutlookSource) -> OutlookPage:
    """The page for one customer and both saved lists; no query."""
    connection, customer, today = source.connection, source.customer, utc_day(source.now)
    currency = connection.tenant.currency
    devices = in_currency(source.subscriptions, currency)
    payments = in_currency(source.payments, currency)
    prospect = prospect_of(customer, devices, payments, currency, today)
    elapsed = weighted_elapsed_share(source.subscriptions, today)
    oldest = min(source.copies, key=lambda one: one.fetched_at)
    profile_url = reverse("profile", args=[connection.tenant.slug, customer.customer_id])
    return OutlookPage(
        tenant_strip=tenant_strip(connection, source.now),
        customer_name=customer.name or customer.customer_id,
        profile_url=profile_url,
        currency=currency,
        freshness=freshness(oldest, source.now),
        headline=headline(customer, currency, elapsed.share if elapsed else None, prospect),
        chart=course_chart(prospect, currency, today),
        figures=tuple(
            _with_receipt(one, profile_url) for one in _figures(customer, prospect, currency)
        ),
        devices=device_outlooks(prospect, devices, payments, today),
        notes=tuple(_notes(source, prospect, currency)),
    )


def _figures(customer: Customer, prospect: Prospect, currency: str) -> Iterator[FigureView]:
    """Break-even, then the same at the customer's own record, then without any further payment."""
    ahead = prospect.outlook
    if ahead is None:
        why = why_unknown(customer, Metric.COST_RECOVERY_PERCENT)
        yield _figure(BREAK_EVEN_ON, "Break-even", why)
        yield _usual_lateness(prospect)
    elif ahead.open_amount:
        yield _predicted(BREAK_EVEN_ON, "Break-even", ahead.on_schedule, prospect, currency)
        yield _at_own_record(ahead, prospect, currency)
        yield _if_returned(ahead, profit(customer).value, currency)
    else:
        yield _reached(prospect)
        yield _usual_lateness(prospect)
        yield _if_returned(ahead, profit(customer).value, currency)


def _with_receipt(figure: FigureView, profile_url: str) -> FigureView:
    """Only the break-even has a working of its own; the others are its variations."""
    if figure.metric != BREAK_EVEN_ON:
        return figure
    return replace(figure, href=f"{profile_url}receipt/?figure={BREAK_EVEN_ON}")


def _figure(metric: str, label: str, note: str, value: str = "", shown: str = "") -> FigureView:
    return FigureView(metric, value, label, shown, unit="", note=note, href="")


def _reached(prospect: Prospect) -> FigureView:
    day = prospect.broke_even_on
    if day is None:
        why = "the payments do not add up to what FlexPortal collected"
        return _figure(BREAK_EVEN_ON, "Broke even", why)
    note = "the day the payments received reached the cost"
    return _figure(BREAK_EVEN_ON, "Broke even", note, day.isoformat(), say_day(day))


def _predicted(
    metric: str, label: str, prediction: Prediction, prospect: Prospect, currency: str
) -> FigureView:
    """A day with its assumption; or that it is not reached, and what stays short."""
    if day := prediction.reached_on:
        return _figure(metric, label, prediction.assumption, day.isoformat(), say_day(day))
    short = f"{format_money(prediction.short, currency)} short"
    end = prospect.ends_on or prediction.last_on
    what = "the contract ends" if prospect.contracts == 1 else "the contracts end"
    when = f" when {what} on {say_day(end)}" if end else ", nothing more is scheduled"
    note = f"{short}{when}, {prediction.assumption}"
    return _figure(metric, label, note, shown="not reached")


def _at_own_record(ahead: Outlook, prospect: Prospect, currency: str) -> FigureView:
    metric, label = "break_even_on_own_record", "At their own record"
    if ahead.at_own_lateness is None:
        return _figure(metric, label, "nothing has been paid yet to learn from")
    return _predicted(metric, label, ahead.at_own_lateness, prospect, currency)


def _if_returned(ahead: Outlook, gained: Decimal | None, currency: str) -> FigureView:
    short = ahead.if_returned.short
    surplus = max(gained or Decimal(0), Decimal(0))
    return FigureView(
        metric="short_if_returned",
        value=exact_amount(short),
        label="Would be short" if short else "Would be ahead",
        shown=format_amount(short or surplus),
        unit=currency,
        note=ahead.if_returned.assumption,
        href="",
    )


def _usual_lateness(prospect: Prospect) -> FigureView:
    metric, label, days = "usual_days_late", "Usually pays", prospect.days_late
    if days is None:
        return _figure(metric, label, "nothing has been paid yet to learn from")
    shown = say_count(Decimal(days), "day") + " late" if days else "on the day"
    return _figure(metric, label, "the median of all paid payments", str(days), shown)


def _notes(source: OutlookSource, prospect: Prospect, currency: str) -> Iterator[str]:
    """What the sums leave out, and where they differ from FlexPortal's own."""
    customer, course = source.customer, prospect.course
    yield from _left_out(course.receipts_left_out, "paid payment", "a known amount or day")
    yield from _left_out(course.costs_left_out, "device", "a known cost or start")
    foreign = len(source.subscriptions) - len(in_currency(source.subscriptions, currency))
    foreign += len(source.payments) - len(in_currency(source.payments, currency))
    yield from _left_out(foreign, "row", f"amounts in {currency}")
    for name, ours, own in (
        ("The payments received", course.received, customer.collected.value),
        ("The devices’ costs", course.spent, customer.acquisition_cost.value),
    ):
        if own is not None and ours != own:
            apart = f"{format_amount(abs(ours - own))} {'more' if ours > own else 'less'}"
            yield (
                f"{name} add up to {format_money(ours, currency)}, "
                f"{apart} than FlexPortal’s {format_money(own, currency)}."
            )


def _left_out(count: int, noun: str, needs: str) -> Iterator[str]:
    if count:
        words = say_count(Decimal(count), noun).capitalize()
        yield f"{words} without {needs} {'is' if count == 1 else 'are'} left out of the lines."
