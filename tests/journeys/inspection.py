"""Looks a page over as everybody may meet it: two widths, two themes, axe, sizes, no sideways."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

AXE = Axe().axe_script
LOOKS = Path(__file__).with_name("looks.js").read_text()
WIDTHS = (1280, 390)
THEMES: tuple[Literal["light"], Literal["dark"]] = ("light", "dark")
SMALLEST_TARGET = 24
COLOURS = ("color-contrast", "link-in-text-block")
"""The rules that a theme may break; it changes colours and nothing else."""
ALL_OTHERS = {
    "resultTypes": ["violations"],
    "rules": {"target-size": {"enabled": True}, **{rule: {"enabled": False} for rule in COLOURS}},
}
ONLY_COLOURS = {"resultTypes": ["violations"], "runOnly": COLOURS}
WHOLE_PAGE = "options => axe.run(options).then(({violations}) => violations)"
FRESH_LOOKS = """
async ({theme, options}) => {
  await looks.themed(theme);
  const include = looks.fresh();
  return include.length ? axe.run({include}, options).then(({violations}) => violations) : [];
}
"""
SIDEWAYS = "document.documentElement.scrollWidth - innerWidth"
SMALL_TARGETS = """
smallest => [...document.querySelectorAll("a, button, summary, select, input:not([type=hidden])")]
  .map(one => (one.matches("[type=radio], [type=checkbox]") && one.closest("label")) || one)
  .filter(one => one.checkVisibility({checkVisibilityCSS: true}))
  .filter(one => getComputedStyle(one).display !== "inline" && !one.matches(".skip"))
  .filter(one => getComputedStyle(one).pointerEvents !== "none")
  .filter(one => getComputedStyle(one, "::after").position !== "absolute")  // the row is the target
  .filter(one => {
    const {width, height} = one.getBoundingClientRect();
    return Math.min(width, height) < smallest;
  })
  .map(one => one.outerHTML.slice(0, 120))
"""


def faults_of(page: Page) -> list[str]:
    """All that is wrong with what the page shows now; links inside sentences may be lower.

    Colours are looked at once for each look of text, whatever the number of its rows.
    """
    page.emulate_media(reduced_motion="reduce")
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    page.evaluate(LOOKS)
    found: list[str] = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        found += [f"{width}: {one}" for one in _layout_faults(page)]
        for theme in THEMES:
            page.emulate_media(color_scheme=theme)
            view = {"theme": theme, "options": ONLY_COLOURS}
            faults = _axe_faults(page, FRESH_LOOKS, view)
            found += [f"{width} {theme}: {one}" for one in faults]
    return found


def _layout_faults(page: Page) -> list[str]:
    small: list[str] = page.evaluate(SMALL_TARGETS, SMALLEST_TARGET)
    sideways: int = page.evaluate(SIDEWAYS)
    faults = [f"too small: {one}" for one in small]
    faults += _axe_faults(page, WHOLE_PAGE, ALL_OTHERS)
    return [*faults, f"scrolls sideways by {sideways} px"] if sideways > 0 else faults


def _axe_faults(page: Page, run: str, told: Mapping[str, object]) -> list[str]:
    violations: list[dict[str, Any]] = page.evaluate(run, told)
    return [
        f"{one['id']}: {node['html'][:120]} {node['failureSummary']}"
        for one in violations
        for node in one["nodes"]
    ]
