"""All that a picture shows above its list, worked out once; as text and back, exactly."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import astuple, dataclass, field
from datetime import date
from typing import Any, TypeVar

from customers.domain.cohorts import Line, PaybackMap, Square
from customers.domain.document import OutdatedDocument
from customers.domain.portfolio import MEASURES, Cube, Key, Sums, add_up, health
from customers.domain.products import Product, ProductList
from customers.domain.ranking import Place, Point, Ranking, Tenth, Whale

VERSION = 1
Told = TypeVar("Told")


@dataclass(frozen=True, slots=True)
class Before:
    """The sums of the picture of an earlier day."""

    day: date
    sums: Sums


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of one picture, as of `day` (in UTC).

    `cube` knows no cohorts. `attention` counts the customers of each kind of crossing that the list
    can be filtered by. `before` is what the figures are compared with, None on the first day.
    """

    day: date
    cube: Cube
    ranking: Ranking
    payback: PaybackMap
    products: ProductList
    attention: Mapping[str, int] = field(default_factory=dict)
    before: Before | None = None

    @property
    def sums(self) -> Sums:
        """Over all customers."""
        return add_up(self.cube.values())


def to_text(figures: Figures) -> str:
    """ASCII JSON; amounts are whole numbers of any length."""
    told = {
        "v": VERSION,
        "day": figures.day.isoformat(),
        "cube": [[*key[:4], write_sums(sums)] for key, sums in figures.cube.items()],
        "tenths": [astuple(tenth) for tenth in figures.ranking.tenths],
        "whale": [figures.ranking.whale.points, figures.ranking.whale.peak],
        "payback": _write_payback(figures.payback),
        "products": [astuple(product) for product in figures.products.products],
        "others": figures.products.others and astuple(figures.products.others),
        "other_count": figures.products.other_count,
        "attention": dict(figures.attention),
        "before": figures.before
        and [figures.before.day.isoformat(), write_sums(figures.before.sums)],
    }
    return json.dumps(told, separators=(",", ":"))


def from_text(text: str) -> Figures:
    """The same figures; raises OutdatedDocument."""
    return _understood(text, _read)


def _understood(text: str, read: Callable[[Mapping[str, Any]], Told]) -> Told:
    try:
        told = json.loads(text)
        version = told["v"]
        if version == VERSION:
            return read(told)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        message = "the figures cannot be read"
        raise OutdatedDocument(message) from error
    message = f"the figures are of version {version!r}, not {VERSION}"
    raise OutdatedDocument(message)


def _read(told: Mapping[str, Any]) -> Figures:
    points, peak = told["whale"]
    others = told["others"]
    before = told["before"]
    return Figures(
        day=date.fromisoformat(told["day"]),
        cube={Key(*key): read_sums(sums) for *key, sums in told["cube"]},
        ranking=Ranking(
            tuple(_read_tenth(one) for one in told["tenths"]),
            Whale(tuple(Point(*point) for point in points), Point(*peak)),
        ),
        payback=_read_payback(told["payback"]),
        products=ProductList(
            tuple(Product(*one) for one in told["products"]),
            Product(*others) if others else None,
            told["other_count"],
        ),
        attention=dict(told["attention"]),
        before=Before(date.fromisoformat(before[0]), read_sums(before[1])) if before else None,
    )


def _read_tenth(told: Sequence[Any]) -> Tenth:
    number, customers, profit, first, last = told
    return Tenth(
        number,
        customers,
        profit,
        Place(*first) if first else None,
        Place(*last) if last else None,
    )


def to_totals(cube: Cube) -> str:
    """What a day keeps: the sums, and how many customers have which badge."""
    badges = {segment.recovery.value: segment.sums.customers for segment in health(cube)}
    told = {"v": VERSION, "sums": write_sums(add_up(cube.values())), "recovery": badges}
    return json.dumps(told, separators=(",", ":"))


def from_totals(text: str) -> Sums:
    """The sums of a day; raises OutdatedDocument."""
    return _understood(text, lambda told: read_sums(told["sums"]))


def _write_payback(payback: PaybackMap) -> list[Any]:
    lines = [
        [
            line.start.isoformat(),
            [cohort.isoformat() for cohort in line.cohorts],
            astuple(line.latest),
            [square and astuple(square) for square in line.squares],
        ]
        for line in payback.lines
    ]
    since = payback.since and payback.since.isoformat()
    return [payback.months, payback.step, payback.columns, lines, payback.earlier, since]


def _read_payback(told: Sequence[Any]) -> PaybackMap:
    months, step, columns, lines, earlier, since = told
    return PaybackMap(
        months,
        step,
        tuple(columns),
        tuple(_read_line(line) for line in lines),
        earlier,
        date.fromisoformat(since) if since else None,
    )


def _read_line(told: Sequence[Any]) -> Line:
    start, cohorts, latest, squares = told
    return Line(
        date.fromisoformat(start),
        tuple(date.fromisoformat(cohort) for cohort in cohorts),
        Square(*latest),
        tuple(Square(*square) if square else None for square in squares),
    )


def write_sums(sums: Sums) -> list[int]:
    """How many, then each amount, then of how many it is made."""
    return [sums.customers, *sums.amounts, *sums.counts]


def read_sums(told: Sequence[int]) -> Sums:
    """The same sums; raises ValueError."""
    if len(told) != 1 + 2 * len(MEASURES) or not all(isinstance(one, int) for one in told):
        message = "these are no sums"
        raise ValueError(message)
    customers, *rest = told
    return Sums(customers, tuple(rest[: len(MEASURES)]), tuple(rest[len(MEASURES) :]))
