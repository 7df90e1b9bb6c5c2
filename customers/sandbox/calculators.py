"""What it costs to keep a device, or to hand it back before its time.

Both follow the documented sample: four months of 129.00 left on a device of 1,800.00 make a
buyout of 4 x 129 + 142 = 658 and a fee of 4 x 129 x 50 % = 258.
"""

from .books import Books, amount
from .customer_documents import without_none
from .plan import Contract, Document

_RESIDUAL_PERMILLE = 79  # of the cost, in whole units of the currency: 142 of 1,800
_RESIDUAL_FLOOR = 5_000  # cents, where the cost is unknown or small
_FEE_PERCENT = 50


def quote_buyout(books: Books, number: int) -> Document:
    """The price to keep the device of a running contract."""
    contract, left = _remaining(books, number)
    open_amount, residual = left * contract.monthly, _residual(contract)
    price = open_amount + residual
    return {
        "success": True,
        "buyoutPrice": amount(price),
        "remainingPayments": amount(open_amount),
        "depreciatedValue": amount(residual),
        "calculation": {
            "buyoutPrice": amount(price),
            "breakdown": {
                "remainingContractValue": amount(open_amount),
                "residualValue": amount(residual),
                "monthsRemaining": left,
                "monthlyAmount": amount(contract.monthly),
            },
            "costRecovery": _after_buyout(contract, books.collected[number], price),
        },
    }


def quote_early_return(books: Books, number: int) -> Document:
    """The fee to hand back the device of a running contract now."""
    contract, left = _remaining(books, number)
    open_amount, collected = left * contract.monthly, books.collected[number]
    fee = open_amount * _FEE_PERCENT // 100
    return {
        "success": True,
        "earlyReturnFee": amount(fee),
        "remainingMonths": left,
        "penaltyPercentage": _FEE_PERCENT,
        "calculation": {
            "earlyReturnFee": amount(fee),
            "breakdown": {
                "remainingContractValue": amount(open_amount),
                "feePercentage": _FEE_PERCENT,
                "monthsRemaining": left,
                "monthlyAmount": amount(contract.monthly),
            },
            "costRecovery": without_none(
                {
                    "totalCollected": amount(collected),
                    "projectedWithFee": amount(collected + fee),
                    "acquisitionCost": _known(contract.cost),
                    "costRecoveryPercent": _share(collected + fee, contract.cost),
                }
            ),
        },
    }


def _remaining(books: Books, number: int) -> tuple[Contract, int]:
    contract = books.plan.contracts[number]
    return contract, contract.length - books.paid_months(number)


def _residual(contract: Contract) -> int:
    cost = contract.cost or 0
    return max(cost * _RESIDUAL_PERMILLE // 100_000 * 100, _RESIDUAL_FLOOR)


def _after_buyout(contract: Contract, collected: int, price: int) -> Document:
    total = collected + price
    margin = None if contract.cost is None else total - contract.cost
    return without_none(
        {
            "totalCollected": amount(collected),
            "projectedAfterBuyout": amount(total),
            "acquisitionCost": _known(contract.cost),
            "projectedMargin": _known(margin),
            "marginPercent": None if margin is None else _share(margin, contract.cost),
        }
    )


def _known(cents: int | None) -> float | None:
    return None if cents is None else amount(cents)


def _share(part: int, whole: int | None) -> float | None:
    """A percentage rounded to one decimal, as the samples of both calculators show it."""
    return round(part / whole * 100, 1) if whole else None
