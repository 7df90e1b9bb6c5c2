"""How long a sync takes, how much memory, and how near it comes to the pace of the plan."""

import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from statistics import median
from typing import Any

from tests.bench.measure import Line, Round, compare

from .stage import environment_of, run
from .upstream import pages_asked, upstream

Fresh = Callable[[str], AbstractContextManager[str]]
"""A new database of that name, by its URL, until the block ends."""
ROUNDS = 5
MOST = 100_000
SMALL = 10_000
PACE_CUSTOMERS = 4_000
PACE = 100
"""Requests a minute, as the usual plan has it: the run takes most of a minute."""


def runs(folder: Path, fresh: Fresh, count: int) -> Iterator[Line]:
    """Every line about syncs."""
    size = min(count, MOST)
    first = _turns(folder, fresh, size, "first")
    yield _line(f"First sync of {size:,} : page-wise bulk_create", first, 0.75, 0.5)
    again = _turns(folder, fresh, size, "again")
    yield _line(f"Unchanged sync of {size:,} : read, decode, compare", again, 2, 1.5)
    if count > SMALL:
        yield _memory(folder, fresh, count)
    yield _pace(folder, fresh)


def _turns(folder: Path, fresh: Fresh, size: int, what: str) -> list[tuple[Round, Round]]:
    """Each round by the clock and by the process's own work."""
    told = _told(folder, fresh, size, what, ROUNDS)
    return [
        (Round((ours[0],), (plain[0],)), Round((ours[1],), (plain[1],)))
        for ours, plain in told["rounds"]
    ]


def _line(what: str, rounds: list[tuple[Round, Round]], limit: float, aim: float) -> Line:
    line = compare(what, [clock for clock, _ in rounds], limit=limit, aim=aim)
    work = median(own.ratio for _, own in rounds)
    note = f"{line.note}; own work {work:.2f}"
    return Line(what, line.measured, aim, limit, note)


def _memory(folder: Path, fresh: Fresh, count: int) -> Line:
    peaks = [_told(folder, fresh, size, "once", 1)["peak"] for size in (SMALL, count)]
    note = f"{peaks[1] / 1024:.0f} MB : {peaks[0] / 1024:.0f} MB"
    return Line(f"Peak memory, {count:,} : {SMALL:,}", peaks[1] / peaks[0], 1.05, 1.15, note)


def _pace(folder: Path, fresh: Fresh) -> Line:
    with fresh("pace") as database_url, upstream(PACE_CUSTOMERS) as url:
        environment = environment_of(folder, database_url, upstream_url=url, pace=PACE)
        told = json.loads(run("syncing", environment, "once", "1"))
        seconds, asked = told["rounds"][0][0][0], pages_asked(url)
    note = f"{asked} pages in {seconds:.1f} s at {PACE} a minute"
    return Line("Seconds : pages ÷ rate", seconds / (60 * asked / PACE), 1.02, 1.03, note)


def _told(folder: Path, fresh: Fresh, size: int, what: str, rounds: int) -> dict[str, Any]:
    with fresh(what) as database_url, upstream(size) as url:
        environment = environment_of(folder, database_url, upstream_url=url)
        told: dict[str, Any] = json.loads(run("syncing", environment, what, str(rounds)))
        return told
