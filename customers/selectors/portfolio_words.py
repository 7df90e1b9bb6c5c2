"""Counts and kept amounts as the portfolio's page says them."""

from decimal import Decimal

from customers.domain.minor import SCALE
from customers.domain.money import format_count, format_money


def number(count: int) -> str:
    """`1,204`."""
    return format_count(Decimal(count))


def customers(count: int) -> str:
    """`1 customer`, `1,204 customers`."""
    return f"{number(count)} customer{'' if count == 1 else 's'}"


def units(minor: int) -> Decimal:
    """A kept amount in units."""
    return Decimal(minor) / SCALE


def money(minor: int, currency: str) -> str:
    """`4,250.00 EUR` of a kept amount."""
    return format_money(units(minor), currency)
