"""Raise the wall, adopt the packs, list the bank holidays. Run as the owner after each migrate."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.timezone import now

from frontdoor.audit import entries
from frontdoor.jobs import set_up
from frontdoor.policy.reading import Unreadable


class Command(BaseCommand):
    """Set the hub up. Running it again changes nothing that is in order."""

    help = "Raise the wall, adopt the packs, list the bank holidays."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the folder of the packs."""
        parser.add_argument("--packs", default=str(settings.ROOT / "packs"))

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it all in order, and say what was done."""
        folder = Path(options["packs"])
        packs = sorted(folder.glob("*.toml"))
        if not packs:
            raise CommandError(f"There is no policy pack in {folder}.")
        set_up.raise_the_wall(application=settings.APPLICATION_ROLE)
        entries.go_on_counting()
        try:
            versions = set_up.adopt_packs(packs, law=folder / "law" / "england.toml", at=now())
        except Unreadable as faults:
            raise CommandError(str(faults)) from faults
        added = set_up.seed_bank_holidays()
        for version in versions:
            self.stdout.write(f"{version.hub}: policy version {version.number}")
        self.stdout.write(f"{added} bank holidays added")
