"""`make bench SIZE=10k|100k|1m`: the portfolio of a tenant of that size, beside one of 10k.

`PART=pages` or `PART=syncs` measures half of it: syncs of 100,000 customers take half an hour.
"""

import argparse
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench.measure import Line, report

from .databases import NoServer, database
from .files import first_byte, rate
from .pages import growth, pages
from .runs import runs
from .stage import Stage, staged

SIZES = {"10k": 10_000, "100k": 100_000, "1m": 1_000_000}
SMALL = "10k"
DATABASES = ("sqlite", "postgres")
PARTS = ("pages", "syncs")


def main(words: list[str]) -> None:
    """Measure on each database, print a table each; exit 1 when a limit is missed."""
    reader = argparse.ArgumentParser(prog="tests.bench.portfolio", description=__doc__)
    reader.add_argument("size", choices=SIZES)
    reader.add_argument("--database", choices=DATABASES)
    reader.add_argument("--part", choices=PARTS)
    told = reader.parse_args(words)
    over = False
    for kind in [told.database] if told.database else DATABASES:
        try:
            lines = _measure(kind, told.size, told.part)
        except NoServer as error:
            sys.stdout.write(f"\n{kind}: not measured. {error}\n")
            over = over or told.database is not None
            continue
        over = over or any(line.is_over for line in lines)
        sys.stdout.write(f"\n{kind}, {told.size}\n" + "\n".join(report(lines)) + "\n")
    sys.exit(over)


def _measure(kind: str, size: str, part: str | None) -> list[Line]:
    with TemporaryDirectory() as name, ExitStack() as open_until_the_end:
        folder = Path(name)

        def stage(size: str) -> Stage:
            url = open_until_the_end.enter_context(database(kind, folder, size))
            staging = staged(folder, url, SIZES[size])
            return open_until_the_end.enter_context(staging)

        def fresh(name: str) -> AbstractContextManager[str]:
            return database(kind, folder, name)

        def lines() -> Iterator[Line]:
            if part in {None, "pages"}:
                small = stage(SMALL) if size != SMALL else None
                yield from _pages(stage(size), small, SIZES[size])
            if part in {None, "syncs"}:
                yield from runs(folder, fresh, SIZES[size])

        return list(_told(lines()))


def _told(lines: Iterator[Line]) -> Iterator[Line]:
    """Each at once, to whoever waits: a large table takes its time."""
    for line in lines:
        *_, told = report([line])
        sys.stderr.write(f"{told}\n")
        yield line


def _pages(large: Stage, small: Stage | None, count: int) -> Iterator[Line]:
    yield from pages(large, count)
    yield rate(large)
    if small is not None:
        yield first_byte(large, small)
        yield from growth(large, small)


if __name__ == "__main__":
    main(sys.argv[1:])
