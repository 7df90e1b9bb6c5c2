"""Seals and opens API keys with AES-GCM, each bound to the row it belongs to.

A sealed key is: one version byte, a nonce of 12 bytes, the ciphertext with its tag of 16 bytes.
The row's identity is associated data: a ciphertext copied into another row does not open.
"""

import os
from collections.abc import Sequence

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_VERSION = b"\x01"
_NONCE_SIZE = 12


class CannotOpen(Exception):
    """The vault stays shut: no key fits, or what was sealed is not this row's or was altered."""


def seal(plaintext: str, *, identity: str, keys: Sequence[bytes]) -> bytes:
    """Seal a text for one row with the first of `keys` (32 bytes each).

    Raises CannotOpen where there is no key to seal with.
    """
    if not keys:
        raise CannotOpen("The vault has no key.")
    nonce = os.urandom(_NONCE_SIZE)
    # surrogatepass: an encoding error would carry the plain text in its arguments
    plain = plaintext.encode("utf-8", "surrogatepass")
    return _VERSION + nonce + AESGCM(keys[0]).encrypt(nonce, plain, identity.encode())


def open_sealed(sealed: bytes, *, identity: str, keys: Sequence[bytes]) -> str:
    """Open what `seal` made for the same identity with any of `keys`, or raise CannotOpen."""
    for key in keys:
        plain = _opened(sealed, identity, key)
        if plain is not None:
            return plain.decode("utf-8", "surrogatepass")
    raise CannotOpen("None of the vault's keys opens this.")


def is_sealed_by(key: bytes, sealed: bytes, *, identity: str) -> bool:
    """Whether this very key opens it."""
    return _opened(sealed, identity, key) is not None


def _opened(sealed: bytes, identity: str, key: bytes) -> bytes | None:
    version, nonce, body = sealed[:1], sealed[1 : 1 + _NONCE_SIZE], sealed[1 + _NONCE_SIZE :]
    if version != _VERSION:
        return None
    try:
        return AESGCM(key).decrypt(nonce, body, identity.encode())
    except (InvalidTag, ValueError):
        # ValueError: cut so short that the cipher refuses the nonce
        return None
