"""A key that cannot print itself."""

import hmac
from typing import Never


class Secret:
    """Holds a text that no repr, format, pickle or traceback of ours gives away."""

    __slots__ = ("__text",)

    def __init__(self, text: str) -> None:
        self.__text = text

    def reveal(self) -> str:
        """Return the text itself: only for the header it travels in, or for sealing."""
        return self.__text

    def __repr__(self) -> str:
        return "Secret(…)"

    def __format__(self, spec: str) -> str:
        return repr(self)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Secret):
            return NotImplemented
        return hmac.compare_digest(_octets(self), _octets(other))

    def __hash__(self) -> int:
        return hash((Secret, self.__text))

    def __reduce__(self) -> Never:
        raise TypeError("A secret is not pickled or copied.")


def _octets(secret: Secret) -> bytes:
    return secret.reveal().encode("utf-8", "surrogatepass")
