"""Columns say why their money is unknown, in whose currency, and when a choice ends."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from customers.domain.quote import BuyoutQuote, EarlyReturnQuote, Quotes
from customers.domain.standing import Standing
from customers.domain.subscription import SubscriptionStatus
from customers.domain.what_if import Choice, Outcome
from customers.selectors.outcomes import OutcomeSheet, standing_view
from tests.builders import a_subscription

NOW = datetime(2026, 1, 31, 9, 30, tzinfo=UTC)
NOWHERE = Standing(None, None)
NO_AMOUNTS = Quotes(NOW, BuyoutQuote(None), EarlyReturnQuote(None))


def an_outcome(choice: Choice, expected: str | None = None) -> Outcome:
    """A choice that ends on the second of March."""
    amount = None if expected is None else Decimal(expected)
    return Outcome(choice, amount, date(2026, 3, 2), NOWHERE, NOWHERE, ("as said",))


def a_sheet(quotes: Quotes | None = None) -> OutcomeSheet:
    """A device in euros of a tenant in euros."""
    return OutcomeSheet(a_subscription(), "EUR", quotes)


@pytest.mark.parametrize(
    ("choice", "quotes", "why"),
    [
        (Choice.DO_NOTHING, None, "not enough is known"),
        (Choice.EXTEND, NO_AMOUNTS, "not enough is known"),
        (Choice.BUY_OUT, None, "needs a quote"),
        (Choice.RETURN, None, "needs a quote"),
        (Choice.BUY_OUT, NO_AMOUNTS, "FlexPortal delivered no amount"),
        (Choice.RETURN, NO_AMOUNTS, "FlexPortal delivered no amount"),
        (Choice.BUY_OUT, Quotes(NOW, None, None), "FlexPortal calculates none"),
        (Choice.RETURN, Quotes(NOW, None, None), "FlexPortal calculates none"),
    ],
)
def test_unknown_money_says_why(choice: Choice, quotes: Quotes | None, why: str) -> None:
    column = a_sheet(quotes).column(an_outcome(choice))
    assert (column.expected.value, column.expected.shown, column.why) == ("", "unknown", why)
    assert column.device.percent == column.device.profit == ("", "unknown")
    assert column.device.bar.tone == "none"


def test_known_money_says_nothing_more() -> None:
    column = a_sheet().column(an_outcome(Choice.DO_NOTHING, "516"))
    assert (column.expected, column.why) == (("516.00", "516.00\u00a0EUR"), "")
    assert column.assumptions == ("as said",)


@pytest.mark.parametrize(
    ("choice", "until"),
    [
        (Choice.DO_NOTHING, "Until 2\u00a0Mar\u00a02026"),
        (Choice.EXTEND, "Until 2\u00a0Mar\u00a02026"),
        (Choice.BUY_OUT, "Ends today"),
        (Choice.RETURN, "Ends today"),
    ],
)
def test_a_choice_says_when_it_ends(choice: Choice, until: str) -> None:
    assert a_sheet().column(an_outcome(choice)).until == until


def test_an_end_that_is_not_known_or_has_passed() -> None:
    endless = replace(an_outcome(Choice.DO_NOTHING), ends_on=None)
    ended = OutcomeSheet(a_subscription(status=SubscriptionStatus.CANCELLED), "EUR", None)
    assert a_sheet().column(endless).until == "Without a known end"
    assert ended.column(endless).until == "Not running"
    assert ended.column(an_outcome(Choice.DO_NOTHING)).until == "Ended 2\u00a0Mar\u00a02026"


def test_a_device_keeps_its_own_currency() -> None:
    dollars = OutcomeSheet(a_subscription(currency="USD"), "EUR", None)
    unsaid = OutcomeSheet(a_subscription(currency=None), "EUR", None)
    outcome = an_outcome(Choice.DO_NOTHING, "1")
    assert dollars.column(outcome).expected.shown == "1.00\u00a0USD"
    assert unsaid.column(outcome).expected.shown == "1.00\u00a0EUR"


def test_a_standing_shows_exact_values_for_scripts() -> None:
    shown = standing_view(Standing(Decimal(2206), Decimal(1800)), "EUR")
    assert shown.percent == ("122.56", "122.6\u00a0%")
    assert shown.profit == ("406.00", "406.00\u00a0EUR")
    assert shown.bar.tone == "green"
