"""Parts of a page that depend on nothing but what they are given."""

from collections.abc import Hashable
from functools import lru_cache

from django import template
from django.template.loader import render_to_string

register = template.Library()

KEPT = 1024
"""Texts kept in a process, at most some 10 kB each; the least used one goes first."""


@register.simple_tag
def pure(name: str, **values: Hashable) -> str:
    """Include a template that sees these values alone: neither request nor user nor page.

    The same values give the same text, so it is rendered once: a profile is asked for again each
    time one of its lists is renewed. Whoever does not hold the values cannot get the text.
    """
    return _rendered(name, tuple(values.items()))


@lru_cache(KEPT)
def _rendered(name: str, values: tuple[tuple[str, Hashable], ...]) -> str:
    return render_to_string(name, dict(values))
