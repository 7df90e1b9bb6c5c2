"""A customer as text and back, exactly: what the saved copy holds."""

import json
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields
from datetime import datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any

from customers.domain.customer import Address, Customer, CustomerType, Delivered, Figure, Status

VERSION = 1
KEPT = 512
"""Customers read in a process; the least used one goes first."""


class OutdatedDocument(ValueError):
    """The text was written by another version of Recoup, or is no document: fetch again."""


def to_document(customer: Customer) -> str:
    """ASCII JSON, decimals and moments as text; only what was said (None and defaults left out)."""
    told = {
        name: _WRITERS[name](value)
        for name, default in _DEFAULTS.items()
        if (value := getattr(customer, name)) != default
    }
    return json.dumps({"v": VERSION, "customer": told}, separators=(",", ":"))


@lru_cache(KEPT)
def from_document(text: str) -> Customer:
    """The same customer again; raises OutdatedDocument."""
    try:
        document = json.loads(text)
        version = document["v"]
        if version == VERSION:
            told = document["customer"]
            return Customer(**{name: _READERS[name](value) for name, value in told.items()})
    except (ValueError, TypeError, KeyError, AttributeError, ArithmeticError) as error:
        message = "the saved copy cannot be read"
        raise OutdatedDocument(message) from error
    message = f"the saved copy is of version {version!r}, not {VERSION}"
    raise OutdatedDocument(message)


def _unchanged(value: Any) -> Any:
    return value


def _write_figure(figure: Figure) -> list[str | None]:
    return [None if figure.value is None else str(figure.value), figure.source]


def _read_figure(told: list[str | None]) -> Figure:
    value, source = told
    return Figure(None if value is None else Decimal(value), source or "")


def _write_parts(parts: Address | Delivered) -> dict[str, str]:
    told = ((field.name, getattr(parts, field.name)) for field in fields(parts))
    return {name: str(value) for name, value in told if value is not None}


def _read_delivered(told: Mapping[str, str]) -> Delivered:
    return Delivered(**{name: Decimal(value) for name, value in told.items()})


def _read_pairs(told: list[list[str]]) -> tuple[tuple[str, str], ...]:
    return tuple((name, value) for name, value in told)


_Codec = tuple[Callable[[Any], Any], Callable[[Any], Any]]
_FIGURE: _Codec = (_write_figure, _read_figure)
_ADDRESS: _Codec = (_write_parts, lambda told: Address(**told))
_TEXTS: _Codec = (list, tuple)
_MOMENT: _Codec = (datetime.isoformat, datetime.fromisoformat)
_TEXT: _Codec = (_unchanged, _unchanged)
_CODEC_OF_TYPE: dict[Any, _Codec] = {
    str: _TEXT,
    str | None: _TEXT,
    CustomerType: (str, CustomerType),
    Status: (str, Status),
    Figure: _FIGURE,
    Delivered: (_write_parts, _read_delivered),
    Address | None: _ADDRESS,
    datetime | None: _MOMENT,
    tuple[str, ...]: _TEXTS,
    tuple[str, ...] | None: _TEXTS,
    tuple[tuple[str, str], ...]: (list, _read_pairs),
}
_WRITERS = {field.name: _CODEC_OF_TYPE[field.type][0] for field in fields(Customer)}
_READERS = {field.name: _CODEC_OF_TYPE[field.type][1] for field in fields(Customer)}
_DEFAULTS = {
    field.name: None if field.default is MISSING else field.default for field in fields(Customer)
}
