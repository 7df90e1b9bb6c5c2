"""The vault opens a key for its own row with its own keys, and for nothing else."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from customers import vault

KEYS = st.binary(min_size=32, max_size=32)
FIRST, SECOND = bytes(range(32)), bytes(range(32, 64))
KEY = "pk_live_xx_obviously_false"
ROW = "recoup:connection:row-1"

SEALED = vault.seal(KEY, identity=ROW, keys=[FIRST])


@settings(max_examples=100)
@given(text=st.text(), identity=st.text(alphabet=st.characters(codec="utf-8")), key=KEYS)
def test_what_was_sealed_opens_again(text: str, identity: str, key: bytes) -> None:
    sealed = vault.seal(text, identity=identity, keys=[key])
    assert vault.open_sealed(sealed, identity=identity, keys=[key]) == text


def test_a_lone_surrogate_is_kept_rather_than_reported() -> None:
    sealed = vault.seal("\ud800", identity=ROW, keys=[FIRST])
    assert vault.open_sealed(sealed, identity=ROW, keys=[FIRST]) == "\ud800"


@settings(max_examples=200)
@given(bit=st.integers(0, len(SEALED) * 8 - 1))
def test_any_flipped_bit_refuses(bit: int) -> None:
    altered = bytearray(SEALED)
    altered[bit // 8] ^= 1 << bit % 8
    with pytest.raises(vault.CannotOpen):
        vault.open_sealed(bytes(altered), identity=ROW, keys=[FIRST])


@pytest.mark.parametrize("length", range(len(SEALED)))
def test_any_truncation_refuses(length: int) -> None:
    with pytest.raises(vault.CannotOpen):
        vault.open_sealed(SEALED[:length], identity=ROW, keys=[FIRST])


@settings(max_examples=50)
@given(identity=st.text(alphabet=st.characters(codec="utf-8")).filter(lambda text: text != ROW))
def test_another_rows_identity_refuses(identity: str) -> None:
    with pytest.raises(vault.CannotOpen):
        vault.open_sealed(SEALED, identity=identity, keys=[FIRST])


@settings(max_examples=50)
@given(keys=st.lists(KEYS.filter(lambda key: key != FIRST), max_size=3))
def test_other_keys_and_no_keys_refuse(keys: list[bytes]) -> None:
    with pytest.raises(vault.CannotOpen):
        vault.open_sealed(SEALED, identity=ROW, keys=keys)


def test_nothing_is_sealed_without_a_key() -> None:
    with pytest.raises(vault.CannotOpen):
        vault.seal(KEY, identity=ROW, keys=[])


def test_plain_text_is_never_taken_for_a_sealed_key() -> None:
    with pytest.raises(vault.CannotOpen):
        vault.open_sealed(KEY.encode(), identity=ROW, keys=[FIRST])


def test_the_first_key_seals_and_all_open() -> None:
    sealed = vault.seal(KEY, identity=ROW, keys=[SECOND, FIRST])
    assert vault.is_sealed_by(SECOND, sealed, identity=ROW)
    assert not vault.is_sealed_by(FIRST, sealed, identity=ROW)
    assert vault.open_sealed(sealed, identity=ROW, keys=[FIRST, SECOND]) == KEY


def test_the_same_key_is_never_sealed_twice_alike() -> None:
    assert vault.seal(KEY, identity=ROW, keys=[FIRST]) != SEALED


def test_neither_the_seal_nor_a_refusal_tells_the_key() -> None:
    assert KEY.encode() not in SEALED
    with pytest.raises(vault.CannotOpen) as refusal:
        vault.open_sealed(SEALED, identity="another row", keys=[FIRST])
    assert KEY not in repr(refusal.value)
    assert FIRST not in refusal.value.args
    assert refusal.value.__context__ is None
