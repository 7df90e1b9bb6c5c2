"""A chart through time, ready to be drawn, with the table of the same figures."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from customers.domain.money import exact_amount, round_money


class LineView(NamedTuple):
    """One line: a value for each day of the chart, None where it has none.

    `tone` is `accent` (filled below), `ink2` or `ink3`; `end` stands at its right end.
    """

    name: str
    tone: str
    values: Sequence[Decimal | None]
    dashed: bool = False
    stepped: bool = True
    end: str = ""


class RingView(NamedTuple):
    """The one moment that matters, ringed and named."""

    day: date
    value: Decimal
    text: str


class ChartTable(NamedTuple):
    """The same figures in rows of text; the first column is text, the others are numbers."""

    heads: Sequence[str]
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class ChartView:
    """All that `components/chart.html` shows. `sentence` says it to those who do not see it.

    `days` are in order and shared by all lines; `unit` follows each value (`EUR`, `%`). `key`
    tells the charts of a page apart.
    """

    key: str
    title: str
    sentence: str
    unit: str
    days: Sequence[date]
    lines: Sequence[LineView]
    table: ChartTable
    today: date | None = None
    ring: RingView | None = None

    @property
    def data(self) -> str:
        """What the script draws, as JSON: days as ISO dates, values as decimals in text."""
        lines = [
            {**line._asdict(), "values": [drawn_value(one) for one in line.values]}
            for line in self.lines
        ]
        ring = self.ring and [
            self.ring.day.isoformat(),
            drawn_value(self.ring.value),
            self.ring.text,
        ]
        drawn = {
            "sentence": self.sentence,
            "unit": self.unit,
            "days": [day.isoformat() for day in self.days],
            "lines": lines,
            "today": self.today.isoformat() if self.today else None,
            "ring": ring,
        }
        return json.dumps(drawn, separators=(",", ":"))


def drawn_value(value: Decimal | None) -> str | None:
    """As the script reads it: rounded for the eye, null where there is none."""
    return None if value is None else exact_amount(round_money(value))
