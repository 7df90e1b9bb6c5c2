"""A curve over numbers instead of days, drawn and read aloud as the charts through time are."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from .chart import ChartTable, LineView, drawn_value


class SpotView(NamedTuple):
    """A point that matters, ringed and named; `drop` leads the eye down to the axis."""

    number: int
    value: Decimal
    text: str
    drop: bool = False


@dataclass(frozen=True, slots=True)
class CurveView:
    """What `components/chart.html` shows of it; `counted` stands before a number (`Best 192`)."""

    key: str
    title: str
    sentence: str
    unit: str
    counted: str
    numbers: Sequence[int]
    lines: Sequence[LineView]
    spots: Sequence[SpotView]
    table: ChartTable

    @property
    def data(self) -> str:
        """What the script draws, as JSON: values as decimals in text."""
        lines = [
            {**line._asdict(), "values": [drawn_value(one) for one in line.values]}
            for line in self.lines
        ]
        spots = [[one.number, drawn_value(one.value), one.text, one.drop] for one in self.spots]
        drawn = {
            "sentence": self.sentence,
            "unit": self.unit,
            "counted": self.counted,
            "numbers": list(self.numbers),
            "lines": lines,
            "spots": spots,
        }
        return json.dumps(drawn, separators=(",", ":"))
