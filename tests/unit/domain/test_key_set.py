"""Keys are packed the same way on every machine."""

import sys

import pytest

from customers.domain.key_set import pack_keys, unpack_keys


def test_keys_come_back() -> None:
    assert list(unpack_keys(pack_keys([1, 2**40, 3]))) == [1, 2**40, 3]


def test_the_lowest_byte_comes_first() -> None:
    assert pack_keys([1]) == b"\x01" + bytes(7)


def test_a_machine_with_the_other_order_turns_the_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Told that its own order was the other one, this machine turns what needs no turning."""
    monkeypatch.setattr(sys, "byteorder", "big" if sys.byteorder == "little" else "little")
    packed = pack_keys([1])
    assert packed == bytes(7) + b"\x01"
    assert list(unpack_keys(packed)) == [1]
