"""Check that history is as it was sealed: whole, in its order, and guarded still."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.timezone import now

from frontdoor.audit.verifying import Verdict
from frontdoor.jobs import sealing, signing, startup
from frontdoor.kernel.refusal import Refused

MOST = 50
CORES = 2
UNGUARDED = "The wall is not as it is declared; what was done since may have left no entry:"


class Command(BaseCommand):
    """Say in a line that history is whole, or name what is not and end with 1.

    Where the wall does not stand as declared, it says so as well: what was done since may have left
    no entry that a seal could hold.
    """

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

        :raises CommandError: if history or its guards are not whole, or it cannot be checked.
        """
        files = [Path(each) for each in options["checkpoints"]]
        own = Path(settings.SEAL_CHECKPOINTS)
        try:
            kept = [line for file in [own, *files] for line in sealing.lines_of(file)]
            public = Path(settings.SEAL_PUBLIC_KEY)
            verdict = sealing.check(
                is_signed=signing.checker(public), kept=kept, at=now(), beside=CORES
            )
            verdict.faults += sealing.of_another_history(signing.handovers(public))
        except Refused as refused:
            raise CommandError(str(refused)) from refused
        wrong = {"History is not whole:": verdict.faults, UNGUARDED: list(startup.of_wall())}
        if told := [_listed(words, faults) for words, faults in wrong.items() if faults]:
            raise CommandError("\n".join(told))
        self._tell(verdict, outside=bool(kept))

    def _tell(self, verdict: Verdict, *, outside: bool) -> None:
        until = f", until {verdict.last.sealed_at:%-d %B %Y %H:%M:%S} UTC" if verdict.last else ""
        self.stdout.write(
            f"History is whole: {verdict.entries:,} entries in {verdict.batches:,} batches{until}."
        )
        if verdict.certificates:
            self.stdout.write(
                f"{verdict.certificates} certificates of disposal say what is gone of it."
            )
        if not outside:
            self.stdout.write(
                "No checkpoint was given: that nothing was removed from its end is not shown."
            )


def _listed(words: str, faults: list[str]) -> str:
    more = len(faults) - MOST
    told = [*faults[:MOST], *([f"and {more} more"] if more > 0 else [])]
    return "\n".join([words, *(f"  - {fault}" for fault in told)])
