"""The calculators' answers to the domain's quotes."""

from customers.domain.quote import BuyoutQuote, EarlyReturnQuote
from customers.flexportal import records


def normalise_buyout_quote(record: records.BuyoutQuote) -> BuyoutQuote:
    """The price as delivered; whether `remainingPayments` is money is not documented: unused."""
    flat, nested = record.depreciated_value, record.residual_value
    return BuyoutQuote(
        price=record.buyout_price,
        months_left=record.months_remaining,
        monthly_amount=record.monthly_amount,
        residual=flat if nested is None else nested,
    )


def normalise_early_return_quote(record: records.EarlyReturnQuote) -> EarlyReturnQuote:
    """The fee as delivered."""
    return EarlyReturnQuote(
        fee=record.early_return_fee,
        months_left=record.remaining_months,
        monthly_amount=record.monthly_amount,
        percent=record.penalty_percentage,
    )
