"""What is sent to a browser: pinned, licensed, small, and clean under a strict policy."""

import json
import re
from pathlib import Path

import brotli  # type: ignore[import-untyped]
import django_htmx
import pytest

from .files import ROOT, SCRIPTS, SPRITE, STATIC, STYLES, TEMPLATES, VENDOR

VENDORED = tuple(sorted(path for path in VENDOR.iterdir() if path.is_dir()))
INLINE = re.compile(
    r"<style|\sstyle=|<script(?![^>]*(?:\bsrc=|application/json))|\son[a-z]+=|hx-on|hx-vals|javascript:"
)
HTMX = Path(django_htmx.__file__).parent / "static/django_htmx/htmx-2.min.js"


def wire_size(path: Path) -> int:
    """Bytes on the wire: a font as it is, all else after brotli."""
    content = path.read_bytes()
    return len(content) if path.suffix == ".woff2" else len(brotli.compress(content))


@pytest.mark.parametrize("folder", VENDORED, ids=lambda path: path.name)
def test_vendored_copies_carry_version_and_licence(folder: Path) -> None:
    """A copy without either could be neither updated nor shipped."""
    row = re.search(rf"^\| `{folder.name}/` .*$", (VENDOR / "README.md").read_text(), re.MULTILINE)
    assert row is not None
    assert re.search(r"\| \d+\.\d+", row[0])
    (licence,) = re.findall(rf"`{folder.name}/((?:LICENSE|OFL)[^`]*)`", row[0])
    assert "Copyright" in (folder / licence).read_text()


@pytest.mark.parametrize("path", [*VENDOR.rglob("*.css"), *STYLES, *SCRIPTS], ids=lambda p: p.name)
def test_nothing_points_at_a_source_map_or_another_host(path: Path) -> None:
    """Manifest storage stops on the one, the policy on the other."""
    text = path.read_text()
    assert "sourceMappingURL" not in text
    assert re.findall(r"(?:url\(|@import|fetch\()['\" ]*(?:https?:)?//", text) == []


@pytest.mark.parametrize(("name", "limit"), [("inter-latin", 26_000), ("inter-latin-ext", 11_000)])
def test_fonts_stay_small(name: str, limit: int) -> None:
    """Bytes, as cut."""
    assert wire_size(VENDOR / f"inter/{name}.woff2") <= limit


def test_a_first_view_leaves_room_for_the_page() -> None:
    """Of 130 kB in all, 12 are left for the page itself and headers."""
    base = (ROOT / "templates/base.html").read_text()
    named = re.findall(r"{% static '((?:css|js|vendor)/[^']+)' %}", base)
    parts = [HTMX, *(STATIC / name for name in named), *(STATIC / "img").glob("*.svg")]
    assert len(named) > 10
    assert sum(map(wire_size, parts)) <= 118_000


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_templates_hold_nothing_inline(path: Path) -> None:
    """The policy allows no inline script, style or handler."""
    assert INLINE.findall(path.read_text()) == []


def test_the_sprite_holds_every_icon_that_templates_name() -> None:
    """A missing symbol would draw nothing, without an error."""
    text = "".join(path.read_text() for path in TEMPLATES)
    names = re.findall(r"(?:icons }}|icons\.svg' %})#(.+?)\"/>", text)
    named = {word for name in names for word in re.split(r"{[%{].*?[%}]}", name) if word}
    named |= set(re.findall(r'\bicon="([a-z0-9-]+)"', text))
    assert "circle-check" in named
    assert named - SPRITE == set()


def test_htmx_is_told_to_be_strict_and_to_show_failures() -> None:
    """No eval, no injected style, no kept history; errors are swapped in."""
    (text,) = re.findall(
        r"name=\"htmx-config\" content='([^']+)'", (ROOT / "templates/base.html").read_text()
    )
    config = json.loads(text)
    switched_off = ("allowEval", "allowScriptTags", "includeIndicatorStyles")
    assert [config[name] for name in switched_off] == [False, False, False]
    assert config["selfRequestsOnly"] is True
    assert config["historyCacheSize"] == 0
    assert {"code": "[45]..", "swap": True, "error": True} in config["responseHandling"]
