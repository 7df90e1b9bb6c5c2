"""One device's choices side by side, with FlexPortal's quotes once they were asked for."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import urlencode

from django.utils.timezone import localtime

from customers.domain.advice import advised_monthly
from customers.domain.money import format_money
from customers.domain.options import device_options
from customers.domain.payment import Payment
from customers.domain.quote import Quotes
from customers.domain.standing import customer_standing, device_standing
from customers.domain.subscription import Subscription
from customers.domain.what_if import Case, side_by_side

from .device_rows import DeviceRow, device_row
from .options import OptionsFrame, OptionView, device_url, option_view, options_frame
from .outcomes import OutcomeSheet, OutcomeView, StandingView, standing_view
from .panel import PanelSource

ADVISED = "advised"
"""The extension's price after the discount that FlexPortal's samples give."""


class Terms(NamedTuple):
    """What an extension is tried with: so many months, at the present or the advised price."""

    months: int = 12
    price: str = ADVISED

    @property
    def query(self) -> str:
        """As they stand in an address."""
        return urlencode(self._asdict())


@dataclass(frozen=True, slots=True)
class WhatIfPage:
    """All that the page shows; `asked` is the minute the quotes were asked for, '' before that.

    `here` is the page with the terms of the extension; `prices` are those to choose from.
    """

    frame: OptionsFrame
    url: str
    here: str
    row: DeviceRow
    options: tuple[OptionView, ...]
    active: bool
    device_now: StandingView
    customer_now: StandingView
    outcomes: tuple[OutcomeView, ...]
    prices: tuple[tuple[str, str], ...]
    asked: str


def get_what_if_page(
    source: PanelSource,
    subscription: Subscription,
    payments: Sequence[Payment],
    terms: Terms,
    quotes: Quotes | None,
) -> WhatIfPage:
    """The page for saved copies and quotes that are kept nowhere; no query."""
    customer, currency = source.customer, source.connection.tenant.currency
    case = _case(source, subscription, payments, terms, quotes)
    sheet = OutcomeSheet(subscription, currency, quotes)
    url = device_url(source, subscription)
    options = device_options(subscription, customer, currency, case.price)
    return WhatIfPage(
        frame=options_frame(source),
        url=url,
        here=f"{url}?{terms.query}",
        row=device_row(subscription, source.today),
        options=tuple(option_view(option) for option in options),
        active=subscription.is_active,
        device_now=standing_view(device_standing(subscription), sheet.device_currency),
        customer_now=standing_view(customer_standing(customer), currency),
        outcomes=tuple(sheet.column(outcome) for outcome in side_by_side(case)),
        prices=_prices(subscription),
        asked=f"{localtime(quotes.asked_at):%H:%M}" if quotes else "",
    )


def _case(
    source: PanelSource,
    subscription: Subscription,
    payments: Sequence[Payment],
    terms: Terms,
    quotes: Quotes | None,
) -> Case:
    present, advised = subscription.monthly_amount, advised_monthly(subscription)
    return Case(
        customer=source.customer,
        subscription=subscription,
        payments=payments,
        currency=source.connection.tenant.currency,
        today=source.today,
        months=terms.months,
        monthly=present if advised is None or terms.price != ADVISED else advised,
        price=quotes.buyout.price if quotes and quotes.buyout else None,
        fee=quotes.early_return.fee if quotes and quotes.early_return else None,
    )


def _prices(subscription: Subscription) -> tuple[tuple[str, str], ...]:
    """The prices an extension may be tried at: the advised one too, where it is another."""
    currency, present = subscription.currency or "", subscription.monthly_amount
    advised = advised_monthly(subscription)
    as_now = ("present", f"As now, {format_money(present, currency)}")
    if advised is None or advised == present:
        return (as_now,)
    return (ADVISED, f"As advised, {format_money(advised, currency)}"), as_now
