"""What may be done with each of a customer's devices, and with all of them together."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.urls import reverse

from customers.domain.options import Option, billing_group_option, device_options
from customers.domain.subscription import Subscription, SubscriptionStatus

from .checks import CheckView, check_view
from .device_rows import DeviceRow, device_row
from .freshness import Freshness, freshness
from .panel import PanelSource
from .table import Layout, Table, lay_out
from .tenancy import TenantStrip, tenant_strip

_LAYOUT: Layout[Subscription] = Layout(
    columns=(), statuses=tuple(SubscriptionStatus), status_of=lambda one: one.status
)


class AdviceView(NamedTuple):
    """One piece of advice; `value` is yes, no or unknown."""

    name: str
    value: str
    text: str
    seen: str


class OptionView(NamedTuple):
    """A verdict (`checks` is the one), and apart from it what is advised, needed, not readable."""

    checks: tuple[CheckView]
    advice: tuple[AdviceView, ...]
    needs: str
    settings: str


class DeviceOptions(NamedTuple):
    """One device with its verdicts; `url` leads to the choices side by side."""

    row: DeviceRow
    url: str
    options: tuple[OptionView, ...]


@dataclass(frozen=True, slots=True)
class OptionsFrame:
    """Whose options these are, and how old what they stand on is."""

    customer_name: str
    profile_url: str
    options_url: str
    currency: str
    tenant_strip: TenantStrip
    freshness: Freshness


@dataclass(frozen=True, slots=True)
class OptionsPage:
    """All that the page shows."""

    frame: OptionsFrame
    group: OptionView
    table: Table[Subscription]
    devices: tuple[DeviceOptions, ...]


def get_options_page(source: PanelSource, devices: Sequence[Subscription]) -> OptionsPage:
    """The page for one saved list; what runs and ends first stands first; no query."""
    frame = options_frame(source)
    table = lay_out(sorted(devices, key=_ends_first), _LAYOUT, source.wish, frame.options_url)
    return OptionsPage(
        frame=frame,
        group=option_view(billing_group_option(source.customer, devices)),
        table=table,
        devices=tuple(_device(source, one) for one in table.rows),
    )


def options_frame(source: PanelSource) -> OptionsFrame:
    """The frame of both pages."""
    connection, customer = source.connection, source.customer
    place = [connection.tenant.slug, customer.customer_id]
    return OptionsFrame(
        customer_name=customer.name or customer.customer_id,
        profile_url=reverse("profile", args=place),
        options_url=reverse("options", args=place),
        currency=connection.tenant.currency,
        tenant_strip=tenant_strip(connection, source.now),
        freshness=freshness(source.copy, source.now, source.wait),
    )


def option_view(option: Option) -> OptionView:
    """One option as both pages show it."""
    return OptionView(
        (check_view(option.verdict),),
        tuple(AdviceView(one.name, one.state, one.text, one.seen) for one in option.advice),
        option.needs,
        option.settings,
    )


def device_url(source: PanelSource, subscription: Subscription) -> str:
    """Where the choices for one device stand side by side."""
    slug, customer_id = source.connection.tenant.slug, source.customer.customer_id
    return reverse("device_options", args=[slug, customer_id, subscription.subscription_id])


def _ends_first(subscription: Subscription) -> tuple[bool, date]:
    return not subscription.is_active, subscription.end_on or date.max


def _device(source: PanelSource, subscription: Subscription) -> DeviceOptions:
    currency = source.connection.tenant.currency
    options = device_options(subscription, source.customer, currency)
    return DeviceOptions(
        device_row(subscription, source.today),
        device_url(source, subscription),
        tuple(option_view(option) for option in options),
    )
