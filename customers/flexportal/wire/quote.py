"""The calculators' answers on the wire: flat first, then nested (contract 10.1; D96, D97)."""

from customers.flexportal.records import BuyoutQuote, EarlyReturnQuote
from customers.flexportal.wire.fields import Json, build_whole, figure, member

BUYOUT = {
    "buyout_price": member(figure, "buyoutPrice", "calculation.buyoutPrice"),
    "remaining_payments": member(figure, "remainingPayments"),
    "depreciated_value": member(figure, "depreciatedValue"),
    "remaining_contract_value": member(figure, "calculation.breakdown.remainingContractValue"),
    "residual_value": member(figure, "calculation.breakdown.residualValue"),
    "months_remaining": member(figure, "calculation.breakdown.monthsRemaining"),
    "monthly_amount": member(figure, "calculation.breakdown.monthlyAmount"),
}

EARLY_RETURN = {
    "early_return_fee": member(figure, "earlyReturnFee", "calculation.earlyReturnFee"),
    "remaining_months": member(figure, "remainingMonths", "calculation.breakdown.monthsRemaining"),
    "penalty_percentage": member(
        figure, "penaltyPercentage", "calculation.breakdown.feePercentage"
    ),
    "remaining_contract_value": member(figure, "calculation.breakdown.remainingContractValue"),
    "monthly_amount": member(figure, "calculation.breakdown.monthlyAmount"),
}


def quote_question(subscription_id: str) -> Json:
    """Return the body that asks a calculator about one subscription (S: rentalId)."""
    return {"rentalId": subscription_id}


def read_buyout_quote(source: Json) -> BuyoutQuote:
    """Read what a buyout would cost."""
    return build_whole(BuyoutQuote, BUYOUT, source)


def read_early_return_quote(source: Json) -> EarlyReturnQuote:
    """Read what an early return would cost."""
    return build_whole(EarlyReturnQuote, EARLY_RETURN, source)
