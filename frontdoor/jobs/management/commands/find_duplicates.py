"""Find records of a register that may be one person, and put the pairs before people."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils.timezone import now

from frontdoor.access import context, queries
from frontdoor.access.models import Hub
from frontdoor.people import duplicates, pairing
from frontdoor.people.matching import linkage
from frontdoor.people.matching.model import shipped

MISSING = (
    "Splink is not installed here. It is an optional part, for a machine beside the one that "
    'serves pages: pip install "frontdoor[matching]", or make bench-matching.'
)


class Command(BaseCommand):
    """Compare everybody in a hub's register with everybody, and propose what is likely.

    Nobody is linked. Pairs that people have linked, or told apart, are left out, and what was
    proposed before stays as it is: it may be run every night.
    """

    help = "Find records that may be one person, for people to judge."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take which hubs, from which weight, or where the settings go for a larger machine."""
        parser.add_argument(
            "--hub", action="append", default=[], help="slug; every hub if left out"
        )
        parser.add_argument("--least", type=float, default=duplicates.least(), help="weight")
        parser.add_argument(
            "--settings-to", type=Path,
            help="write the settings of Splink there, for DuckDB or Spark, and do no more",
        )  # fmt: skip

    def handle(self, *args: Any, **options: Any) -> None:
        """Go through the hubs, and say of each how many pairs are new."""
        if options["settings_to"]:
            text = json.dumps(linkage.settings(), indent=1) + "\n"
            options["settings_to"].write_text(text, "utf-8")
            return
        hubs = [hub for hub in queries.hubs() if not options["hub"] or hub.slug in options["hub"]]
        if unknown := set(options["hub"]) - {hub.slug for hub in hubs}:
            raise CommandError(f"There is no hub {', '.join(sorted(unknown))}.")
        for hub in hubs:
            try:
                people, new = propose(hub, least=options["least"])
            except ModuleNotFoundError as missing:
                raise CommandError(MISSING) from missing
            self.stdout.write(f"{hub}: {people:,} people, {new:,} new pairs to look at")


def propose(hub: Hub, *, least: float) -> tuple[int, int]:
    """Put the likely pairs of a hub before people; return how many people it has, and new pairs."""
    register = duplicates.Register(hub.pk)
    with transaction.atomic(), context.inside(hub.pk):
        people = register.read()
    pairs = register.pairs(least=least)
    with transaction.atomic(), context.inside(hub.pk):
        near = duplicates.judged(pairs, hub_id=hub.pk, least=least)
        heaviest = sorted(near, key=lambda each: -each.weight)
        return people, pairing.propose(heaviest, weights=shipped().version, hub_id=hub.pk, at=now())
