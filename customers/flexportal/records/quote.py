"""What the two calculators answer (contract 10.1): indicative, without currency or expiry."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class BuyoutQuote:
    """What the customer would pay to keep the device.

    Whether remaining_payments counts payments or money is not documented.
    """

    buyout_price: Decimal | None = None
    remaining_payments: Decimal | None = None
    depreciated_value: Decimal | None = None
    remaining_contract_value: Decimal | None = None
    residual_value: Decimal | None = None
    months_remaining: Decimal | None = None
    monthly_amount: Decimal | None = None
    unreadable: tuple[str, ...] = ()
    raw: Mapping[str, object] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlyReturnQuote:
    """What the customer would pay to hand the device back before the contract ends."""

    early_return_fee: Decimal | None = None
    remaining_months: Decimal | None = None
    penalty_percentage: Decimal | None = None
    remaining_contract_value: Decimal | None = None
    monthly_amount: Decimal | None = None
    unreadable: tuple[str, ...] = ()
    raw: Mapping[str, object] = field(default_factory=dict, repr=False)
