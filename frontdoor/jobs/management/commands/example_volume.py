"""Fill the hubs with many invented contacts. Run as the application; the owner multiplies."""

import os
import sys
import time
from typing import Any

import psycopg
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.timezone import now

from frontdoor.access import queries
from frontdoor.access.models import Hub
from frontdoor.jobs.example import multiplying, staff, volume
from frontdoor.kernel.refusal import Refused

WIDTH = 40
OTHER = (
    "Another `make example` fills this database. Wait until it has ended, and start this one again "
    "if contacts are missing then."
)


class Command(BaseCommand):
    """Walk journeys by the operations, and multiply them until there are as many as wanted.

    What was interrupted goes on when it is started again: so many are made as are missing.
    """

    help = "Fill the hubs with many invented contacts."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take how many contacts there shall be, and in which hubs."""
        parser.add_argument("--contacts", type=int, required=True)
        parser.add_argument(
            "--hub", action="append", default=[], help="slug; every hub if left out"
        )
        parser.add_argument(
            "--at-once", type=int, default=multiplying.AT_ONCE, help="copies in one transaction"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Refuse real hubs, walk, multiply, and say how long it took."""
        if not settings.DEMO:
            raise CommandError("Invented cases are for an example (FRONTDOOR_DEMO=1) alone.")
        everywhere = queries.hubs()
        hubs = [hub for hub in everywhere if not options["hub"] or hub.slug in options["hub"]]
        for hub in everywhere:
            staff.hire(hub)
        try:
            volume.refuse_real_hubs(everywhere)
        except Refused as refused:
            raise CommandError(refused.reason) from refused
        self._fill(hubs, options["contacts"], at_once=options["at_once"])

    def _fill(self, hubs: list[Hub], contacts: int, *, at_once: int) -> None:
        began = time.monotonic()
        if sum(volume.there(hub) for hub in hubs) < contacts:
            self._make(hubs, contacts, at_once=at_once)
        took = time.monotonic() - began
        there = sum(volume.there(hub) for hub in hubs)
        self.stdout.write(f"{there:,} contacts after {took:.0f} seconds")

    def _make(self, hubs: list[Hub], contacts: int, *, at_once: int) -> None:
        # By whom it is owned stays out of the settings: only the launcher hands it in.
        with psycopg.connect(os.environ["DATABASE_OWNER_URL"], autocommit=True) as owner:
            if not multiplying.is_alone(owner):
                raise CommandError(OTHER)
            walked = volume.walk(hubs, owner, at=now(), secret=settings.SECRET_KEY, tell=self._show)
            volume.multiply(
                hubs,
                walked,
                owner,
                contacts=contacts,
                at=now(),
                at_once=at_once,
                tell=self._show,
            )

    def _show(self, what: str, done: int, of: int) -> None:
        """Draw a bar that grows; where nobody watches, only its end."""
        if sys.stderr.isatty() or done == of:
            bar = "#" * (WIDTH * done // of)
            end = "\n" if done == of else ""
            self.stderr.write(f"\r{what:<10}[{bar:<{WIDTH}}] {done:,} of {of:,}", ending=end)
            self.stderr.flush()
