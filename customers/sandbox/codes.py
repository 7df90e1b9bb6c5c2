"""Opaque ids that carry their own number, so that a hundred thousand customers need no index."""

from hashlib import sha256
from string import ascii_letters, ascii_uppercase, digits

STRIDE = 4096
"""Numbers reserved for each customer: at most this many rows of one kind."""

_STEP = 2_654_435_761_867_053_197  # shares no factor with the alphabets' lengths: 2, 5, 17, 31


class Code:
    """A reversible scramble of whole numbers into `width` characters of `alphabet`.

    `key` shifts the sequence: two tenants, or two kinds of id, never share one.
    """

    def __init__(self, key: str, alphabet: str = digits + ascii_letters, width: int = 10) -> None:
        self._alphabet, self._width = alphabet, width
        self._modulus: int = len(alphabet) ** width
        self._offset: int = int.from_bytes(sha256(key.encode()).digest()[:8]) % self._modulus
        self._inverse: int = pow(_STEP, -1, self._modulus)

    def encode(self, number: int) -> str:
        """The number's code."""
        rest = (number * _STEP + self._offset) % self._modulus
        letters = []
        for _ in range(self._width):
            rest, letter = divmod(rest, len(self._alphabet))
            letters.append(self._alphabet[letter])
        return "".join(letters)

    def decode(self, text: str) -> int | None:
        """The number behind a code; None for what cannot be one."""
        if len(text) != self._width or any(letter not in self._alphabet for letter in text):
            return None
        value = 0
        for letter in reversed(text):
            value = value * len(self._alphabet) + self._alphabet.index(letter)
        return (value - self._offset) * self._inverse % self._modulus


class Ids:
    """The ids one tenant hands out: `kind_code`, and serial numbers as devices wear them."""

    def __init__(self, key: str) -> None:
        self._codes = {
            kind: Code(f"{key}:{kind}") for kind in ("cust", "rent", "ord", "pay", "group")
        }
        letters = "".join(letter for letter in ascii_uppercase if letter not in "IO")
        self._serials = Code(f"{key}:serial", digits + letters, 8)
        self._imeis = Code(f"{key}:imei", digits, 12)

    def make(self, kind: str, customer: int, number: int = 0) -> str:
        """The id of a customer's `number`-th row of a kind."""
        return f"{kind}_{self._codes[kind].encode(customer * STRIDE + number)}"

    def make_serial(self, customer: int, number: int, *, phone: bool) -> str:
        """A serial number; for a phone a 15-digit IMEI with its Luhn check digit."""
        position = customer * STRIDE + number
        if not phone:
            return f"NL{self._serials.encode(position)}"
        body = f"35{self._imeis.encode(position)}"
        return f"{body}{luhn_digit(body)}"

    def owner(self, text: str) -> int | None:
        """The customer whose row carries this id or serial number; None when it cannot be ours."""
        kind, _, code = text.partition("_")
        if kind in self._codes:
            number = self._codes[kind].decode(code)
        elif text.isdigit():
            number = self._imeis.decode(text[2:-1])
        else:
            number = self._serials.decode(text.removeprefix("NL"))
        return None if number is None else number // STRIDE


def luhn_digit(body: str) -> int:
    """The check digit that completes a 14-digit IMEI."""
    doubled = [int(digit) * (2 if place % 2 else 1) for place, digit in enumerate(body)]
    return -sum(value // 10 + value % 10 for value in doubled) % 10
