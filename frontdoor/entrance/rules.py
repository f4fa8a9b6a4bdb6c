"""What a code has to be, and how often may be tried: pure, with the time and the key given."""

import base64
import hashlib
import hmac
import struct
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from frontdoor.access.vocabulary import ZONE_OF, AgencyKind, Role, Zone

# What every authenticator app does without being asked (RFC 6238): SHA-1, 30 seconds, six digits.
STEP = 30
DIGITS = 6
# A clock may be a step off, and a person may be slow.
DRIFT = 1
NONCE = 12
# Without letters and digits that are taken for one another, as in the codes of referrers.
LETTERS = "ABCDEFGHJKMNPQRSTVWXYZ23456789"
ADDRESS_PARTS = 4


def step_at(at: datetime) -> int:
    """Return the number of the half minute in which a moment lies."""
    return int(at.timestamp()) // STEP


def app_code(secret: bytes, step: int) -> str:
    """Return what an authenticator app shows in that half minute (RFC 4226, RFC 6238)."""
    digest = hmac.new(secret, struct.pack(">Q", step), hashlib.sha1).digest()
    place = digest[-1] & 0x0F
    [number] = struct.unpack(">I", digest[place : place + 4])
    return f"{(number & 0x7FFFFFFF) % 10**DIGITS:0{DIGITS}}"


def step_of(typed: str, *, secret: bytes, after: int, at: datetime) -> int | None:
    """Return the half minute whose code was typed, if it is near and later than the last one used.

    So a code that somebody has seen over a shoulder opens nothing a second time.
    """
    given = "".join(typed.split()).encode()
    now = step_at(at)
    found = [
        step
        for step in range(now - DRIFT, now + DRIFT + 1)
        if hmac.compare_digest(app_code(secret, step).encode(), given)
    ]
    return next((step for step in found if step > after), None)


def shown(secret: bytes) -> str:
    """Return a secret as it is typed into an app by hand."""
    return base64.b32encode(secret).decode().rstrip("=")


def app_address(secret: bytes, *, username: str, issuer: str) -> str:
    """Return what the square says that an app reads."""
    return (
        f"otpauth://totp/{issuer}:{username}?secret={shown(secret)}&issuer={issuer}"
        f"&algorithm=SHA1&digits={DIGITS}&period={STEP}"
    )


def plain(code: str) -> str:
    """Return a recovery or invitation code as it is compared: case and dashes do not count."""
    return "".join(letter for letter in code.upper() if letter.isalnum())


def digest(code: str, *, key: str, whose: str) -> str:
    """Return what is stored of a code: without the installation's key nobody can guess at it."""
    said = f"{whose} {plain(code)}".encode()
    return hmac.new(_derived(key, "codes"), said, hashlib.sha256).hexdigest()


def locked(secret: bytes, *, key: str, whose: str, nonce: bytes) -> str:
    """Return a secret so that a copy of the database does not give it away (AES-256-GCM).

    `nonce` is twelve new random bytes; `whose` has to be said again to open it.
    """
    sealed = AESGCM(_derived(key, "factors")).encrypt(nonce, secret, whose.encode())
    return base64.b64encode(nonce + sealed).decode()


def opened(text: str, *, key: str, whose: str) -> bytes | None:
    """Return the secret again, or nothing when the key or the person is another."""
    raw = base64.b64decode(text)
    try:
        return AESGCM(_derived(key, "factors")).decrypt(raw[:NONCE], raw[NONCE:], whose.encode())
    except InvalidTag:
        return None


def _derived(key: str, use: str) -> bytes:
    made = HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=f"frontdoor {use}".encode())
    return made.derive(key.encode())


@dataclass(frozen=True)
class Allowance:
    """How often something may be tried: so many times at once, and then once in a while.

    There is no lock that somebody could close on another: waiting is the worst that happens.
    """

    at_once: int
    then_every: timedelta

    def left_of(self, level: float, *, since: datetime, at: datetime) -> float:
        """Return what earlier tries still weigh."""
        return max(0.0, level - max(at - since, timedelta()) / self.then_every)

    def wait(self, level: float) -> timedelta:
        """Return how long until one more may be tried, when earlier ones weigh so much."""
        return self.then_every * max(0.0, level + 1 - self.at_once)


# OWASP ASVS 5.0, 6.3.1 asks that guessing is slowed down; 35 in an hour is far from a guess.
ACCOUNT = Allowance(5, timedelta(minutes=2))
# A browser in which this account has signed in before: nobody elsewhere can use these up.
KNOWN_BROWSER = Allowance(10, timedelta(minutes=1))
# Many people sit behind one address of a council.
ADDRESS = Allowance(60, timedelta(seconds=10))
SECOND = Allowance(5, timedelta(minutes=2))
REPORT = Allowance(20, timedelta(seconds=30))


@dataclass(frozen=True)
class Place:
    """Where somebody works and as what, in the words of packs: a hub, an agency and a role."""

    hub: str
    agency: str
    role: Role


PREFIX, QUALIFIED = "frontdoor", "frontdoor.qualified"


def places(words: Iterable[str]) -> set[Place]:
    """Return the places that the app roles of a single sign-on name.

    An app role reads `frontdoor.coventry.hub.team_manager`; whatever else is there is not ours.
    """
    parted = [word.split(".") for word in words]
    roles = {role.value: role for role in Role}
    return {
        Place(each[1], each[2], roles[each[3]])
        for each in parted
        if len(each) == 4 and each[0] == PREFIX and each[3] in roles
    }


def fits(role: Role, kind: str) -> bool:
    """Tell whether a role is one that the people of such an agency have."""
    zone = ZONE_OF[role]
    if zone == Zone.PARTNER:
        return kind in (AgencyKind.CORE, AgencyKind.VIRTUAL)
    return kind == (AgencyKind.TEAM if zone == Zone.TEAM else AgencyKind.HUB)


def network(address: str) -> str:
    """Return what of an address counts as one place: all of IPv4, and half of IPv6.

    Whoever has one address of IPv6 has 2^64 of them.
    """
    if ":" not in address:
        return address
    head, _, tail = address.partition("::")
    parts = [part for part in head.split(":") if part]
    if tail or address.endswith("::"):
        rest = [part for part in tail.split(":") if part]
        parts += ["0"] * max(0, 8 - len(parts) - len(rest)) + rest
    return ":".join(part.lstrip("0") or "0" for part in parts[:ADDRESS_PARTS])
