"""The arithmetic of a comparison: pairs taken in turn, one ratio a round, their median."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median
from time import perf_counter

Act = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Round:
    """The seconds of every act of one round, ours and the plain one's, pair by pair."""

    ours: tuple[float, ...]
    plain: tuple[float, ...]

    @property
    def ratio(self) -> float:
        """How many times as long ours takes."""
        return median(self.ours) / median(self.plain)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the report; `measured` None says in `note` why there is no figure.

    Smaller is better unless `larger` says otherwise; only a limit can fail the run.
    """

    what: str
    measured: float | None
    aim: float
    limit: float | None = None
    note: str = ""
    digits: int = 2
    larger: bool = False

    @property
    def is_over(self) -> bool:
        """Whether the limit is missed."""
        return self.limit is not None and not self._reaches(self.limit)

    @property
    def verdict(self) -> str:
        """The last column."""
        if self.measured is None:
            return "not measured"
        if self.is_over:
            return "OVER THE LIMIT"
        return "pass" if self._reaches(self.aim) else "pass, short of the aim"

    def _reaches(self, bound: float) -> bool:
        if self.measured is None:
            return False
        return self.measured >= bound if self.larger else self.measured <= bound


def take_turns(pairs: Iterable[tuple[Act, Act]]) -> Round:
    """Time (ours, plain) pairs, every other one in reverse: neither always follows the other."""
    ours, plain = [], []
    for number, (one, other) in enumerate(pairs):
        if number % 2:
            plain.append(seconds(other))
            ours.append(seconds(one))
        else:
            ours.append(seconds(one))
            plain.append(seconds(other))
    return Round(tuple(ours), tuple(plain))


def seconds(act: Act) -> float:
    """How long an act takes."""
    started = perf_counter()
    act()
    return perf_counter() - started


def compare(what: str, rounds: Sequence[Round], *, limit: float | None, aim: float) -> Line:
    """The median of the rounds' ratios, with the milliseconds they come from."""
    ratios = sorted(one.ratio for one in rounds)
    ours, plain = (1000 * median(times) for times in zip(*map(_medians, rounds), strict=True))
    note = f"{len(rounds)} rounds {ratios[0]:.2f}–{ratios[-1]:.2f}, {ours:.1f} ms : {plain:.1f} ms"
    return Line(what, median(ratios), aim, limit, note)


def _medians(one: Round) -> tuple[float, float]:
    return median(one.ours), median(one.plain)


def report(lines: Sequence[Line]) -> Iterator[str]:
    """The table, line by line."""
    width = max(len(line.what) for line in lines)
    yield f"{'':{width}}  measured   limit     aim"
    for line in lines:
        cells = (line.measured, line.limit, line.aim)
        numbers = " ".join(f"{_cell(cell, line.digits):>7}" for cell in cells)
        note = f" ({line.note})" if line.note else ""
        yield f"{line.what:{width}}   {numbers}  {line.verdict}{note}"


def _cell(value: float | None, digits: int) -> str:
    return "–" if value is None else f"{value:.{digits}f}"
