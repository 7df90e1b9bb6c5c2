"""The bench's arithmetic: turns, ratios, verdicts."""

import pytest

from tests.bench.measure import Line, Round, compare, report, take_turns

WORSE = Round((0.4, 0.2, 0.3), (0.1, 0.2, 0.1))
BETTER = Round((0.2, 0.2), (0.1, 0.1))


def test_a_ratio_is_of_medians() -> None:
    assert WORSE.ratio == pytest.approx(3)
    assert BETTER.ratio == pytest.approx(2)


def test_a_comparison_is_the_median_of_the_rounds() -> None:
    line = compare("x : y", [WORSE, BETTER, BETTER], limit=2.5, aim=1)
    assert line.measured == pytest.approx(2)
    assert line.note == "3 rounds 2.00–3.00, 200.0 ms : 100.0 ms"


def test_turns_alternate() -> None:
    seen: list[str] = []
    taken = take_turns((lambda: seen.append("A"), lambda: seen.append("B")) for _ in range(3))
    assert "".join(seen) == "ABBAAB"
    assert (len(taken.ours), len(taken.plain)) == (3, 3)


@pytest.mark.parametrize(
    ("line", "verdict", "over"),
    [
        (Line("", 1.0, aim=1, limit=2), "pass", False),
        (Line("", 1.5, aim=1, limit=2), "pass, short of the aim", False),
        (Line("", 2.1, aim=1, limit=2), "OVER THE LIMIT", True),
        (Line("", 9.0, aim=1), "pass, short of the aim", False),
        (Line("", 99, aim=100, larger=True), "pass, short of the aim", False),
        (Line("", 100, aim=100, larger=True), "pass", False),
        (Line("", None, aim=100, larger=True), "not measured", False),
        (Line("", None, aim=1, limit=2), "not measured", True),
    ],
)
def test_only_a_limit_fails(line: Line, verdict: str, over: bool) -> None:
    assert (line.verdict, line.is_over) == (verdict, over)


def test_the_report_says_why_there_is_no_figure() -> None:
    lines = [Line("one", 1.234, aim=1, limit=2), Line("other", None, aim=100, note="no node")]
    assert list(report(lines))[1:] == [
        "one        1.23    2.00    1.00  pass, short of the aim",
        "other         –       –  100.00  not measured (no node)",
    ]
