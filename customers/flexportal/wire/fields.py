"""How a record is put together from a received object: one table per record, one reader per kind.

A table maps each field of a record to the member, or members in order of preference, that may
carry it; a dot steps into an object. A member that is absent or null says nothing; one that is
there but cannot be read is put down in `faults` under its wire path, and the next is tried.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Context, Decimal
from typing import Any, TypeVar

from customers.flexportal.errors import Malformed

MAX_AMOUNT = Decimal("999_999_999_999_999")
MAX_COUNT = 2**31 - 1
MAX_DECIMALS = 18
MAX_TEXT = 100_000

_FINEST = Decimal(1).scaleb(-MAX_DECIMALS)
_EXACT = Context(prec=40)
_IDENTITY = re.compile(r"[^\x00-\x1f\x7f]{1,256}")

Json = Mapping[str, object]
Faults = list[str]
Convert = Callable[[Any, str, Faults], object]
Record = TypeVar("Record")


class UnreadableError(Exception):
    """The value is not of the kind that was promised."""


@dataclass(frozen=True, slots=True)
class Member:
    """Where a field stands on the wire, and how it is read."""

    convert: Convert
    paths: tuple[tuple[str, ...], ...]

    def read(self, source: Json, at: str, faults: Faults) -> object:
        """Return the first readable value, or None; what was unreadable goes to faults."""
        for path in self.paths:
            try:
                value = _find(source, path)
                if value is not None:
                    return self.convert(value, at + ".".join(path), faults)
            except UnreadableError:
                faults.append(at + ".".join(path))
        return None


Shape = Mapping[str, Member]


def member(convert: Convert, *paths: str) -> Member:
    """Read a field with `convert` from the first of these dotted paths that has it."""
    return Member(convert, tuple(tuple(path.split(".")) for path in paths))


def build(record: type[Record], shape: Shape, source: Json, at: str, faults: Faults) -> Record:
    """Fill a record from an object that stands at the path `at` ("" or "item.")."""
    return record(**{name: entry.read(source, at, faults) for name, entry in shape.items()})


def build_whole(
    record: Callable[..., Record], shape: Shape, source: Json, **identity: str
) -> Record:
    """Fill a record that keeps its faults and the object it came from."""
    faults: Faults = []
    values = {name: entry.read(source, "", faults) for name, entry in shape.items()}
    return record(**identity, **values, unreadable=tuple(dict.fromkeys(faults)), raw=source)


def identity(source: Json, *names: str) -> str:
    """Return the id under the first of these names. Raises Malformed if there is none."""
    value = next((source[name] for name in names if source.get(name) is not None), None)
    if type(value) is not str or not _IDENTITY.fullmatch(value):
        raise Malformed(f"The answer has no readable {names[0]}.")
    return value


def text(value: object, at: str, faults: Faults) -> str:
    """Read a text as it is; its exact type tells a Garbled one."""
    if type(value) is not str or len(value) > MAX_TEXT:
        raise UnreadableError
    return value


def figure(value: object, at: str, faults: Faults) -> Decimal:
    """Read a number of at most 15 places before the point; digits past the 18th are noise."""
    if type(value) is not int and type(value) is not Decimal:
        raise UnreadableError
    number = Decimal(value)
    if abs(number) > MAX_AMOUNT:
        raise UnreadableError
    if number.as_tuple().exponent < -MAX_DECIMALS:  # type: ignore[operator]  # it is finite
        number = number.quantize(_FINEST, context=_EXACT)
    return number or Decimal(0)


def count(value: object, at: str, faults: Faults) -> int:
    """Read a whole number from 0 that any integer column can hold; 3.0 counts as 3."""
    number = figure(value, at, faults)
    if number != number.to_integral_value() or not 0 <= number <= MAX_COUNT:
        raise UnreadableError
    return int(number)


def flag(value: object, at: str, faults: Faults) -> bool:
    """Read true or false."""
    if not isinstance(value, bool):
        raise UnreadableError
    return value


def texts(value: object, at: str, faults: Faults) -> tuple[str, ...]:
    """Read a list of texts; one unreadable entry makes the whole list unreadable."""
    if not isinstance(value, list):
        raise UnreadableError
    return tuple(text(entry, at, faults) for entry in value)


def mapping(value: object, at: str, faults: Faults) -> Json:
    """Read an object whose members are anybody's."""
    if not isinstance(value, dict):
        raise UnreadableError
    return value


def anything(value: object, at: str, faults: Faults) -> object:
    """Keep a value that has no declared type."""
    return value


def one(record: type[Record], shape: Shape) -> Convert:
    """Read an object into a part of a record."""

    def convert(value: object, at: str, faults: Faults) -> Record:
        return build(record, shape, mapping(value, at, faults), f"{at}.", faults)

    return convert


def many(record: type[Record], shape: Shape) -> Convert:
    """Read a list of objects into parts of a record; one unreadable entry spoils the list."""
    part = one(record, shape)

    def convert(value: object, at: str, faults: Faults) -> tuple[object, ...]:
        if not isinstance(value, list):
            raise UnreadableError
        return tuple(part(entry, f"{at}.{index}", faults) for index, entry in enumerate(value))

    return convert


def _find(source: Json, path: tuple[str, ...]) -> object:
    value: object = source
    for name in path:
        if value is None:
            return None
        if not isinstance(value, dict):
            raise UnreadableError
        value = value.get(name)
    return value
