"""Words fold the same way in a row and in a question, whatever anybody types."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from customers.domain.search import (
    LONGEST_WORD,
    MOST_WORDS_ASKED,
    Word,
    field_word,
    fold,
    holds,
    product_word,
    search_text,
    search_words,
    words_of,
)

ROW = search_text(
    "José Ørsted-Łukasz",
    "Straße GmbH",
    "j.orsted@noord.example",
    "cust_9F00123",
    phone="+31 (0)20 123 4567",
    custom_fields=[("Sector", "Retail")],
    products=["MacBook Air"],
)
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=80)


@pytest.mark.parametrize(
    "question",
    [
        *("jose", "JOSÉ", "jos", "orsted", "lukasz j", "strasse", "STRASSE", "gmb"),
        *("cust_9f00", "cust_9F00123", "j.orsted@noord.example", "j.orsted@noo", "noord"),
        *(
            "+31 20 123 4567",
            "0031201234567",
            "020 123 4567",
            "020-1234",
            "201234567",
            "(020) 12345",
        ),
        *("", "   ", "😀", "*\"'()", "\x00"),
    ],
)
def test_a_row_is_found(question: str) -> None:
    assert holds(ROW, search_words(question))


@pytest.mark.parametrize(
    "question",
    ["josef", "ose", "cust_8", "orsted jan", "j.o@noord", "020 123 9", "retail", "macbook"],
)
def test_a_row_is_not_found(question: str) -> None:
    assert not holds(ROW, search_words(question))


def test_fields_and_products_are_words_of_their_own() -> None:
    words = set(ROW.split())
    assert {field_word("sector ", "RETAIL"), product_word("MacBook Air")} <= words
    assert field_word("Sector", "Care") not in words
    assert product_word("macbook air") not in words


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(texts)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(texts, max_size=4))
def test_words_are_letters_and_digits_with_single_spaces(parts: list[str]) -> None:
    text = search_text(*parts)
    assert text == " ".join(text.split(" ")).strip()
    assert all(word.isalnum() and len(word) <= LONGEST_WORD for word in text.split())
    assert len(set(text.split())) == len(text.split())


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(texts)
def test_every_text_finds_its_own_row(text: str) -> None:
    words = search_words(text)
    assert len(words) <= MOST_WORDS_ASKED
    if not set(text) <= set("+-()./ \u00a00123456789"):
        assert holds(search_text(text), words)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(texts, st.data())
def test_the_beginning_of_a_word_finds_it(text: str, data: st.DataObject) -> None:
    words = list(words_of(text))
    if words and not words[0].isdigit():
        cut = data.draw(st.integers(1, len(words[0])))
        assert holds(search_text(text), search_words(words[0][:cut]))


def test_a_very_long_question_is_cut() -> None:
    assert len(search_words(10_000 * "a")) == 1
    assert holds(search_text(10_000 * "a"), search_words(10_000 * "a"))


def test_the_beginning_of_another_word_need_not_be_looked_for() -> None:
    assert search_words("jan jansen ja") == search_words("jansen")
    assert search_words("jan-p jan") == search_words("jan-p")
    assert search_words("jan smit") == (Word("jan", whole=False), Word("smit", whole=False))
