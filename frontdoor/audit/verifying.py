"""Checks all of sealed history, and tells what was done to it: which batch, which entry (R10)."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db import connection

from frontdoor.audit import entries, queries, rules
from frontdoor.audit.rules import Checkpoint, Seal

# Tells whether a signature is of these bytes, by the key that seals.
IsSigned = Callable[[bytes, bytes], bool]
AT_ONCE = 200
ONE = {"events": "event", "looks": "look", "changes": "row change"}


@dataclass
class Verdict:
    """What was found: how much was checked, and each fault as a sentence."""

    batches: int = 0
    entries: int = 0
    last: Seal | None = None
    faults: list[str] = field(default_factory=list)
    certificates: int = 0

    @property
    def is_whole(self) -> bool:
        """Tell whether nothing was found."""
        return not self.faults


class Gone:
    """What certificates of disposal say is gone. They are read when something is missing first.

    A certificate is believed where history tells of it, once, with the digest that it has: history
    is sealed, so that whoever changes either is found.
    """

    @cached_property
    def _read(self) -> tuple[dict[str, dict[int, bytes]], list[str], int]:
        lists: dict[str, dict[int, bytes]] = {log: {} for log in entries.LOGS}
        faults, believed = [], 0
        for number, said, events, changes, told in entries.certificates():
            if why := _why_not_believed(said, events, changes, told):
                faults.append(f"Certificate {number} of a disposal {why}.")
                continue
            believed += 1
            lists["events"].update(rules.entries(events))
            lists["changes"].update(rules.entries(changes))
        return lists, faults, believed

    @property
    def faults(self) -> list[str]:
        """Return what is wrong with certificates, in words."""
        return self._read[1]

    @property
    def certificates(self) -> int:
        """Return how many are believed."""
        return self._read[2]

    def filled(self, log: str, listed: bytes, now: bytes) -> bytes:
        """Return a list of entries with those put back that a certificate says are gone."""
        named, there = self._read[0][log], dict(rules.entries(now))
        back = {
            entry: digest
            for entry, digest in rules.entries(listed)
            if entry not in there and named.get(entry) == digest
        }
        return rules.listed(there | back)


def _why_not_believed(said: str | None, events: bytes, changes: bytes, told: list[str]) -> str:
    if said is None:
        return "is gone"
    if not told:
        return "is not of this history: nothing tells of it"
    if told != [rules.certified(said, events, changes)]:
        return "was changed, or history tells of another one by its number"
    return ""


@dataclass(frozen=True)
class _Compared:
    """A batch as it stands, and its entries as they are now."""

    seal: Seal
    signature: bytes
    lists: list[bytes]
    root: bytes
    is_same: bool


def verify(*, is_signed: IsSigned, kept: Iterable[str] = (), beside: int = 0) -> Verdict:
    """Check every batch and every entry, and what was kept elsewhere.

    It asks by so many connections beside this one: each keeps a core busy. With none, it sees what
    this transaction does.

    Without a checkpoint from outside, a history that ends earlier than it did looks like one that
    never went on: what was removed from its end is found by a checkpoint alone.
    """
    checkpoints, verdict, gone = list(_read(kept)), Verdict(), Gone()
    wanted, there = {each.number for each in checkpoints if each}, {}
    for found in _batches(beside):
        _take(verdict, found, is_signed, gone)
        if found.seal.number in wanted:
            there[found.seal.number] = found.seal.line
    verdict.faults += [
        f"The {ONE[log]} {number} claims a transaction that cannot have been."
        for log, number in entries.impossible()
    ]
    verdict.faults += gone.faults
    verdict.certificates = gone.certificates
    for checkpoint in checkpoints:
        verdict.faults += _of_checkpoint(checkpoint, there, verdict.last, is_signed)
    return verdict


def verify_piece(*, first: int, most: int, is_signed: IsSigned) -> Verdict:
    """Check so many batches from this one on: each with its entries, and behind the one before it.

    What claims a transaction that never was, and what is missing at the end, is found by `verify`.
    """
    before, gone = queries.batch(first - 1), Gone()
    verdict = Verdict(last=before.seal if before else None)
    for row in entries.compared(first=first, most=most):
        _take(verdict, _compared(row), is_signed, gone)
    return verdict


def _take(verdict: Verdict, found: _Compared, is_signed: IsSigned, gone: Gone) -> None:
    verdict.faults += _of_seal(found, verdict.last, is_signed)
    verdict.faults += _of_entries(found, gone)
    verdict.batches += 1
    verdict.entries += found.seal.events + found.seal.looks + found.seal.changes
    verdict.last = found.seal


def _batches(beside: int) -> Iterator[_Compared]:
    starts = entries.stretches(AT_ONCE)
    parts = _by_turns(starts, beside) if beside else map(_part, starts)
    for part in parts:
        yield from part


def _part(first: int) -> list[_Compared]:
    return [_compared(row) for row in entries.compared(first=first, most=AT_ONCE)]


def _by_turns(starts: list[int], beside: int) -> Iterator[list[_Compared]]:
    """Return each part in order, and work no further ahead than memory allows."""
    with ThreadPoolExecutor(beside) as pool:
        ahead: deque[Future[list[_Compared]]] = deque()
        for first in starts:
            ahead.append(pool.submit(_part_beside, first))
            if len(ahead) > 2 * beside:
                yield ahead.popleft().result()
        while ahead:
            yield ahead.popleft().result()


def _part_beside(first: int) -> list[_Compared]:
    try:
        return _part(first)
    finally:
        connection.close()


def _compared(row: tuple[Any, ...]) -> _Compared:
    number, sealed_at, since, until, events, looks, changes, root, before, *rest = row
    signature, lists, is_same = rest
    seal = Seal(
        number=number,
        sealed_at=sealed_at,
        since=since,
        until=until,
        events=events // rules.EACH,
        looks=looks // rules.EACH,
        changes=changes // rules.EACH,
        root=bytes(root),
        before=bytes(before),
    )
    now_is = [bytes(each) for each in lists]
    return _Compared(seal, bytes(signature), now_is, rules.root(now_is), is_same)


def _of_seal(found: _Compared, last: Seal | None, is_signed: IsSigned) -> Iterator[str]:
    seal = found.seal
    expected = last.number + 1 if last else 1
    if seal.number != expected:
        yield f"{_listed_batches(expected, seal.number - 1)} missing."
    elif (seal.before, seal.since) != ((last.digest, last.until) if last else (rules.FIRST, 0)):
        yield f"Batch {seal.number} does not follow the one before it."
    if not is_signed(found.signature, seal.line.encode()):
        yield f"Batch {seal.number}: the seal was changed, its signature does not fit."


def _listed_batches(first: int, last: int) -> str:
    return f"Batch {first} is" if first == last else f"Batches {first} to {last} are"


def _of_entries(found: _Compared, gone: Gone) -> Iterator[str]:
    number, whole = found.seal.number, found.root == found.seal.root
    if whole and found.is_same:
        return
    if whole:
        yield f"Batch {number}: its list of entries was changed; the entries are as they were."
        return
    batch = queries.batch(number)
    was = [] if batch is None else [bytes(batch.events), bytes(batch.looks), bytes(batch.changes)]
    now = [
        gone.filled(log, listed, there)
        for log, listed, there in zip(entries.LOGS, was, found.lists, strict=False)
    ]
    told = list(_each_entry(number, was, now))
    if not told and rules.root(now) != found.seal.root:
        told = [f"Batch {number}: its entries and their list were changed together."]
    yield from told


def _each_entry(batch: int, was: list[bytes], now: list[bytes]) -> Iterator[str]:
    for log, listed, there in zip(entries.LOGS, was, now, strict=False):
        before, is_now = dict(rules.entries(listed)), dict(rules.entries(there))
        for entry in sorted(before.keys() | is_now.keys()):
            if said := _difference(before.get(entry), is_now.get(entry)):
                yield f"Batch {batch}: {ONE[log]} {entry} {said}."


def _difference(was: bytes | None, now: bytes | None) -> str:
    if was is None:
        return "was put in afterwards"
    if now is None:
        return "is gone, or was given another place"
    return "" if was == now else "was changed"


def _read(kept: Iterable[str]) -> Iterator[Checkpoint | None]:
    return (rules.read_checkpoint(line) for line in kept if line.strip())


def _of_checkpoint(
    kept: Checkpoint | None, there: dict[int, str], last: Seal | None, is_signed: IsSigned
) -> Iterator[str]:
    if kept is None:
        yield "A line of the checkpoints is none."
    elif not is_signed(kept.signature, kept.line.encode()):
        yield f"Checkpoint {kept.number} is not signed by this key."
    elif kept.number not in there and (last is None or last.number < kept.number):
        ends = f"after batch {last.number}" if last else "before its first batch"
        yield f"History ends {ends}, but checkpoint {kept.number} was kept: its end was removed."
    elif there.get(kept.number) != kept.line:
        yield f"Batch {kept.number} is not the one that was kept: history was sealed anew."
