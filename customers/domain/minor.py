"""Money as whole ten-thousandths of a currency's unit: what a database adds up exactly.

SQLite adds decimals as floats; whole numbers it adds exactly, and PostgreSQL too. Ten-thousandths
hold every currency's minor unit and swallow what floating point leaves behind upstream
(178.98000000000002), which no amount of money means.
"""

from decimal import ROUND_FLOOR, ROUND_HALF_UP, Context, Decimal

from customers.domain.money import UNKNOWN

SCALE = 10_000
LARGEST = 10**15
"""A hundred thousand million units: no customer has more; thousands of them fit into 64 bits."""
_WIDE = Context(prec=200)
_ONE = Decimal(1)
_CENT, _HALF_A_CENT = 100, 50
_TENTH, _HALF_A_TENTH = 1_000, 500


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


def format_minor(minor: int | None) -> str:
    """What `format_amount` says of the amount, without making a decimal of it first."""
    if minor is None:
        return UNKNOWN
    cents = (abs(minor) + _HALF_A_CENT) // _CENT
    sign = "−" if minor < 0 and cents else ""
    return f"{sign}{cents // 100:,}.{cents % 100:02}"


def exact_minor(minor: int | None) -> str:
    """What `exact_amount` says of it, for scripts; '' while unknown."""
    if minor is None:
        return ""
    units, rest = divmod(abs(minor), SCALE)
    decimals = f"{rest:04}" if rest % _CENT else f"{rest // _CENT:02}"
    sign = "-" if minor < 0 else ""
    return f"{sign}{units}.{decimals.rstrip('0') if rest % _CENT else decimals}"


def format_minor_percent(minor: int | None) -> str:
    """What `format_percent` says of the percentage that was cut off to these."""
    if minor is None:
        return UNKNOWN
    tenths = (abs(minor) + _HALF_A_TENTH) // _TENTH
    sign = "−" if minor < 0 and tenths else ""
    return f"{sign}{tenths // 10:,}.{tenths % 10}\u00a0%"


def exact_minor_percent(minor: int | None) -> str:
    """What `exact_percent` says of it, for scripts; '' while unknown."""
    if minor is None:
        return ""
    cents = (abs(minor) + _HALF_A_CENT) // _CENT
    sign = "-" if minor < 0 and cents else ""
    return f"{sign}{cents // 100}.{cents % 100:02}"
