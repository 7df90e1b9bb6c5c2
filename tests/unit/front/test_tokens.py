"""Colours stand in one file, and every pair that meets on a page can be read."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from .files import SCRIPTS, STATIC, STYLES, TEMPLATES

TOKENS = STATIC / "css/tokens.css"
COLOUR = re.compile(r"(?<!&)#(?:[0-9a-f]{3}|[0-9a-f]{6}|[0-9a-f]{8})(?![\w-])", re.IGNORECASE)
Colour = tuple[float, float, float]

# Foreground, background, least contrast in light and in dark.
PAIRS = (
    ("field", "surface", 3.49, 4.24),
    ("ink", "surface", 16.86, 15.16),
    ("ink2", "surface", 6.71, 8.64),
    ("ink3", "surface", 5.34, 6.69),
    ("ink3", "sunken", 4.74, 6.08),
    ("accent", "surface", 6.78, 8.69),
    ("ink", "accent-bg", 14.86, 12.43),
    ("accent", "accent-bg", 5.98, 7.13),
    ("on-btn", "btn", 6.78, 5.05),
    ("green", "green-tint", 5.21, 7.99),
    ("amber", "amber-tint", 6.52, 8.95),
    ("red", "red-tint", 5.64, 7.62),
    ("grey", "grey-tint", 5.80, 7.18),
    ("green-mark", "surface", 4.11, 6.19),
    ("amber-mark", "surface", 3.62, 7.05),
    ("red-mark", "surface", 4.75, 5.13),
    ("grey-mark", "surface", 3.90, 5.20),
    ("on-tenant", "tenant-violet", 6.32, 6.3),
    ("on-tenant", "tenant-teal", 5.18, 6.3),
    ("on-tenant", "tenant-magenta", 6.09, 6.3),
    ("on-tenant", "tenant-cyan", 5.36, 6.3),
    ("on-tenant", "tenant-olive", 5.84, 6.3),
    ("on-tenant", "tenant-plum", 7.19, 6.3),
    ("on-tenant", "tenant-brown", 5.87, 6.3),
    ("on-tenant", "tenant-slate", 7.58, 6.3),
    *((text, ground, 4.5, 4.5)
      for text in ("ink", "ink2", "ink3", "accent", "green", "amber", "red")
      for ground in ("canvas", "surface", "sunken")),
    *((mark, "sunken", 3.2, 3.2) for mark in ("green-mark", "amber-mark", "red-mark", "grey-mark")),
)  # fmt: skip


def split_colours(value: str) -> tuple[str, str]:
    """Return what a token says in light and in dark."""
    two = re.fullmatch(r"light-dark\((#\w{6}), (.+)\)", value)
    return (two[1], two[2]) if two else (value, value)


def read_colour(text: str) -> Colour:
    """Read `#rrggbb`, or the same with a share of black mixed in, as red, green, blue of 1."""
    mixed = re.fullmatch(r"color-mix\(in srgb, (#\w{6}), #000000 (\d+)%\)", text)
    colour, left = (mixed[1], 1 - int(mixed[2]) / 100) if mixed else (text, 1.0)
    red, green, blue = (int(colour[at : at + 2], 16) / 255 * left for at in (1, 3, 5))
    return red, green, blue


def luminance(colour: Colour) -> float:
    """Relative luminance (WCAG 2.2)."""
    channels = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour]
    return 0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two token values, 1 to 21 (WCAG 2.2)."""
    low, high = sorted((luminance(read_colour(one)), luminance(read_colour(other))))
    return (high + 0.05) / (low + 0.05)


def tokens() -> Iterator[tuple[str, tuple[str, str]]]:
    """Every token's name with its value in light and dark."""
    for name, value in re.findall(r"--([\w-]+): ([^;]+);", TOKENS.read_text()):
        yield name, split_colours(value)


VALUES = dict(tokens())


@pytest.mark.parametrize(("text", "ground", "light", "dark"), PAIRS)
def test_pairs_that_meet_can_be_read(text: str, ground: str, light: float, dark: float) -> None:
    """At least the stated contrast, in light and in dark."""
    assert contrast(VALUES[text][0], VALUES[ground][0]) >= light - 0.005
    assert contrast(VALUES[text][1], VALUES[ground][1]) >= dark - 0.005


def test_contrast_is_measured_as_wcag_does() -> None:
    """Two ratios known from the literature."""
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.005)


@pytest.mark.parametrize(
    "path", [*(s for s in STYLES if s != TOKENS), *SCRIPTS, *TEMPLATES], ids=lambda path: path.name
)
def test_only_the_token_file_names_colours(path: Path) -> None:
    """Neither styles, scripts nor templates hold a hex value."""
    assert COLOUR.findall(path.read_text()) == []


def test_every_variable_that_is_used_is_set() -> None:
    """A misspelt token would fall back without a word."""
    styles = "".join(path.read_text() for path in STYLES)
    used = set(re.findall(r"var\(--([\w-]+)[),]", styles))
    assert used - set(re.findall(r"--([\w-]+):", styles)) == set()
