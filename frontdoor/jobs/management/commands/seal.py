"""Seal history. Run as the application, beside the server, by an account that alone has the key."""

import logging
import time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import Error, connection
from django.utils.timezone import now

from frontdoor.audit import queries
from frontdoor.audit.rules import EVERY
from frontdoor.jobs import sealing, signing, watching
from frontdoor.kernel.refusal import Refused

log = logging.getLogger(__name__)


class Command(BaseCommand):
    """Seal, wait a minute, and seal again; a database that is away is tried again."""

    help = (
        "Seal history every minute, until told to stop. FRONTDOOR_SEAL_KEY names the file of the "
        "key, which is made when nothing is sealed yet; checkpoints are kept beside it."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Ask whether to seal once, for somebody who looks."""
        parser.add_argument("--once", action="store_true", help="Seal once, say what, and end.")
        parser.add_argument(
            "--change-key",
            action="store_true",
            help="Seal, put a new key in the place of the one that did, and end.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Seal every minute, check a piece of it each time, and all of it once a night.

        :raises CommandError: if the key cannot be used; with `--once`, also if the end of history
            was removed.
        """
        if not settings.SEAL_KEY:
            raise CommandError("FRONTDOOR_SEAL_KEY names no file: history is not sealed.")
        key = Path(settings.SEAL_KEY)
        try:
            if not key.exists() and queries.last_batch() is None:
                signing.make(key)
            _sealer()
            if options["change_key"]:
                self._change(key)
            if options["once"]:
                self._once()
            if options["once"] or options["change_key"]:
                return
        except Refused as refused:
            raise CommandError(str(refused)) from refused
        except OSError as full:
            raise CommandError(_unkept(full)) from full
        place = 1
        while True:
            place = _go_round(place)
            time.sleep(EVERY.total_seconds())

    def _once(self) -> None:
        with watching.alone(sealing.LOCK) as mine:
            batch = _sealer().go_round(at=now()) if mine else None
        self.stdout.write(batch.checkpoint if batch else "There was nothing to seal.")

    def _change(self, key: Path) -> None:
        """Seal what there is with the key of before, and put another in its place."""
        with watching.alone(sealing.LOCK) as mine:
            if not mine:
                raise CommandError("Something is being sealed just now: try again.")
            _sealer().go_round(at=now())
            last = queries.last_batch()
            if last is None:
                raise CommandError("Nothing is sealed yet: there is no key to change.")
            handover = signing.change(key, last=last.seal)
        self.stdout.write(
            f"Batch {handover.since} and those after it are sealed with another key. Give whoever "
            f"checks history {signing.public_of(key)} again: it holds both keys."
        )


def _sealer() -> sealing.Sealer:
    """Return what seals, with the key as it is now: it may have been changed since the last time.

    :raises Refused: if the key cannot be used.
    """
    key = Path(settings.SEAL_KEY)
    signing.finish_change(key)
    return sealing.Sealer(
        sign=signing.signer(key),
        is_signed=signing.checker(signing.public_of(key)),
        kept=Path(settings.SEAL_CHECKPOINTS),
    )


def _go_round(place: int) -> int:
    """Seal, check a piece of what is sealed, and return where the next one begins."""
    try:
        with watching.alone(sealing.LOCK) as mine:
            if mine:
                place = _seal_and_check(_sealer(), place)
    except Refused as refused:
        log.error("%s", refused)
    except OSError as full:
        log.error("%s", _unkept(full))
    except Error:
        log.error("The database is away: sealing tries again.")
        connection.close()
    return place


def _unkept(full: OSError) -> str:
    return f"History is sealed, but its checkpoint could not be kept: {full.strerror}."


def _seal_and_check(sealer: sealing.Sealer, place: int) -> int:
    try:
        sealer.go_round(at=now())
    except Refused as refused:
        log.error("%s", refused)
        sealer.look_closer(at=now())
        return place
    sealer.check_nightly(at=now())
    return sealer.check_on(place, at=now())
