"""The key that seals history: a file that the database never sees.

Imported by the two commands that need the key and by nothing that serves a page.
"""

import os
from collections.abc import Callable
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ed25519

from frontdoor.audit import rules
from frontdoor.kernel.refusal import Refused


def make(path: Path) -> None:
    """Make a key that only this account can read, and beside it the public one, for anybody.

    :raises Refused: if there is a key already: what it sealed could not be checked any more.
    """
    key = ed25519.Ed25519PrivateKey.generate()
    public = key.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    try:
        _write(path, _pem(key), mode=0o600)
    except FileExistsError:
        raise Refused(f"There is a key already: {path}") from None
    _write(public_of(path), public, mode=0o644)


def _pem(key: ed25519.Ed25519PrivateKey) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )


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
    return _private(path).sign


def _private(path: Path) -> ed25519.Ed25519PrivateKey:
    if path.exists() and path.stat().st_mode & 0o077:
        raise Refused(f"Others can read {path}: chmod 600 it, and ask who may have.")
    key = serialization.load_pem_private_key(_read(path), password=None)
    if not isinstance(key, ed25519.Ed25519PrivateKey):
        raise Refused(f"{path} holds another kind of key than Ed25519.")
    return key


def checker(path: Path) -> Callable[[bytes, bytes], bool]:
    """Return what tells whether a signature is of these bytes, by the keys of a file.

    Where the key was changed, each batch is held to the key of its time, and to no other.

    :raises Refused: if it is not there, is none, or its keys do not follow each other.
    """
    content = _read(path)
    first = serialization.load_pem_public_key(content)
    if not isinstance(first, ed25519.Ed25519PublicKey):
        raise Refused(f"{path} holds another kind of key than Ed25519.")
    keys = [(0, first)]
    for handover, signature in _handed(content):
        since, last = keys[-1]
        if handover.since <= since or not _fits(last, signature, handover.line.encode()):
            raise Refused(f"The keys in {path} do not follow each other.")
        keys.append((handover.since, ed25519.Ed25519PublicKey.from_public_bytes(handover.key)))

    def is_signed(signature: bytes, content: bytes) -> bool:
        number = rules.number_of(content)
        key = next(key for since, key in reversed(keys) if since <= number)
        return _fits(key, signature, content)

    return is_signed


def handovers(path: Path) -> list[rules.Handover]:
    """Return each change of the key that the public keys of a file tell of, oldest first."""
    return [handover for handover, _ in _handed(_read(path))]


def _handed(content: bytes) -> list[tuple[rules.Handover, bytes]]:
    lines = content.decode(errors="replace").splitlines()
    return [found for line in lines if (found := rules.read_handover(line))]


def _fits(key: ed25519.Ed25519PublicKey, signature: bytes, content: bytes) -> bool:
    try:
        key.verify(signature, content)
    except InvalidSignature:
        return False
    return True


def change(path: Path, *, last: rules.Seal) -> rules.Handover:
    """Put a new key in the place of the one that sealed until now; that one is gone.

    What hands over to it stands behind the public key first, signed by the key that goes. Whoever
    is interrupted in between calls it again: `finish_change`.
    """
    new = _next(path)
    new.unlink(missing_ok=True)
    fresh = ed25519.Ed25519PrivateKey.generate()
    _write(new, _pem(fresh), mode=0o600)
    raw = fresh.public_key().public_bytes_raw()
    handover = rules.Handover(since=last.number + 1, after=last.digest, key=raw)
    signature = _private(path).sign(handover.line.encode())
    with open(public_of(path), "a", encoding="utf-8") as file:
        file.write(f"{handover.line} signature={signature.hex()}\n")
        file.flush()
        os.fsync(file.fileno())
    finish_change(path)
    return handover


def finish_change(path: Path) -> None:
    """Let the new key take its place, where the public keys hand over to it already."""
    new = _next(path)
    if not new.exists():
        return
    raw = _private(new).public_key().public_bytes_raw()
    if any(handover.key == raw for handover in handovers(public_of(path))):
        os.replace(new, path)


def _next(path: Path) -> Path:
    return path.with_name(f"{path.name}.new")


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise Refused(f"{path} cannot be read: {error.strerror}.") from None
