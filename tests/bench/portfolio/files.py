"""How fast a list is exported: against a raw cursor, and until the first byte of a large one."""

from statistics import median
from time import sleep

from tests.bench.measure import Line, Round, compare

from .stage import PORTFOLIO, Stage, Visitor

ROUNDS = 5
FIRST_BYTES = 5
CSV, RAW = f"{PORTFOLIO}export.csv", "/raw.csv"


def rate(stage: Stage) -> Line:
    """Rows a second of the whole list as CSV, as a share of a cursor's that is written as it is."""
    visitor = Visitor(stage)
    _whole(visitor, CSV)
    rounds = []
    for number in range(ROUNDS):
        paths = (CSV, RAW) if number % 2 else (RAW, CSV)
        seconds = {path: _whole(visitor, path) for path in paths}
        rounds.append(Round((seconds[RAW],), (seconds[CSV],)))
    ratios = sorted(one.ratio for one in rounds)
    note = f"{ROUNDS} rounds {ratios[0]:.2f}–{ratios[-1]:.2f}"
    what = "CSV, rows a second : raw cursor"
    return Line(what, median(ratios), 1, 0.75, note, larger=True)


def first_byte(large: Stage, small: Stage) -> Line:
    """The first byte of both tenants' files."""
    rounds = []
    for _ in range(ROUNDS):
        ours, plain = (tuple(_first(stage) for _ in range(FIRST_BYTES)) for stage in (large, small))
        rounds.append(Round(ours, plain))
    return compare("First byte of a CSV, growth", rounds, limit=2, aim=1.1)


def _first(stage: Stage) -> float:
    """On a connection of its own, broken off after it; its place is free again soon."""
    seconds = Visitor(stage).first_byte(CSV)
    sleep(0.2)
    return seconds


def _whole(visitor: Visitor, path: str) -> float:
    return visitor.download(path)
