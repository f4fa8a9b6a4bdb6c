"""Tell whether pages may be served. The web server asks the same before its first one."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.timezone import now

from frontdoor.jobs import startup


class Command(BaseCommand):
    """Look at the settings, the server, the role, the wall and the packs."""

    help = "Tell whether pages may be served, and in words why not."

    def handle(self, *args: Any, **options: Any) -> None:
        """Say what is wrong, or nothing; warn of what will be."""
        found = startup.faults(at=now())
        if found:
            listed = "\n".join(f"  - {fault}" for fault in found)
            raise CommandError(f"No page is served until this is mended:\n{listed}")
        for warning in startup.warnings(at=now()):
            self.stderr.write(warning)
