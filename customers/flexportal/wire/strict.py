"""Bytes to JSON, refusing what a lenient parser would quietly bend into something else."""

import json
import re
from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from itertools import accumulate
from typing import Never

from customers.flexportal.errors import Malformed

MAX_DEPTH = 64
MAX_NUMBER_LENGTH = 400
MAX_EXPONENT = 400

_MAY_BE_GARBLED = re.compile(r"\\u(?:[dD][89a-fA-F]|0000)")
_GARBLED = re.compile("[\x00\ud800-\udfff]")
_DEPTH_STEP = {"[": 1, "{": 1, "]": -1, "}": -1}


class Garbled(str):
    """A text in which characters that no database takes were replaced; no reader trusts it."""

    __slots__ = ()


def decode(body: bytes) -> object:
    """Parse a JSON document: strict UTF-8, finite numbers as int or Decimal, no key twice.

    Raises Malformed, whatever is wrong with it. Nesting is counted before the parser, which is
    recursive, sees it. Texts with a lone surrogate or a NUL come out as Garbled.
    """
    try:
        text = body.decode("utf-8")
        _check_depth(text)
        if _MAY_BE_GARBLED.search(text):
            return _storable(_parse(text, _storable_members))
        return _parse(text, _members)
    except ValueError as error:
        raise Malformed("The answer is not the JSON it should be.") from error


def _parse(text: str, members: Callable[[list[tuple[str, object]]], object]) -> object:
    return json.loads(
        text,
        object_pairs_hook=members,
        parse_int=_integer,
        parse_float=_decimal,
        parse_constant=_refuse_constant,
    )


def _check_depth(text: str) -> None:
    if text.count("[") + text.count("{") <= MAX_DEPTH:
        return
    bare = "".join(text.replace("\\\\", "").replace('\\"', "").split('"')[::2])
    steps = (_DEPTH_STEP[mark] for mark in re.findall(r"[\[\]{}]", bare))
    if max(accumulate(steps), default=0) > MAX_DEPTH:
        raise ValueError("nested too deeply")


def _members(pairs: list[tuple[str, object]]) -> dict[str, object]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise ValueError("a key stands twice")
    return members


def _storable_members(pairs: list[tuple[str, object]]) -> dict[str, object]:
    return _members([(_storable_text(name), _storable(value)) for name, value in pairs])


def _storable(value: object) -> object:
    if isinstance(value, str):
        return _storable_text(value)
    return [_storable(entry) for entry in value] if isinstance(value, list) else value


def _storable_text(text: str) -> str:
    return Garbled(_GARBLED.sub("\ufffd", text)) if _GARBLED.search(text) else text


def _integer(digits: str) -> int:
    if len(digits) > MAX_NUMBER_LENGTH:
        raise ValueError("an integer nobody can mean")
    return int(digits)


def _decimal(digits: str) -> Decimal:
    try:
        number = Decimal(digits)
    except InvalidOperation as error:
        raise ValueError("a number out of all bounds") from error
    if len(digits) > MAX_NUMBER_LENGTH or abs(number.adjusted()) > MAX_EXPONENT:
        raise ValueError("a number out of all bounds")
    return number


def _refuse_constant(name: str) -> Never:
    raise ValueError(f"{name} is not JSON")
