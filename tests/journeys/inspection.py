"""Looks a page over as everybody may meet it: two widths, two themes, axe, sizes, no sideways."""

from collections.abc import Mapping
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

AXE = Axe()
WIDTHS = (1280, 390)
SMALLEST_TARGET = 24
LIGHT = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
DARK = {"resultTypes": ["violations"], "runOnly": ["color-contrast", "link-in-text-block"]}
"""A theme changes colours and nothing else."""
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
    """All that is wrong with what the page shows now; links inside sentences may be lower."""
    page.emulate_media(reduced_motion="reduce")
    found: list[str] = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        found += [f"{width}: {one}" for one in _layout_faults(page)]
        page.emulate_media(color_scheme="light")
        found += [f"{width} light: {one}" for one in _axe_faults(page, LIGHT)]
        page.emulate_media(color_scheme="dark")
        found += [f"{width} dark: {one}" for one in _axe_faults(page, DARK)]
    return found


def _layout_faults(page: Page) -> list[str]:
    small: list[str] = page.evaluate(SMALL_TARGETS, SMALLEST_TARGET)
    sideways: int = page.evaluate(SIDEWAYS)
    faults = [f"too small: {one}" for one in small]
    return [*faults, f"scrolls sideways by {sideways} px"] if sideways > 0 else faults


def _axe_faults(page: Page, options: Mapping[str, object]) -> list[str]:
    violations: list[dict[str, Any]] = AXE.run(page, options=options).response["violations"]
    return [
        f"{one['id']}: {node['html'][:120]} {node['failureSummary']}"
        for one in violations
        for node in one["nodes"]
    ]
