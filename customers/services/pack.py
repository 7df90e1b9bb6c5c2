"""One gzip stream out of pieces, and the pieces back; the first ones are not held back."""

import zlib
from collections.abc import Iterable, Iterator

_GZIP = 31
_QUICK = 1
"""A level of five takes twice as long and saves a tenth."""


class Packer:
    """Packs a stream: the head and the first rows go out at once, others when there is enough."""

    def __init__(self) -> None:
        self._packer = zlib.compressobj(_QUICK, zlib.DEFLATED, _GZIP)
        self._begun = 0

    def add(self, data: bytes) -> bytes:
        """What is ready to go out, perhaps nothing."""
        packed = self._packer.compress(data)
        self._begun += 1
        return packed + (self._packer.flush(zlib.Z_SYNC_FLUSH) if self._begun <= 2 else b"")

    def end(self) -> bytes:
        """The rest."""
        return self._packer.flush()


def pack(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The pieces as one gzip stream."""
    packer = Packer()
    for piece in pieces:
        if packed := packer.add(piece):
            yield packed
    yield packer.end()


def unpack(parts: Iterable[bytes]) -> Iterator[bytes]:
    """What one gzip stream was made of."""
    unpacker = zlib.decompressobj(_GZIP)
    for part in parts:
        if data := unpacker.decompress(part):
            yield data
    yield unpacker.flush()
