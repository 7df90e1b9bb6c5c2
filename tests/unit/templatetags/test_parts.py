"""A pure part sees its values and nothing else."""

from dataclasses import dataclass
from pathlib import Path

import pytest
from django.template import Context, Engine
from pytest_django.fixtures import Settings


@dataclass(frozen=True)
class Shown:
    """What a part is given."""

    name: str


@pytest.fixture
def page(tmp_path: Path, settings: Settings) -> str:
    """The text of a page with one pure part."""
    settings.TEMPLATES = [settings.TEMPLATES[0] | {"DIRS": [tmp_path]}]
    (tmp_path / "part.html").write_text("[{{ one.name }}{{ user }}]", encoding="utf-8")
    return '{% load parts %}{% pure "part.html" one=one %}'


def rendered(page: str, name: str) -> str:
    """Return the page for one name."""
    return Engine.get_default().from_string(page).render(Context({"one": Shown(name), "user": "U"}))


def test_a_part_shows_its_values_and_no_more(page: str) -> None:
    assert rendered(page, "Ada") == "[Ada]"


def test_other_values_give_another_text(page: str) -> None:
    assert [rendered(page, name) for name in ("Ada", "Bo", "Ada")] == ["[Ada]", "[Bo]", "[Ada]"]


def test_what_is_given_is_escaped_once(page: str) -> None:
    assert rendered(page, "<b>&") == "[&lt;b&gt;&amp;]"
