"""People who sign in as they would: with a password, and the code that their app shows."""

import base64
import re
from datetime import datetime

from django.conf import settings
from django.test import Client

from frontdoor.access import context
from frontdoor.access import queries as access
from frontdoor.access.models import User
from frontdoor.entrance import operations, rules
from tests import make

PAGE, SECOND, SET_UP, CODES = (
    "/sign-in/", "/sign-in/second/", "/sign-in/second/set-up/", "/sign-in/second/codes/"
)  # fmt: skip
PASSWORD = "a long word for the tests"
SECRET = b"twenty bytes of a key"[:20]


def somebody(short: str = "manager", *, hub_slug: str = "coventry") -> User:
    """Return somebody of a hub who has a password and nothing else yet."""
    make.hub(hub_slug)
    user = User.objects.get(username=f"{hub_slug}-{short}")
    user.set_password(PASSWORD)
    user.save()
    return user


def give_app(user: User, *, at: datetime) -> None:
    """Let somebody have an authenticator app since that moment."""
    by = access.actor(user.pk, on=at.date())
    assert by is not None
    with context.as_actor(by):
        operations.add_app(
            user=user, secret=SECRET, typed=code(at), by=by, key=settings.SECRET_KEY, at=at
        )


def give_codes(user: User, *, at: datetime) -> list[str]:
    """Let somebody have recovery codes."""
    by = access.actor(user.pk, on=at.date())
    assert by is not None
    with context.as_actor(by):
        return operations.make_codes(user=user, by=by, key=settings.SECRET_KEY, at=at)


def code(at: datetime, *, secret: bytes = SECRET) -> str:
    """Return what the app shows at that moment."""
    return rules.app_code(secret, rules.step_at(at))


def password(client: Client, user: User, word: str = PASSWORD, **more: str) -> str:
    """Send the first page, and return where it leads, or its words."""
    answer = client.post(PAGE, {"username": user.username, "password": word, **more})
    return answer.headers.get("Location") or answer.content.decode()


def second(client: Client, typed: str) -> str:
    """Send the second page, and return where it leads, or its words."""
    answer = client.post(SECOND, {"code": typed})
    return answer.headers.get("Location") or answer.content.decode()


def key_on(page: str) -> bytes:
    """Return the secret that a page shows to be typed into an app."""
    [shown] = re.findall(r'fd-square__key">([A-Z2-7 ]+)<', page)
    words = shown.replace(" ", "")
    return base64.b32decode(words + "=" * (-len(words) % 8))
