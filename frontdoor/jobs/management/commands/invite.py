"""Let the first administrator of a hub in; everybody after that is let in by an administrator."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils.timezone import localdate, now

from frontdoor.access import queries as access
from frontdoor.access.vocabulary import Role
from frontdoor.entrance import staff
from frontdoor.kernel.refusal import Refused


class Command(BaseCommand):
    """Give somebody the place of an administrator, and print the code for their password."""

    help = "Let a hub's first administrator in, and print the code for their password."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the hub, the username and the name."""
        parser.add_argument("hub", help="as its pack calls it, such as coventry")
        parser.add_argument("username")
        parser.add_argument("name", help="in full, in quotation marks")

    def handle(self, *args: Any, **options: Any) -> None:
        """Let them in, or say why not."""
        hub = next((each for each in access.hubs() if each.slug == options["hub"]), None)
        if hub is None:
            raise CommandError(f"There is no hub called {options['hub']}.")
        try:
            code = self._invite(hub.pk, options["username"], options["name"])
        except Refused as refused:
            raise CommandError(refused.reason) from refused
        self.stdout.write(f"{options['username']} chooses a password with this code: {code}")

    @transaction.atomic
    def _invite(self, hub_id: int, username: str, name: str) -> str:
        made = staff.join(
            username=username,
            name=name,
            agency=access.agency(hub_id, "hub"),
            role=Role.HUB_ADMINISTRATOR,
            qualified=False,
            why="Let in by the operator of the installation.",
            by=None,
            at=now(),
            on=localdate(),
        )
        return staff.invite(user=made.user, by_id=None, key=settings.SECRET_KEY, at=now())
