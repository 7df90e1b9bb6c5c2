"""Where each choice for a device leads, as a column of its page."""

from dataclasses import dataclass
from typing import NamedTuple

from customers.domain.moment import say_day
from customers.domain.money import exact_amount, exact_percent, format_money, format_percent
from customers.domain.quote import BuyoutQuote, EarlyReturnQuote, Quotes
from customers.domain.standing import Standing
from customers.domain.subscription import Subscription
from customers.domain.what_if import Choice, Outcome

from .figures import BarView, bar_of


class NumberView(NamedTuple):
    """An amount or a percentage: exact for scripts ('' while unknown), rounded for the eye."""

    value: str
    shown: str


class StandingView(NamedTuple):
    """What a device or the customer brought in, its recovery and its profit."""

    collected: NumberView
    percent: NumberView
    profit: NumberView
    bar: BarView


class OutcomeView(NamedTuple):
    """One column. `why` tells why the money is unknown, '' where it is known."""

    choice: str
    label: str
    until: str
    expected: NumberView
    working: str
    why: str
    device: StandingView
    customer: StandingView
    assumptions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OutcomeSheet:
    """What the columns have in common: the device, the tenant's currency, the quotes so far."""

    subscription: Subscription
    currency: str
    quotes: Quotes | None

    @property
    def device_currency(self) -> str:
        """The device's own, else the tenant's."""
        return self.subscription.currency or self.currency

    def column(self, outcome: Outcome) -> OutcomeView:
        """One choice."""
        quote = self._quote(outcome.choice)
        expected = format_money(outcome.expected, self.device_currency)
        return OutcomeView(
            choice=outcome.choice,
            label=outcome.choice.label,
            until=self._until(outcome),
            expected=NumberView(exact_amount(outcome.expected), expected),
            working=quote.working if quote else "",
            why=self._why_unknown(outcome, quote),
            device=standing_view(outcome.device, self.device_currency),
            customer=standing_view(outcome.customer, self.currency),
            assumptions=outcome.assumptions,
        )

    def _quote(self, choice: Choice) -> BuyoutQuote | EarlyReturnQuote | None:
        if self.quotes is None:
            return None
        quotes = {Choice.BUY_OUT: self.quotes.buyout, Choice.RETURN: self.quotes.early_return}
        return quotes.get(choice)

    def _until(self, outcome: Outcome) -> str:
        day = say_day(outcome.ends_on) if outcome.ends_on else ""
        if outcome.choice in {Choice.BUY_OUT, Choice.RETURN}:
            return "Ends today"
        if not self.subscription.is_active:
            return f"Ended {day}" if day else "Not running"
        return f"Until {day}" if day else "Without a known end"

    def _why_unknown(self, outcome: Outcome, quote: BuyoutQuote | EarlyReturnQuote | None) -> str:
        if outcome.expected is not None:
            return ""
        if outcome.choice not in {Choice.BUY_OUT, Choice.RETURN}:
            return "not enough is known"
        if self.quotes is None:
            return "needs a quote"
        return "FlexPortal delivered no amount" if quote else "FlexPortal calculates none"


def standing_view(standing: Standing, currency: str) -> StandingView:
    """Two sums, their ratio and their difference."""
    percent = standing.percent
    return StandingView(
        NumberView(exact_amount(standing.collected), format_money(standing.collected, currency)),
        NumberView(exact_percent(percent), format_percent(percent)),
        NumberView(exact_amount(standing.profit), format_money(standing.profit, currency)),
        bar_of(percent),
    )
