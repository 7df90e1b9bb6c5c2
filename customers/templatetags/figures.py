"""Filters that show values: `{{ amount|money:currency }}`. Formatting only; None is unknown."""

from decimal import Decimal

from django import template

from customers.domain.age import describe_age
from customers.domain.money import (
    exact_amount,
    exact_percent,
    format_amount,
    format_count,
    format_money,
    format_percent,
)

register = template.Library()


@register.filter
def money(amount: Decimal | None, currency: str = "") -> str:
    """`4,250.00 EUR`."""
    return format_money(amount, currency)


@register.filter
def amount(value: Decimal | None) -> str:
    """`4,250.00`, where the currency stands elsewhere."""
    return format_amount(value)


@register.filter
def percent(value: Decimal | None) -> str:
    """`118.1 %`."""
    return format_percent(value)


@register.filter
def exact(value: Decimal | None) -> str:
    """`4250.00` for `data-value`; '' while unknown."""
    return exact_amount(value)


@register.filter
def exact_ratio(value: Decimal | None) -> str:
    """`118.06` for the `data-value` of a percentage; '' while unknown."""
    return exact_percent(value)


@register.filter
def count(value: Decimal | int | None) -> str:
    """`1,204`."""
    return format_count(None if value is None else Decimal(value))


@register.filter
def age(seconds: float) -> str:
    """`3 min ago`."""
    return describe_age(seconds)
