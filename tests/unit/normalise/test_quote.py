"""The calculators' answers become quotes; nothing doubtful is used."""

from decimal import Decimal

from customers.domain.quote import BuyoutQuote, EarlyReturnQuote
from customers.flexportal import records
from customers.normalise.quote import normalise_buyout_quote, normalise_early_return_quote


def test_the_documented_buyout() -> None:
    """Whether `remainingPayments` counts payments or money is not said: it is left alone."""
    record = records.BuyoutQuote(
        buyout_price=Decimal(658),
        remaining_payments=Decimal(516),
        months_remaining=Decimal(4),
        monthly_amount=Decimal(129),
        residual_value=Decimal(142),
    )
    quote = normalise_buyout_quote(record)
    assert quote == BuyoutQuote(Decimal(658), Decimal(4), Decimal(129), Decimal(142))


def test_the_flat_shape_alone_tells_price_and_residual() -> None:
    record = records.BuyoutQuote(buyout_price=Decimal(658), depreciated_value=Decimal(142))
    quote = normalise_buyout_quote(record)
    assert (quote.price, quote.residual, quote.working) == (Decimal(658), Decimal(142), "")


def test_the_documented_early_return() -> None:
    record = records.EarlyReturnQuote(
        early_return_fee=Decimal(258),
        remaining_months=Decimal(4),
        penalty_percentage=Decimal(50),
        monthly_amount=Decimal(129),
    )
    quote = normalise_early_return_quote(record)
    assert quote == EarlyReturnQuote(Decimal(258), Decimal(4), Decimal(129), Decimal(50))


def test_what_was_not_delivered_stays_unknown() -> None:
    assert normalise_buyout_quote(records.BuyoutQuote()) == BuyoutQuote(None)
    assert normalise_early_return_quote(records.EarlyReturnQuote()) == EarlyReturnQuote(None)
