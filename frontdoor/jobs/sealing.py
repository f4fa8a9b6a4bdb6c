"""The sealing of history: every minute, beside the server, as the application (R10)."""

import logging
import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time
from pathlib import Path

from django.utils.timezone import localtime

from frontdoor.audit import queries, rules, sealing, verifying
from frontdoor.audit.models import Batch
from frontdoor.kernel.refusal import Refused

LOCK = 7_202_613
NIGHT = time(2)  # Ours: when few are at work.
# Ours: batches that are checked again each minute, in half a second; a year's in a day or two.
PIECE = 200
log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class Sealer:
    """Whoever holds the key, and keeps each checkpoint in a file outside the database."""

    sign: sealing.Sign
    is_signed: verifying.IsSigned
    kept: Path

    def go_round(self, *, at: datetime) -> Batch | None:
        """Seal what is to be sealed, and keep its checkpoint.

        :raises Refused: if the last checkpoint that was kept is not of this history: to go on would
            put a good seal on what somebody took away.
        """
        _compare(newest(self.kept))
        batch = sealing.seal(sign=self.sign, at=at)
        if batch:
            _keep(self.kept, batch.checkpoint)
        return batch

    def check_nightly(self, *, at: datetime) -> None:
        """Check all of history once a night, and the first time at once; tell the log of faults."""
        last = queries.sealing()
        if last is not None and is_due(last.checked_at, at=at):
            self._check_all(at=at)

    def check_on(self, place: int, *, at: datetime) -> int:
        """Check the next batches from a place on, and return where to go on the next time.

        Where anything differs, all of history is looked at.
        """
        verdict = verifying.verify_piece(first=place, most=PIECE, is_signed=self.is_signed)
        if not verdict.is_whole:
            self.look_closer(at=at)
        is_end = verdict.batches < PIECE or verdict.last is None
        return 1 if is_end or verdict.last is None else verdict.last.number + 1

    def look_closer(self, *, at: datetime) -> None:
        """Check all of history now, unless it is known already that it is not whole."""
        last = queries.sealing()
        if last is not None and not last.faults:
            self._check_all(at=at)

    def _check_all(self, *, at: datetime) -> None:
        verdict = check(is_signed=self.is_signed, kept=lines_of(self.kept), at=at)
        for fault in verdict.faults[:20]:
            log.error("History is not whole: %s", fault)


def of_another_history(handovers: Iterable[rules.Handover]) -> list[str]:
    """Return, in words, each change of the key that is not of this history."""
    return [
        f"The key was changed before batch {each.since}, after a seal that is not there."
        for each in handovers
        if (batch := queries.batch(each.since - 1)) is None or batch.seal.digest != each.after
    ]


def is_due(checked_at: datetime | None, *, at: datetime) -> bool:
    """Tell whether the night's check is to be done: it is night or later, and it was not yet."""
    tonight = localtime(at).replace(hour=NIGHT.hour, minute=0, second=0, microsecond=0)
    return checked_at is None or checked_at < tonight <= at


def check(
    *, is_signed: verifying.IsSigned, kept: Iterable[str], at: datetime, beside: int = 0
) -> verifying.Verdict:
    """Check all of sealed history, and note when and with how many faults."""
    verdict = verifying.verify(is_signed=is_signed, kept=kept, beside=beside)
    sealing.checked(faults=len(verdict.faults), at=at)
    return verdict


def newest(kept: Path) -> rules.Checkpoint | None:
    """Return the last checkpoint of a file, if there is one."""
    # A power cut may have left half a line.
    found = (rules.read_checkpoint(line) for line in reversed(lines_of(kept)))
    return next((each for each in found if each), None)


def lines_of(kept: Path) -> list[str]:
    """Return the checkpoints of a file, each a line; none where there is no file."""
    return kept.read_text(encoding="utf-8").splitlines() if kept.exists() else []


def _compare(last: rules.Checkpoint | None) -> None:
    if last is None:
        return
    batch = queries.batch(last.number)
    if batch is None or batch.seal.line != last.line:
        raise Refused(
            f"Checkpoint {last.number} was kept, but history has no such batch: its end was "
            "removed, or an older backup restored. Run `make verify-history`; to go on after a "
            "restore, put the file of checkpoints aside and keep it."
        )


def _keep(kept: Path, line: str) -> None:
    with open(kept, "a", encoding="utf-8") as file:
        file.write(f"{line}\n")
        file.flush()
        os.fsync(file.fileno())
