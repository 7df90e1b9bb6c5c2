"""A set of whole numbers that stays small: a bit for each, in blocks; and its packed form."""

import sys
from array import array
from collections.abc import Iterable

_BLOCK_BITS = 16
_IN_BLOCK = (1 << _BLOCK_BITS) - 1


class KeySet:
    """Keys of rows, from 0. A million of them that lie close together take 125 kB."""

    def __init__(self, keys: Iterable[int] = ()) -> None:
        self._blocks: dict[int, bytearray] = {}
        self.add(keys)

    def add(self, keys: Iterable[int]) -> None:
        """Take them in; those that are in already stay."""
        blocks = self._blocks
        for key in keys:
            block = blocks.get(key >> _BLOCK_BITS)
            if block is None:
                block = blocks[key >> _BLOCK_BITS] = bytearray(1 << (_BLOCK_BITS - 3))
            place = key & _IN_BLOCK
            block[place >> 3] |= 1 << (place & 7)

    def __contains__(self, key: int) -> bool:
        block = self._blocks.get(key >> _BLOCK_BITS)
        if block is None:
            return False
        place = key & _IN_BLOCK
        return bool(block[place >> 3] & (1 << (place & 7)))


def pack_keys(keys: Iterable[int]) -> bytes:
    """64 bits for each key, the lowest byte first."""
    return _turned(array("q", keys)).tobytes()


def unpack_keys(packed: bytes) -> Iterable[int]:
    """The keys again."""
    return _turned(array("q", packed))


def _turned(numbers: "array[int]") -> "array[int]":
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers
