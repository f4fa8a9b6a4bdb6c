"""Take what another system says of people, from a file. Run as the application."""

import hashlib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.timezone import localdate, now

from frontdoor.access import context
from frontdoor.access import queries as access
from frontdoor.access.actor import Actor
from frontdoor.casework.rolls import operations, queries
from frontdoor.casework.rolls.models import Roll
from frontdoor.casework.rolls.vocabulary import Kind
from frontdoor.connectors import rolls
from frontdoor.jobs import rolling, watching
from frontdoor.kernel.refusal import Refused


class Command(BaseCommand):
    """Bring a file and take it to its end. The same one again changes nothing."""

    help = (
        "Take the feed of a case system, or a register, from a CSV or XLSX file of up to "
        f"{operations.MOST_UNATTENDED:,} rows, in the name of somebody who may bring lists. What "
        "was interrupted goes on; the same file again changes nothing."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the file, whose it is, in whose name, and as at when."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--hub", required=True, help="as its pack calls it, such as coventry")
        parser.add_argument("--by", required=True, help="the username in whose name it is taken")
        parser.add_argument("--source", required=True, help="the name of the case system")
        parser.add_argument(
            "--register",
            action="store_true",
            help="it is a register: nobody is marked who is no longer in it",
        )
        parser.add_argument(
            "--as-at", type=datetime.fromisoformat, help="as 2027-03-01T06:00; else of the file"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Take it, and say what came of each row that was not taken."""
        by = _actor(options["hub"], options["by"])
        try:
            roll = _begun(options, by)
            with watching.alone(rolling.LOCK) as mine:
                if mine:
                    rolling.take(roll, by=by, clock=now)
        except Refused as refused:
            raise CommandError(refused.reason) from refused
        if not mine:
            self.stdout.write("Other lists are being taken just now: this one is taken after them.")
            return
        self._tell(roll, by)

    def _tell(self, roll: Roll, by: Actor) -> None:
        with context.as_actor(by, at=now()):
            found, ended = queries.progress(roll), queries.get(roll.pk, by=by)
            for each in queries.refusals(roll):
                self.stderr.write(f"Row {each.number}: {each.why}")
        self.stdout.write(
            f"{found.rows} rows: {found.new} new, {found.changed} changed, {found.same} as they "
            f"were, {found.refused} not taken, {ended.gone} no longer in the feed"
        )


def _begun(options: dict[str, Any], by: Actor) -> Roll:
    """Return the roll of a file, which is begun, or goes on.

    :raises CommandError: if it cannot be read.
    :raises Refused: if it cannot be taken.
    """
    try:
        content = options["file"].read_bytes()
        written = options["file"].stat().st_mtime
    except OSError as fault:
        raise CommandError(f"{options['file']} cannot be read: {fault.strerror}.") from fault
    listed = rolls.read(options["file"].name, content, is_long=True)
    if listed.why_not:
        raise CommandError(listed.why_not)
    as_at, at = options["as_at"] or datetime.fromtimestamp(written, UTC), now()
    with context.as_actor(by, at=at):
        roll = operations.bring(
            kind=Kind.REGISTER if options["register"] else Kind.FEED, source=options["source"],
            as_at=as_at if as_at.tzinfo else as_at.astimezone(),
            file_name=options["file"].name[:200], digest=hashlib.sha256(content).hexdigest(),
            heads=listed.heads, rows=listed.rows, is_unattended=True, by=by, at=at,
        )  # fmt: skip
        return (
            roll if roll.begun_at else operations.begin(roll=roll, seen=roll.version, by=by, at=at)
        )


def _actor(slug: str, username: str) -> Actor:
    hub = next((each for each in access.hubs() if each.slug == slug), None)
    user = access.named(username)
    found = access.actor(user.pk, on=localdate(now())) if user else None
    if hub is None or found is None or found.hub_id != hub.pk:
        raise CommandError(f"Nobody called {username} is in a hub called {slug}.")
    return found
