"""What a browser is asked about passkeys, and whether its answer is to be believed (WebAuthn 3).

Pure: where we are, the challenge and what was stored are given. fido2 reads the bytes and checks
signatures; what the standard leaves to whoever asks is looked at here.
"""

import json
import struct
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from cryptography.exceptions import UnsupportedAlgorithm
from fido2.server import Fido2Server
from fido2.utils import websafe_decode, websafe_encode
from fido2.webauthn import (
    AttestedCredentialData,
    AuthenticationResponse,
    AuthenticatorData,
    CollectedClientData,
    PublicKeyCredentialRpEntity,
    RegistrationResponse,
    UserVerificationRequirement,
)

NAME = "Frontdoor"
CHALLENGE = 32  # random bytes; the standard asks for 16
PATIENCE = 300_000  # milliseconds; long enough to find a key
# Ed25519, ECDSA with P-256 and, for Windows, RSA with SHA-256: COSE’s numbers.
ALGORITHMS = (-8, -7, -257)
LONGEST = 10_000  # characters of an answer, which has 1,000 or so
LONGEST_NUMBER = 525  # bytes, which are 700 characters
_KIND = "public-key"
# What reading an answer raises that nobody honest has sent.
_DAMAGED = (
    ValueError, LookupError, TypeError, AttributeError, AssertionError, NotImplementedError,
    RecursionError, OverflowError, struct.error, UnsupportedAlgorithm,
)  # fmt: skip


class Odd(Exception):
    """An answer that is not to be believed. Why is for the operator's log, not for the person."""


@dataclass(frozen=True)
class Site:
    """Where passkeys are good: the address that people see in their browser."""

    origin: str

    @property
    def domain(self) -> str:
        """Return the name by which passkeys know us."""
        return urlsplit(self.origin).hostname or ""


@dataclass(frozen=True, kw_only=True)
class Made:
    """A passkey that somebody has just made: its number, what to keep of it, and its counter."""

    number: str
    kept: bytes
    counter: int


@dataclass(frozen=True, kw_only=True)
class Proof:
    """What a passkey said besides its signature. `handle` is whose it says that it is."""

    counter: int
    handle: bytes | None


def to_make(
    site: Site,
    *,
    challenge: bytes,
    handle: bytes,
    username: str,
    name: str,
    besides: Iterable[str],
) -> dict[str, Any]:
    """Return what a browser is asked to make a passkey with; `besides` are those there already."""
    return {
        "challenge": websafe_encode(challenge),
        "rp": {"id": site.domain, "name": NAME},
        "user": {"id": websafe_encode(handle), "name": username, "displayName": name},
        "pubKeyCredParams": [{"type": _KIND, "alg": each} for each in ALGORITHMS],
        "excludeCredentials": _listed(besides),
        "authenticatorSelection": {"residentKey": "preferred", "userVerification": "required"},
        "attestation": "none",
        "timeout": PATIENCE,
    }


def to_prove(site: Site, *, challenge: bytes, among: Iterable[str]) -> dict[str, Any]:
    """Return what a browser is asked to prove, with one `among` these, or with any of its own."""
    return {
        "challenge": websafe_encode(challenge),
        "rpId": site.domain,
        "allowCredentials": _listed(among),
        "userVerification": "required",
        "timeout": PATIENCE,
    }


def _listed(numbers: Iterable[str]) -> list[dict[str, str]]:
    return [{"type": _KIND, "id": number} for number in numbers]


def made(answer: str, *, site: Site, challenge: bytes) -> Made:
    """Return the passkey that a browser has made.

    :raises Odd: unless it is for this site and this challenge, and its owner was looked at.
    """
    try:
        read = RegistrationResponse.from_dict(_parsed(answer))
        _here(read.response.client_data)
        found = _server(site).register_complete(_asked(challenge), read)
        _sound(found)
        data = found.credential_data
        if data is None:
            raise Odd("no key came with it")
        if data.public_key.get(3) not in ALGORITHMS:
            raise Odd(f"a key of another sort: {data.public_key.get(3)}")
        if not 0 < len(data.credential_id) <= LONGEST_NUMBER:
            raise Odd("a number that is too long")
        number = websafe_encode(data.credential_id)
        return Made(number=number, kept=bytes(data), counter=found.counter)
    except _DAMAGED as wrong:
        raise Odd(f"{type(wrong).__name__}: {wrong}") from wrong


def number_in(answer: str) -> str:
    """Return the number of the passkey of which an answer says that it is.

    :raises Odd: if it says none.
    """
    try:
        return websafe_encode(websafe_decode(_parsed(answer)["rawId"]))
    except _DAMAGED as wrong:
        raise Odd(f"{type(wrong).__name__}: {wrong}") from wrong


def proven(answer: str, *, site: Site, challenge: bytes, kept: bytes) -> Proof:
    """Return what a passkey proves of which this was kept.

    :raises Odd: unless it signed this challenge for this site, and its owner was looked at.
    """
    try:
        read = AuthenticationResponse.from_dict(_parsed(answer))
        _here(read.response.client_data)
        known = AttestedCredentialData(kept)
        _server(site).authenticate_complete(_asked(challenge), [known], read)
        found = read.response.authenticator_data
        _sound(found)
        return Proof(counter=found.counter, handle=read.response.user_handle)
    except _DAMAGED as wrong:
        raise Odd(f"{type(wrong).__name__}: {wrong}") from wrong


def has_gone_on(counter: int, *, before: int) -> bool:
    """Tell whether a counter is later than the last one. Passkeys without one always say nought."""
    return counter > before or counter == before == 0


def _parsed(answer: str) -> dict[str, Any]:
    if len(answer) > LONGEST:
        raise Odd("an answer that is too long")
    read = json.loads(answer)
    if not isinstance(read, dict) or read.get("type") != _KIND:
        raise Odd("an answer of another sort")
    return read


def _here(said: CollectedClientData) -> None:
    if said.cross_origin is not False:
        raise Odd("it was asked for inside another page")


def _sound(data: AuthenticatorData) -> None:
    if data.is_backed_up() and not data.is_backup_eligible():
        raise Odd("it is backed up, and cannot be")


def _asked(challenge: bytes) -> dict[str, str]:
    return {
        "challenge": websafe_encode(challenge),
        "user_verification": UserVerificationRequirement.REQUIRED,
    }


def _server(site: Site) -> Fido2Server:
    entity = PublicKeyCredentialRpEntity(id=site.domain, name=NAME)
    return Fido2Server(entity, verify_origin=lambda origin: origin == site.origin)
