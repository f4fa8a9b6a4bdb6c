"""A history that is sealed, for tests: a key of their own, and batches made by doing."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.db import connection, transaction

from frontdoor.audit import entries
from frontdoor.audit import operations as audit
from frontdoor.audit.models import Batch
from frontdoor.audit.verifying import Verdict
from frontdoor.jobs import sealing, signing
from tests import make

# The longest that another test holds one transaction: the page table walks whole hubs in it.
PATIENCE = 600


@dataclass(frozen=True)
class Sealer:
    """A key in a folder, and what the sealing job and whoever checks do with it."""

    folder: Path

    @property
    def key(self) -> Path:
        """Return the file of the key."""
        return self.folder / "seal.key"

    @property
    def kept(self) -> Path:
        """Return the file of the checkpoints."""
        return self.folder / "checkpoints"

    def once(self, *, at: datetime = make.MONDAY_9AM) -> Batch | None:
        """Go round once, as the job does."""
        return self.job.go_round(at=at)

    @property
    def job(self) -> sealing.Sealer:
        """Return what the job works with."""
        is_signed = signing.checker(signing.public_of(self.key))
        sign = signing.signer(self.key)
        return sealing.Sealer(sign=sign, is_signed=is_signed, kept=self.kept)

    def all(self, *, at: datetime = make.MONDAY_9AM) -> Batch:
        """Seal all that is written by now, and return the last batch.

        Other tests work on the same server: what they are at is waited for.
        """
        with connection.cursor() as cursor:
            cursor.execute("SELECT audit_xact()")
            [now] = cursor.fetchone() or (0,)
        until(lambda: entries.horizon() > now)
        batch = self.once(at=at)
        assert batch is not None, "There was nothing to seal."
        return batch

    def check(self, *lines: str, at: datetime = make.MONDAY_9AM) -> Verdict:
        """Check all of history, with these checkpoints or with none."""
        is_signed = signing.checker(signing.public_of(self.key))
        return sealing.check(is_signed=is_signed, kept=list(lines), at=at)


def until(is_so: Callable[[], bool]) -> None:
    """Wait until something is so, for a time that ends."""
    end = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < end, "It did not come to that."
        time.sleep(0.02)


def sealer(folder: Path) -> Sealer:
    """Return a sealer with a key of its own."""
    made = Sealer(folder)
    signing.make(made.key)
    return made


def history(by: Sealer, *, batches: int) -> None:
    """Write history by doing, and seal it in so many batches."""
    walk = make.walk()
    for number in range(batches):
        with transaction.atomic():
            made = make.contact(walk)
            if number % 2:
                make.requests(walk)
            for short in ("manager", "triage"):
                audit.looked(made.reference, purpose="read", by=make.enter(short), at=walk.at)
        by.all(at=make.MONDAY_9AM + timedelta(minutes=number))
