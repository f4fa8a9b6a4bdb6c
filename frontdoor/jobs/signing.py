"""The key that seals history: a file that the database never sees.

Imported by the two commands that need the key and by nothing that serves a page.
"""

import os
from collections.abc import Callable
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ed25519

from frontdoor.kernel.refusal import Refused


def make(path: Path) -> None:
    """Make a key that only this account can read, and beside it the public one, for anybody.

    :raises Refused: if there is a key already: what it sealed could not be checked any more.
    """
    key = ed25519.Ed25519PrivateKey.generate()
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    public = key.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    try:
        _write(path, private, mode=0o600)
    except FileExistsError:
        raise Refused(f"There is a key already: {path}") from None
    _write(public_of(path), public, mode=0o644)


def public_of(path: Path) -> Path:
    """Return where the public key of a key stands."""
    return path.with_name(f"{path.name}.pub")


def _write(path: Path, content: bytes, *, mode: int) -> None:
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def signer(path: Path) -> Callable[[bytes], bytes]:
    """Return what signs with the key of a file.

    :raises Refused: if it is not there, is none, or others could read it.
    """
    if path.exists() and path.stat().st_mode & 0o077:
        raise Refused(f"Others can read {path}: chmod 600 it, and ask who may have.")
    key = serialization.load_pem_private_key(_read(path), password=None)
    if not isinstance(key, ed25519.Ed25519PrivateKey):
        raise Refused(f"{path} holds another kind of key than Ed25519.")
    return key.sign


def checker(path: Path) -> Callable[[bytes, bytes], bool]:
    """Return what tells whether a signature is of these bytes and of the key of a file.

    :raises Refused: if it is not there, or is none.
    """
    key = serialization.load_pem_public_key(_read(path))
    if not isinstance(key, ed25519.Ed25519PublicKey):
        raise Refused(f"{path} holds another kind of key than Ed25519.")

    def is_signed(signature: bytes, content: bytes) -> bool:
        try:
            key.verify(signature, content)
        except InvalidSignature:
            return False
        return True

    return is_signed


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise Refused(f"{path} cannot be read: {error.strerror}.") from None
