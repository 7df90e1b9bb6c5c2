"""Typed readers of environment values: what is missing or malformed stops the start with a hint.

Every value may also come from a file named by `<NAME>_FILE` (its trailing line break is dropped).
An unset value without a default is an error, and so is an empty one, except for a list.
"""

import base64
import binascii
import os
from collections.abc import Mapping
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

WORDS = {"on": True, "true": True, "yes": True, "1": True}
WORDS |= {"off": False, "false": False, "no": False, "0": False}


class BadValueError(ImproperlyConfigured):
    """A value that the product cannot start with; says its name, the reason and an example."""

    def __init__(self, name: str, reason: str, example: str) -> None:
        super().__init__(f"{name} {reason}. Example: {name}={example}")


class Environment:
    """The readers, over a mapping of names to texts (`os.environ` in the settings)."""

    def __init__(self, values: Mapping[str, str] = os.environ) -> None:
        self._values = values

    def raw(self, name: str, example: str) -> str | None:
        """Return the text of a value or of its file, None when neither is set."""
        value, path = self._values.get(name), self._values.get(f"{name}_FILE")
        if not path:
            return value
        if value:
            raise BadValueError(name, f"is set twice, here and by {name}_FILE", example)
        try:
            return Path(path).read_text(encoding="utf-8").rstrip("\r\n")
        except (OSError, UnicodeDecodeError) as problem:
            reason = f"cannot be read from a file: {problem}"
            raise BadValueError(f"{name}_FILE", reason, f"/run/secrets/{name.lower()}") from None

    def text(self, name: str, default: str | None, example: str) -> str:
        """Return a text; surrounding spaces do not count."""
        value = (self.raw(name, example) or "").strip() or default
        if value is None:
            raise BadValueError(name, "is missing", example)
        return value

    def switch(self, name: str, default: bool) -> bool:
        """Return whether a switch is on."""
        word = self.text(name, "on" if default else "off", "on").lower()
        if word not in WORDS:
            raise BadValueError(name, f"is neither on nor off: {word!r}", "on")
        return WORDS[word]

    def number(self, name: str, default: int, low: int, high: int) -> int:
        """Return a whole number between two limits, both included."""
        word = self.text(name, str(default), str(default))
        if not (word.isascii() and word.isdigit() and low <= int(word[:18]) <= high):
            reason = f"is not a whole number from {low} to {high}: {word!r}"
            raise BadValueError(name, reason, str(default))
        return int(word)

    def items(self, name: str, default: str | None, example: str) -> tuple[str, ...]:
        """Return the comma-separated parts; a value that is set and empty is the empty list."""
        value = self.raw(name, example)
        value = default if value is None else value
        if value is None:
            raise BadValueError(name, "is missing", example)
        return tuple(part.strip() for part in value.split(",") if part.strip())

    def secret(self, name: str, default: str | None, length: int) -> str:
        """Return a secret of at least `length` characters; errors never show it."""
        example = f"{length} random characters or more"
        value = self.text(name, default, example)
        if len(value) < length:
            raise BadValueError(name, f"is shorter than {length} characters", example)
        return value

    def keys(self, name: str, default: str | None) -> tuple[bytes, ...]:
        """Return one or more keys of 32 bytes, each delivered in URL-safe base64."""
        example = "32 random bytes in URL-safe base64, comma-separated when several"
        parts = self.text(name, default, example).split(",")
        return tuple(self._key(name, part.strip(), example) for part in parts)

    @staticmethod
    def _key(name: str, text: str, example: str) -> bytes:
        try:
            key = base64.b64decode(text.encode("ascii"), altchars=b"-_", validate=True)
        except (UnicodeEncodeError, binascii.Error):
            raise BadValueError(name, "holds a key that is not URL-safe base64", example) from None
        if len(key) != 32:
            raise BadValueError(name, f"holds a key of {len(key)} bytes, not 32", example)
        return key
