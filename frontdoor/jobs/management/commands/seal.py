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
            sealer = sealing.Sealer(
                sign=signing.signer(key),
                is_signed=signing.checker(signing.public_of(key)),
                kept=Path(settings.SEAL_CHECKPOINTS),
            )
            if options["once"]:
                self._once(sealer)
                return
        except Refused as refused:
            raise CommandError(str(refused)) from refused
        place = 1
        while True:
            place = _go_round(sealer, place)
            time.sleep(EVERY.total_seconds())

    def _once(self, sealer: sealing.Sealer) -> None:
        with watching.alone(sealing.LOCK) as mine:
            batch = sealer.go_round(at=now()) if mine else None
        self.stdout.write(batch.checkpoint if batch else "There was nothing to seal.")


def _go_round(sealer: sealing.Sealer, place: int) -> int:
    """Seal, check a piece of what is sealed, and return where the next one begins."""
    try:
        with watching.alone(sealing.LOCK) as mine:
            if mine:
                place = _seal_and_check(sealer, place)
    except Error:
        log.error("The database is away: sealing tries again.")
        connection.close()
    return place


def _seal_and_check(sealer: sealing.Sealer, place: int) -> int:
    try:
        sealer.go_round(at=now())
    except Refused as refused:
        log.error("%s", refused)
        sealer.look_closer(at=now())
        return place
    sealer.check_nightly(at=now())
    return sealer.check_on(place, at=now())
