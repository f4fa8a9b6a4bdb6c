"""What is sealed, as bytes: pure, so that anybody can check a seal without this program.

An entry is one line of text, a JSON array that PostgreSQL writes (see `entries`). Its digest is
SHA-256 of a zero byte and the line. Digests are joined in pairs, SHA-256 of a one byte and both,
until one is left; an odd one goes up as it is (RFC 6962, section 2.1). That is the root. What is
signed is one line of plain words around it; SHA-256 of that line stands in the next one.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256

NUMBER, DIGEST = 8, 32  # Bytes of each entry in the list of a batch: its number, its digest.
EACH = NUMBER + DIGEST
FIRST = bytes(DIGEST)  # What stands for the seal before the first one.
EVERY = timedelta(minutes=1)
# Ours: history that is older than this and not sealed is told of.
LATE = timedelta(minutes=5)


@dataclass(frozen=True, kw_only=True)
class Seal:
    """What is signed of a batch: its transactions, its entries and their root, the seal before."""

    number: int
    sealed_at: datetime
    since: int
    until: int
    events: int
    looks: int
    changes: int
    root: bytes
    before: bytes

    @property
    def line(self) -> str:
        """Return the line that is signed."""
        sealed = self.sealed_at.astimezone(UTC).isoformat()
        return (
            f"frontdoor-seal-1 number={self.number} sealed={sealed}"
            f" since={self.since} until={self.until} events={self.events} looks={self.looks}"
            f" changes={self.changes} root={self.root.hex()} before={self.before.hex()}"
        )

    @property
    def digest(self) -> bytes:
        """Return what stands for this seal in the next one."""
        return sha256(self.line.encode()).digest()


@dataclass(frozen=True)
class Checkpoint:
    """A seal as it was kept elsewhere: the line that was signed, and the signature."""

    number: int
    line: str
    signature: bytes


KEPT = re.compile(r"(frontdoor-seal-1 number=(\d{1,18}) .+) signature=([0-9a-f]{128})")


@dataclass(frozen=True)
class Handover:
    """A change of the key that seals: from which batch on, after which seal, and the new key.

    It is signed by the key of before, so that whoever trusts that one can trust the next.
    """

    since: int
    after: bytes
    key: bytes

    @property
    def line(self) -> str:
        """Return the line that is signed."""
        return f"frontdoor-key-1 since={self.since} after={self.after.hex()} key={self.key.hex()}"


HANDED = re.compile(
    r"frontdoor-key-1 since=(\d{1,18}) after=([0-9a-f]{64}) key=([0-9a-f]{64})"
    r" signature=([0-9a-f]{128})"
)
_NUMBERED = re.compile(rb"frontdoor-seal-1 number=(\d{1,18}) ")


def read_handover(text: str) -> tuple[Handover, bytes] | None:
    """Return what a line of the public keys hands over, and its signature, if it is one."""
    found = HANDED.fullmatch(text.strip())
    if not found:
        return None
    after, key, signature = (bytes.fromhex(each) for each in found.group(2, 3, 4))
    return Handover(int(found[1]), after, key), signature


def number_of(line: bytes) -> int:
    """Return the number of the batch that a signed line is of, or 0 where it is none."""
    found = _NUMBERED.match(line)
    return int(found[1]) if found else 0


def checkpoint(seal: Seal, signature: bytes) -> str:
    """Return the line of a checkpoint file."""
    return f"{seal.line} signature={signature.hex()}"


def read_checkpoint(text: str) -> Checkpoint | None:
    """Return what a line of a checkpoint file keeps, or nothing when it is none."""
    found = KEPT.fullmatch(text.strip())
    return found and Checkpoint(int(found[2]), found[1], bytes.fromhex(found[3]))


def count(listed: bytes | memoryview) -> int:
    """Return how many entries a list holds."""
    return len(listed) // EACH


def entries(listed: bytes | memoryview) -> Iterator[tuple[int, bytes]]:
    """Return the number and the digest of each entry of a list."""
    whole = bytes(listed)
    for start in range(0, len(whole) - EACH + 1, EACH):
        middle = start + NUMBER
        yield int.from_bytes(whole[start:middle], signed=True), whole[middle : start + EACH]


def listed(digests: Mapping[int, bytes]) -> bytes:
    """Return the list of these entries, by number: what `entries` reads."""
    return b"".join(
        number.to_bytes(NUMBER, signed=True) + digest for number, digest in sorted(digests.items())
    )


def root(lists: Sequence[bytes | memoryview]) -> bytes:
    """Return the root over the entries of these lists, one list after the other."""
    level: list[bytes] = []
    for listed in map(bytes, lists):
        starts = range(NUMBER, len(listed), EACH)
        level += [listed[start : start + DIGEST] for start in starts]
    if not level:
        return sha256(b"").digest()
    while len(level) > 1:
        odd = level[-1:] if len(level) % 2 else []
        pairs = zip(level[::2], level[1::2], strict=False)
        level = [sha256(b"\x01" + left + right).digest() for left, right in pairs] + odd
    return level[0]


def certified(said: str, events: bytes, changes: bytes) -> str:
    """Return the digest of a certificate of disposal: its words, a zero byte, and what went."""
    return sha256(said.encode() + b"\0" + events + changes).hexdigest()


def is_late(ran_at: datetime | None, *, at: datetime) -> bool:
    """Tell whether history was not sealed for so long that somebody has to know."""
    return ran_at is None or at - ran_at > LATE
