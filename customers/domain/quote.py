"""What the two calculators said: indicative prices, without a currency or an expiry."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from customers.domain.money import format_amount, format_count


@dataclass(frozen=True, slots=True)
class BuyoutQuote:
    """What the customer would pay to keep the device, and its parts where delivered."""

    price: Decimal | None
    months_left: Decimal | None = None
    monthly_amount: Decimal | None = None
    residual: Decimal | None = None

    @property
    def working(self) -> str:
        """`4 × 129.00 + 142.00`; '' unless the delivered parts make up the price."""
        months, monthly, residual = self.months_left, self.monthly_amount, self.residual
        if months is None or monthly is None or residual is None:
            return ""
        if months * monthly + residual != self.price:
            return ""
        return f"{format_count(months)} × {format_amount(monthly)} + {format_amount(residual)}"


@dataclass(frozen=True, slots=True)
class EarlyReturnQuote:
    """What the customer would pay to hand the device back now; `percent` is of what is left."""

    fee: Decimal | None
    months_left: Decimal | None = None
    monthly_amount: Decimal | None = None
    percent: Decimal | None = None

    @property
    def working(self) -> str:
        """`4 × 129.00 × 50 %`; '' unless the delivered parts make up the fee."""
        months, monthly, percent = self.months_left, self.monthly_amount, self.percent
        if self.fee is None or months is None or monthly is None or percent is None:
            return ""
        if months * monthly * percent != self.fee * 100:
            return ""
        part = f"{format_count(percent)}\u00a0%"
        return f"{format_count(months)} × {format_amount(monthly)} × {part}"


@dataclass(frozen=True, slots=True)
class Quotes:
    """Both, as of one moment. One that is None FlexPortal would not calculate."""

    asked_at: datetime
    buyout: BuyoutQuote | None
    early_return: EarlyReturnQuote | None
