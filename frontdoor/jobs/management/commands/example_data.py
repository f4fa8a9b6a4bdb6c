"""Fill the hubs with invented people and cases. Run as the application, through the wall."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.db import transaction
from django.utils.timezone import now

from frontdoor.access import queries
from frontdoor.access.models import Hub
from frontdoor.jobs.example import history, signing, staff, today


class Command(BaseCommand):
    """Make the examples. A hub that has contacts already gets no more."""

    help = "Fill the hubs with invented people and cases."

    def add_arguments(self, parser: CommandParser) -> None:
        """Allow the people alone."""
        parser.add_argument("--only-people", action="store_true", help="hire, and open no case")

    def handle(self, *args: Any, **options: Any) -> None:
        """Hire each hub's people, tell its stories, and remember the year before."""
        for hub in queries.hubs():
            members = staff.hire(hub)
            signing.sign(hub, at=now())
            told = 0 if options["only_people"] else self._tell(hub)
            self.stdout.write(f"{hub}: {len(members)} people, {told} stories")

    @transaction.atomic
    def _tell(self, hub: Hub) -> int:
        """Tell a hub all of it, or nothing: whoever is killed half-way can start again."""
        told = today.tell(hub, at=now(), secret=settings.SECRET_KEY)
        if told:
            history.remember(hub, at=now())
            soon = now().date() + timedelta(days=24)
            signing.sign_for_a_while(hub, until=soon, at=now())
        return told
