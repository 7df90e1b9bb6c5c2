"""Money as whole ten-thousandths of a currency's unit: what a database adds up exactly.

SQLite adds decimals as floats; whole numbers it adds exactly, and PostgreSQL too. Ten-thousandths
hold every currency's minor unit and swallow what floating point leaves behind upstream
(178.98000000000002), which no amount of money means.
"""

from decimal import ROUND_FLOOR, ROUND_HALF_UP, Context, Decimal

SCALE = 10_000
LARGEST = 10**15
"""A hundred thousand million units: no customer has more; thousands of them fit into 64 bits."""
_WIDE = Context(prec=200)
_ONE = Decimal(1)


def to_minor(amount: Decimal | None) -> int | None:
    """Ten-thousandths, half up; None for what is unknown or beyond all bounds."""
    return None if amount is None else _within(amount, ROUND_HALF_UP)


def floor_minor(value: Decimal | None) -> int | None:
    """The same, the rest dropped: rounding it once more at display gives what the whole would."""
    return None if value is None else _within(value, ROUND_FLOOR)


def from_minor(minor: int | None) -> Decimal | None:
    """The amount again; None stays unknown."""
    return None if minor is None else Decimal(minor) / SCALE


def _within(value: Decimal, rounding: str) -> int | None:
    if abs(value) * SCALE > LARGEST:
        return None
    return int((value * SCALE).quantize(_ONE, rounding=rounding, context=_WIDE))
