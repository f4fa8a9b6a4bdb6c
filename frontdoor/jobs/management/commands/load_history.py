"""Load what a hub counted before Frontdoor, from a file. Run as the application."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.timezone import now

from frontdoor.access import context, queries
from frontdoor.access.models import Hub
from frontdoor.kernel.refusal import Refused
from frontdoor.oversight import operations, rules
from frontdoor.policy import queries as policies


class Command(BaseCommand):
    """Load a file whole or not at all. Loading it again adds nothing."""

    help = (
        "Load children in contacts from before Frontdoor, and count anew. The file is "
        f"comma-separated, with these columns: {','.join(rules.COLUMNS)}"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the hub and the file."""
        parser.add_argument("hub", help="the hub, as its pack calls it, such as coventry")
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        """Read, load and count, in nobody's name."""
        hub, at = _hub(options["hub"]), now()
        try:
            rows = rules.read(
                options["file"].read_text(encoding="utf-8"),
                policy=policies.current(hub.pk, at=at).policy,
            )
            with context.inside(hub.pk):
                loaded = operations.load(hub_id=hub.pk, rows=rows, at=at)
                operations.count(hub_id=hub.pk, at=at)
        except (OSError, UnicodeError, rules.Unreadable, Refused) as fault:
            raise CommandError(f"Nothing was loaded.\n{fault}") from fault
        self.stdout.write(f"{hub}: {loaded.added} added, {loaded.there} were there already")


def _hub(slug: str) -> Hub:
    for hub in queries.hubs():
        if hub.slug == slug:
            return hub
    raise CommandError(f"There is no hub {slug!r}.")
