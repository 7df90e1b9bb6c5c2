"""Reads the words of a list's address; what cannot be meant is noted, never an error."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from customers.domain.portfolio_columns import DEFAULT_COLUMNS, DEFAULT_SORT, column_named
from customers.domain.portfolio_filters import CHOICES, RANGES, Range

Words = Mapping[str, Sequence[str]]
LONGEST_TEXT = 300
MOST_MONTHS = 60
_SHOWN_OF_IGNORED = 40
_NUMBER = re.compile(r"[-−]?\d{1,11}(\.\d{1,4})?", re.ASCII)
_WHOLE = re.compile(r"\d{1,7}", re.ASCII)
_MONTH = re.compile(r"[12]\d{3}-(0[1-9]|1[0-2])", re.ASCII)
_LIMITS = {f"{name}_{end}": name for name in RANGES for end in ("min", "max")}
_TEXTS = ("q", "product", "field", "value")
_KNOWN = {*CHOICES, *_LIMITS, *_TEXTS, "cost", "ends_within", "cohort", "decile"}
_KNOWN |= {"sort", "columns", "after"}


class Reader:
    """Reads the words of one address and notes what cannot be meant."""

    def __init__(self, words: Words) -> None:
        self._words = {name: [one for one in values if one] for name, values in words.items()}
        self._bad = [name for name, values in self._words.items() if values and name not in _KNOWN]

    def ignored(self) -> tuple[str, ...]:
        """What could not be meant."""
        return tuple(dict.fromkeys(one[:_SHOWN_OF_IGNORED] for one in self._bad))

    def last(self, name: str) -> str:
        """The last value of a word."""
        return (self._words.get(name) or [""])[-1]

    def _refuse(self, name: str, value: str) -> None:
        self._bad.append(f"{name}={value}")

    def text(self, name: str) -> str:
        """A text, cut and trimmed."""
        return self.last(name).replace("\x00", "").strip()[:LONGEST_TEXT].strip()

    def field(self) -> dict[str, str]:
        """A custom field and its value."""
        name, value = self.text("field"), self.text("value")
        if value and not name:
            self._refuse("value", value)
        return {"field": name, "value": value} if name else {}

    def choices(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """What was chosen of each of `CHOICES`."""
        for name, allowed in CHOICES.items():
            asked = self._words.get(name, [])
            for value in asked:
                if value not in allowed:
                    self._refuse(name, value)
            if chosen := tuple(one for one in allowed if one in asked):
                yield name, chosen

    def one_of(self, name: str, allowed: Sequence[str]) -> str:
        """One of a few words."""
        value = self.last(name)
        if value and value not in allowed:
            self._refuse(name, value)
            return ""
        return value

    def ranges(self) -> Iterator[Range]:
        """Every range with a bound."""
        for name in RANGES:
            low, high = self._number(f"{name}_min"), self._number(f"{name}_max")
            if low is not None or high is not None:
                yield Range(name, low, high)

    def _number(self, name: str) -> Decimal | None:
        value = self.last(name).strip()
        whole = _LIMITS[name] == "devices"
        if not value:
            return None
        if not (_WHOLE if whole else _NUMBER).fullmatch(value):
            self._refuse(name, value)
            return None
        return abs(number) if not (number := Decimal(value.replace("−", "-"))) else number

    def whole(self, name: str, low: int, high: int) -> int | None:
        """A whole number within bounds."""
        value = self.last(name).strip()
        if not value:
            return None
        if not _WHOLE.fullmatch(value) or not low <= int(value) <= high:
            self._refuse(name, value)
            return None
        return int(value)

    def months(self, name: str) -> tuple[date, ...]:
        """First days of months."""
        found = set()
        for value in self._words.get(name, []):
            if _MONTH.fullmatch(value):
                found.add(date(int(value[:4]), int(value[5:]), 1))
            else:
                self._refuse(name, value)
        return tuple(sorted(found))[:MOST_MONTHS]

    def sort(self) -> str:
        """A column, `-` before it: the largest first."""
        value = self.last("sort")
        column = column_named(value.removeprefix("-"))
        if column is None:
            if value:
                self._refuse("sort", value)
            return DEFAULT_SORT
        return f"-{column.name}" if value.startswith("-") else column.name

    def columns(self) -> tuple[str, ...]:
        """Columns by name."""
        asked = [name for value in self._words.get("columns", []) for name in value.split(",")]
        found = {name: column_named(name) for name in asked if name}
        for name, column in found.items():
            if column is None:
                self._refuse("columns", name)
        chosen = dict.fromkeys(one.name for one in found.values() if one and one.name != "name")
        return tuple(chosen) or DEFAULT_COLUMNS
