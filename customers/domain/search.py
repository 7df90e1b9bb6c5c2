"""Words as they are looked for: without case and accents."""

from collections.abc import Iterable
from unicodedata import combining, normalize


def fold(text: str) -> str:
    """The text without case and accents."""
    return "".join(one for one in normalize("NFKD", text.casefold()) if not combining(one))


def search_text(*parts: str | None, custom_fields: Iterable[tuple[str, str]] = ()) -> str:
    """What a row is found by."""
    values = [*parts, *(value for _, value in custom_fields)]
    return " ".join(fold(value) for value in values if value)
