"""Money and percentages as people read them; the one place that rounds; currencies never mix."""

from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Context, Decimal

UNKNOWN = "unknown"
_CENT = Decimal("0.01")
_TENTH = Decimal("0.1")
_WORKING = Decimal("0.0001")
_WIDE = Context(prec=200)
_NO_BREAK_SPACE = "\u00a0"
_MINUS = "\u2212"


class CurrencyMismatch(ValueError):
    """Two amounts of different currencies were to be added (contract §6: no conversion)."""


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in major units of one currency; the currency is '' while it is not known."""

    amount: Decimal
    currency: str

    def __add__(self, other: "Money") -> "Money":
        """The sum; raises CurrencyMismatch."""
        return Money(self.amount + self._same_currency(other), self.currency)

    def __sub__(self, other: "Money") -> "Money":
        """The difference; raises CurrencyMismatch."""
        return Money(self.amount - self._same_currency(other), self.currency)

    def _same_currency(self, other: "Money") -> Decimal:
        if other.currency != self.currency:
            message = f"{self.currency or UNKNOWN} and {other.currency or UNKNOWN} cannot be added"
            raise CurrencyMismatch(message)
        return other.amount


def same_currency(delivered: str | None, currency: str) -> bool:
    """Nothing speaks against adding the two: one of them is not known, or they are the same."""
    return not currency or not delivered or delivered == currency


def _round(value: Decimal, step: Decimal) -> Decimal:
    rounded = value.quantize(step, rounding=ROUND_HALF_UP, context=_WIDE)
    return rounded if rounded else abs(rounded)


def round_money(amount: Decimal) -> Decimal:
    """Two decimals, half up, whatever the currency's own minor unit; never a negative zero."""
    return _round(amount, _CENT)


def round_percent(percent: Decimal) -> Decimal:
    """One decimal, half up: for the eye."""
    return _round(percent, _TENTH)


def round_exact_percent(percent: Decimal) -> Decimal:
    """Two decimals, half up: for `data-value` and for comparing with FlexPortal's own figure."""
    return _round(percent, _CENT)


def round_whole_percent(percent: Decimal) -> Decimal:
    """No decimals, half up, for sentences; but never 100 before 100 is reached."""
    rounded = _round(percent, Decimal(1))
    return Decimal(99) if percent < 100 <= rounded else rounded


def cut_off(value: Decimal) -> Decimal:
    """Two decimals, the rest dropped: how FlexPortal prints 118.0556 as 118.05 (D24, D53)."""
    return value.quantize(_CENT, rounding=ROUND_DOWN, context=_WIDE)


def _grouped(value: Decimal) -> str:
    return f"{value:,f}".replace("-", _MINUS)


def format_amount(amount: Decimal | None) -> str:
    """`4,250.00`, `−406.08`, or the word unknown."""
    return UNKNOWN if amount is None else _grouped(round_money(amount))


def format_whole_amount(amount: Decimal) -> str:
    """`4,250`, where the cents would only crowd a picture."""
    return _grouped(_round(amount, Decimal(1)))


def format_money(amount: Decimal | None, currency: str) -> str:
    """`4,250.00 EUR`, never broken across lines; without a code while the currency is unknown."""
    if amount is None or not currency:
        return format_amount(amount)
    return f"{format_amount(amount)}{_NO_BREAK_SPACE}{currency}"


def format_percent(percent: Decimal | None) -> str:
    """`118.1 %`, or the word unknown."""
    if percent is None:
        return UNKNOWN
    return f"{_grouped(round_percent(percent))}{_NO_BREAK_SPACE}%"


def format_whole_percent(percent: Decimal) -> str:
    """`118 %`, for sentences."""
    return f"{_grouped(round_whole_percent(percent))}{_NO_BREAK_SPACE}%"


def format_count(count: Decimal | None) -> str:
    """`1,204`, or the word unknown."""
    return UNKNOWN if count is None else _grouped(_plain(count))


def exact_amount(amount: Decimal | None) -> str:
    """The unrounded amount for scripts, at least two decimals: `4250.00`; '' while unknown."""
    if amount is None:
        return ""
    padded = amount.quantize(_CENT, context=_WIDE)
    return f"{padded if padded == amount else amount.normalize(_WIDE):f}"


def exact_percent(percent: Decimal | None) -> str:
    """The percentage for scripts, rounded half up to two decimals: `118.06`; '' while unknown."""
    return "" if percent is None else f"{round_exact_percent(percent):f}"


def exact_count(count: Decimal | None) -> str:
    """The count for scripts: `3`; '' while unknown."""
    return "" if count is None else f"{_plain(count):f}"


def _plain(count: Decimal) -> Decimal:
    return count.normalize(_WIDE)


def format_working(value: Decimal | None) -> str:
    """A result before it is rounded: at least two decimals, cut off after four (`118.0555…`)."""
    if value is None:
        return UNKNOWN
    cut = value.quantize(_WORKING, rounding=ROUND_DOWN, context=_WIDE)
    if cut != value:
        return f"{_grouped(cut)}…"
    return f"{Decimal(exact_amount(value)):,f}".replace("-", _MINUS)
