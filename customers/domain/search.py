"""Words that are looked for, folded the same way in a row and in a question.

Case and accents do not count; a word is what stands between spaces and signs. A telephone number
is its digits, found with or without the country's code. A custom field or a product is one word
that nobody types, so that filtering by it is looking for one word more.
"""

import unicodedata
from collections.abc import Collection, Iterable, Iterator
from hashlib import blake2s
from typing import NamedTuple

LONGEST_WORD = 40
MOST_WORDS_KEPT = 160
MOST_WORDS_ASKED = 8
LONGEST_QUESTION = 300
FEWEST_DIGITS = 5
_COUNTRY_CODE = 3
_PHONE_SIGNS = frozenset("+-()./ \u00a0")
_UNDIVIDED = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ŧ": "t", "ı": "i", "æ": "ae", "œ": "oe"}
)
"""Letters that have no accent to take off, and are typed without one all the same."""


class Word(NamedTuple):
    """One word of a question; `whole` when more of it cannot follow."""

    text: str
    whole: bool


def fold(text: str) -> str:
    """The text without case and accents."""
    bare = _without_accents(_without_accents(text).casefold())
    return bare.translate(_UNDIVIDED)


def _without_accents(text: str) -> str:
    parts = unicodedata.normalize("NFKD", text)
    return "".join(sign for sign in parts if not unicodedata.combining(sign))


def words_of(text: str) -> Iterator[str]:
    """The words of a text, folded; a long one is cut, in the question too."""
    signs = "".join(sign if sign.isalnum() else " " for sign in fold(text))
    return (word[:LONGEST_WORD] for word in signs.split())


def field_word(name: str, value: str) -> str:
    """The one word of a custom field's value."""
    return _secret_word("f", f"{name.strip().casefold()}={value.strip().casefold()}")


def product_word(product: str) -> str:
    """The one word of a product that a customer has or had; its name counts as it is written."""
    return _secret_word("p", product)


def _secret_word(kind: str, text: str) -> str:
    told = blake2s(text.encode("utf-8", "replace"), digest_size=8, person=b"recoup")
    return f"zq{kind}{told.hexdigest()}"


def search_text(
    *parts: str | None,
    phone: str | None = None,
    custom_fields: Iterable[tuple[str, str]] = (),
    products: Iterable[str] = (),
) -> str:
    """Every word of a row once, with single spaces between them."""
    words = dict.fromkeys(word for part in parts if part for word in words_of(part))
    words |= dict.fromkeys(_bare(word) for word in tuple(words))
    words |= dict.fromkeys(_phone_words(phone or ""))
    words |= dict.fromkeys(product_word(product) for product in products)
    words |= dict.fromkeys(field_word(name, value) for name, value in custom_fields)
    return " ".join(tuple(words)[:MOST_WORDS_KEPT])


def _bare(word: str) -> str:
    """A number without the zeros in front of it."""
    return word.lstrip("0") or word if word.isascii() and word.isdigit() else word


def _digits(text: str) -> str:
    return "".join(sign for sign in text if sign.isascii() and sign.isdigit())


def _phone_words(phone: str) -> Iterator[str]:
    digits = _digits(phone.replace("(0)", "")).lstrip("0")[:LONGEST_WORD]
    for start in range(min(_COUNTRY_CODE, max(len(digits) - FEWEST_DIGITS, 0)) + 1):
        if word := _bare(digits[start:]):
            yield word


def search_words(question: str) -> tuple[Word, ...]:
    """The words to look for: all of them must be there.

    A word before a space may be the beginning of one (`jan smi`); one that a sign joins to the
    next is whole (`cust_9f…`), except the last. What begins another word is said by that one.
    """
    asked = question[:LONGEST_QUESTION]
    number = _digits(asked.replace("(0)", ""))
    if set(asked) <= _PHONE_SIGNS | set("0123456789") and len(number) >= FEWEST_DIGITS:
        return (Word((number.lstrip("0") or number)[:LONGEST_WORD], whole=False),)
    found: dict[Word, None] = {}
    for part in asked.split():
        *joined, last = (*words_of(part), "")[:-1] or ("",)
        found |= dict.fromkeys(Word(word, whole=True) for word in joined)
        if last:
            found[Word(last, whole=False)] = None
    return tuple(_needed(found))[:MOST_WORDS_ASKED]


def _needed(words: Collection[Word]) -> Iterator[Word]:
    """Without the beginnings of others: `jan jansen` asks for nothing that `jansen` does not."""
    for word in words:
        others = (other.text for other in words if other != word)
        if word.whole or not any(other.startswith(word.text) for other in others):
            yield word


def holds(text: str, words: Iterable[Word]) -> bool:
    """Whether a row's words answer a question: what every index must agree with."""
    row = f" {text} "
    return all(as_part(word) in row for word in words)


def as_part(word: Word) -> str:
    """The word as a part of ` text `."""
    return f" {word.text} " if word.whole else f" {word.text}"
