"""Watch over what hubs have promised. Run as the application, beside the server."""

import logging
import time
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import Error, connection
from django.utils.timezone import now

from frontdoor.jobs import watching
from frontdoor.watch.rules import EVERY

log = logging.getLogger(__name__)


class Command(BaseCommand):
    """Go round, wait, and go round again; a database that is away is tried again."""

    help = "Watch over what hubs have promised, until told to stop."

    def add_arguments(self, parser: CommandParser) -> None:
        """Ask whether to go round once, for somebody who looks; or how long to wait between."""
        parser.add_argument("--once", action="store_true", help="Go round once and end.")
        parser.add_argument("--every", type=float, default=EVERY.total_seconds(), help="seconds")

    def handle(self, *args: Any, **options: Any) -> None:
        """Go round every half a minute, if nothing else is asked."""
        while True:
            self._go_round()
            if options["once"]:
                return
            time.sleep(options["every"])

    def _go_round(self) -> None:
        try:
            with watching.alone() as mine:
                if mine:
                    watching.go_round(at=now())
        except Error:
            log.error("The database is away: the watch tries again.")
            connection.close()
