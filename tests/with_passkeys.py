"""What tests of passkeys do at the door, and what they are told there."""

from typing import Any

from django.test import Client

from frontdoor.access.models import User
from frontdoor.audit.models import Event
from tests import entering, make
from tests.authenticator import Passkey, asked_on
from tests.pages import Page, text

ADD = "/sign-in/second/set-up/passkey/"
PROVE = "/sign-in/second/passkey/"
ENTER = "/sign-in/passkey/"
MINE = "/sign-in/mine/"
AGAIN = "/sign-in/mine/prove/passkey/"
AT = make.MONDAY_9AM
# How passwords are stored is tried elsewhere, and costs a tenth of a second each time.
QUICK = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def ask(client: Client, page: str) -> dict[str, Any]:
    """Open a page, and return what it asks of the browser."""
    return asked_on(client.get(page).content.decode())


def add(client: Client, key: Passkey, name: str = "Laptop", **said: Any) -> Page:
    """Set a passkey up, in which something is `said` instead of what was asked."""
    answer: Page = client.post(ADD, {"name": name, "answer": key.make(ask(client, ADD), **said)})
    return answer


def prove(client: Client, key: Passkey, page: str = PROVE, **said: Any) -> Page:
    """Prove with a passkey, in which something is `said` instead of what was asked."""
    answer: Page = client.post(page, {"answer": key.prove(ask(client, page), **said)})
    return answer


def give(user: User, key: Passkey) -> None:
    """Let somebody without a second proof set up a passkey on their way in."""
    client = Client()
    entering.password(client, user)
    assert leads(add(client, key)) == entering.CODES


def enter(user: User, key: Passkey) -> Client:
    """Return the browser of somebody who came in with a password and a passkey."""
    client = Client()
    entering.password(client, user)
    assert leads(prove(client, key)) == "/"
    return client


def is_in(client: Client) -> bool:
    """Tell whether somebody is signed in there."""
    return client.get("/").status_code == 200


def leads(answer: Page) -> str:
    """Return where an answer leads."""
    assert answer.status_code == 302, text(answer)
    return answer["Location"]


def refuses(answer: Page, words: str) -> bool:
    """Tell whether an answer is a form that comes back with these words."""
    return answer.status_code == 422 and words in text(answer)


def remembered(user: User) -> list[str]:
    """Return the kinds of all that is remembered of somebody, oldest first."""
    make.enter("manager")
    found = Event.objects.filter(subject=f"staff-{user.pk}").order_by("pk")
    return list(found.values_list("kind", flat=True))
