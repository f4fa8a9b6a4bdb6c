"""After another FRONTDOOR_SECRET_KEY was given: lock anew what the older ones locked."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from frontdoor.entrance import operations


class Command(BaseCommand):
    """Lock the secrets of apps and passkeys with the key of now, and say what is left."""

    help = (
        "Lock anew, with FRONTDOOR_SECRET_KEY, what the keys in FRONTDOOR_SECRET_KEY_FALLBACKS "
        "locked. Run it as the application, when every server has the new key."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Lock anew, and tell how many.

        :raises CommandError: if there is something that none of the keys opens.
        """
        anew, lost = operations.lock_anew(
            key=settings.SECRET_KEY, older=settings.SECRET_KEY_FALLBACKS
        )
        self.stdout.write(
            f"Locked anew: {anew}. Sign-ins of now, recovery codes and invitations of before open "
            "as long as FRONTDOOR_SECRET_KEY_FALLBACKS names the older key; after that, people "
            "make new codes."
        )
        if lost:
            raise CommandError(f"None of the keys opens {lost}: these people set up anew.")
