"""Count the figures of every hub anew. Run as the application, through the wall."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.timezone import now

from frontdoor.access import context, queries
from frontdoor.oversight import operations


class Command(BaseCommand):
    """Count. A hub at a time, each in a transaction of its own."""

    help = "Count the figures of every hub anew."

    def handle(self, *args: Any, **options: Any) -> None:
        """Count in nobody's name, inside each hub in turn."""
        for hub in queries.hubs():
            with context.inside(hub.pk):
                operations.count(hub_id=hub.pk, at=now())
            self.stdout.write(f"{hub}: counted")
