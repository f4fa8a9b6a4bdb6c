"""Take the lists that people have brought and begun. Run as the application, beside the server."""

import logging
import time
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import Error, connection
from django.utils.timezone import now

from frontdoor.jobs import rolling, watching

log = logging.getLogger(__name__)
EVERY = 2.0  # seconds


class Command(BaseCommand):
    """Go round, wait, and go round again; a database that is away is tried again."""

    help = "Take the rows of lists that people have begun, until told to stop."

    def add_arguments(self, parser: CommandParser) -> None:
        """Ask whether to go round once, for somebody who looks; or how long to wait between."""
        parser.add_argument("--once", action="store_true", help="Go round once and end.")
        parser.add_argument("--every", type=float, default=EVERY, help="seconds")

    def handle(self, *args: Any, **options: Any) -> None:
        """Go round every other second, if nothing else is asked."""
        while True:
            self._go_round()
            if options["once"]:
                return
            time.sleep(options["every"])

    def _go_round(self) -> None:
        try:
            with watching.alone(rolling.LOCK) as mine:
                if mine:
                    rolling.go_round(clock=now)
        except Error:
            log.error("The database is away: lists are taken later.")
            connection.close()
