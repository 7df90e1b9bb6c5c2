"""No room gets too full: the aims and limits of the house."""

from pathlib import Path

import pytest

from tests.architecture.source import ROOT, functions, line_count, modules, percentile


@pytest.mark.parametrize(
    ("folder", "limit"), [("config", 40), ("customers", 40), ("customers/views", 30), ("tests", 30)]
)
def test_no_function_passes_its_limit(folder: str, limit: int) -> None:
    assert [place for place, length in functions(folder) if length > limit] == []


@pytest.mark.parametrize(
    ("folders", "median", "p95"),
    [(("config", "customers"), 8, 25), (("customers/views",), 20, 20), (("tests",), 8, 20)],
)
def test_functions_are_short_on_the_whole(folders: tuple[str, ...], median: int, p95: int) -> None:
    lengths = [length for _, length in functions(*folders)]
    assert percentile(lengths, 0.5) <= median
    assert percentile(lengths, 0.95) <= p95


def test_no_module_passes_its_limit() -> None:
    sizes = {path: line_count(path) for path, _ in modules("config", "customers", "tests")}
    assert [path for path, size in sizes.items() if size > 300] == []
    assert percentile(list(sizes.values()), 0.95) <= 200


def test_no_template_passes_its_limit() -> None:
    sizes = {path: line_count(path) for path in _templates()}
    assert [path for path, size in sizes.items() if size > 150] == []
    assert percentile(list(sizes.values()), 0.95) <= 80


def _templates() -> list[Path]:
    return [path.relative_to(ROOT) for path in (ROOT / "templates").rglob("*.html")]
