"""Check that nothing of history was changed, taken away, put in or moved."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.timezone import now

from frontdoor.audit.verifying import Verdict
from frontdoor.jobs import sealing, signing
from frontdoor.kernel.refusal import Refused

MOST = 50
CORES = 2


class Command(BaseCommand):
    """Say in a line that history is whole, or name what is not and end with 1."""

    help = "Check all of sealed history against its seals, and against checkpoints kept elsewhere."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take checkpoints that were kept elsewhere."""
        parser.add_argument(
            "--checkpoints",
            action="append",
            default=[],
            help="a file of checkpoints kept elsewhere; may be given several times",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Check, and say what was found.

        :raises CommandError: if history is not whole, or cannot be checked.
        """
        files = [Path(each) for each in options["checkpoints"]]
        own = Path(settings.SEAL_CHECKPOINTS)
        try:
            kept = [line for file in [own, *files] for line in sealing.lines_of(file)]
            is_signed = signing.checker(Path(settings.SEAL_PUBLIC_KEY))
            verdict = sealing.check(is_signed=is_signed, kept=kept, at=now(), beside=CORES)
        except Refused as refused:
            raise CommandError(str(refused)) from refused
        self._tell(verdict, outside=bool(kept))

    def _tell(self, verdict: Verdict, *, outside: bool) -> None:
        if not verdict.is_whole:
            more = len(verdict.faults) - MOST
            told = [*verdict.faults[:MOST], *([f"and {more} more"] if more > 0 else [])]
            listed = "\n".join(f"  - {fault}" for fault in told)
            raise CommandError(f"History is not whole:\n{listed}")
        until = f", until {verdict.last.sealed_at:%-d %B %Y %H:%M:%S} UTC" if verdict.last else ""
        self.stdout.write(
            f"History is whole: {verdict.entries:,} entries in {verdict.batches:,} batches{until}."
        )
        if not outside:
            self.stdout.write(
                "No checkpoint was given: that nothing was removed from its end is not shown."
            )
