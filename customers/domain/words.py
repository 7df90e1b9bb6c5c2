"""Numbers, amounts and lists as people say them aloud."""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from customers.domain.money import format_amount, format_count, round_money

_SMALL = (
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)


class _Spoken(NamedTuple):
    one: str
    many: str
    cent: str
    cents: str


_CURRENCIES = {
    "EUR": _Spoken("euro", "euros", "cent", "cents"),
    "USD": _Spoken("dollar", "dollars", "cent", "cents"),
    "GBP": _Spoken("pound", "pounds", "penny", "pence"),
    "QAR": _Spoken("riyal", "riyals", "dirham", "dirhams"),
    "AED": _Spoken("dirham", "dirhams", "fils", "fils"),
}


def join_words(words: Sequence[str], last: str = " and ", comma: str = ", ") -> str:
    """`a`, `a and b`, `a, b and c`."""
    if len(words) < 2:
        return "".join(words)
    return comma.join(words[:-1]) + last + words[-1]


def say_count(count: Decimal, noun: str) -> str:
    """`no device`, `one device`, `three devices`, `60 devices`."""
    known = count == int(count) and 0 <= count < len(_SMALL)
    word = _SMALL[int(count)] if known else format_count(count)
    return f"{word} {noun}" if count in {0, 1} else f"{word} {noun}s"


def say_amount(amount: Decimal, currency: str) -> str:
    """`4,250 euros`, `1,003 euros and 92 cents`; an unlisted currency keeps its code."""
    spoken = _CURRENCIES.get(currency)
    if spoken is None:
        return f"{format_amount(amount)} {currency}".strip()
    rounded = round_money(amount)
    whole, cents = divmod(int(abs(rounded) * 100), 100)
    parts = [f"{whole:,} {spoken.one if whole == 1 else spoken.many}"] if whole or not cents else []
    if cents:
        parts.append(f"{cents} {spoken.cent if cents == 1 else spoken.cents}")
    return ("minus " if rounded < 0 else "") + join_words(parts)
