"""Who asks: each role of the hub, of another hub, and those who are nobody, or nobody any more."""

from collections.abc import Callable
from typing import Any

from django.test import Client
from django.urls import reverse

from frontdoor.access.models import Membership
from tests import pages
from tests.world import ELSEWHERE, PEOPLE

# Those of the other hub, in the same words, and whoever left this one with a page still open.
OF_ANOTHER = {
    f"x_{column}": short
    for column, short in PEOPLE.items()
    if column not in ("hub", "oth", "els", "tea")
} | {"x_tea": "assessment-team-team"}
LEFT = "left"
COLUMNS = ["nobody", *(each for each in PEOPLE if each != "hub"), LEFT, *OF_ANOTHER]
WHO_LEAVES = "coventry-manager-2"


def browsers(columns: list[str] = COLUMNS) -> dict[str, Client]:
    """Return a browser for each who asks."""
    return {column: _browser(column) for column in columns}


def _browser(column: str) -> Client:
    if column == "nobody":
        return Client()
    if column == LEFT:
        return _who_left()
    if column in OF_ANOTHER:
        return pages.signed_in(OF_ANOTHER[column], hub_slug=ELSEWHERE)
    return pages.signed_in(PEOPLE[column])


def _who_left() -> Client:
    """Return the browser of a manager whose place an administrator has just ended."""
    gone = pages.signed_in("manager-2")
    place = Membership.objects.get(user__username=WHO_LEAVES, left_at__isnull=True)
    page = reverse("settings:leave", kwargs={"number": place.pk})
    answer = pages.sent(pages.signed_in("administrator"), page, why="A new post.")
    assert answer.status_code == 302, pages.text(answer)
    return gone


WORDS = {200: "yes", 422: "yes", 403: "no", 404: "none", 405: "405", 409: "late", 400: "bad"}
Ask = Callable[[Client, str], Any]


def told(answer: pages.Page) -> str:
    """Return an answer in the words of the table."""
    if answer.status_code != 302:
        return WORDS.get(answer.status_code, str(answer.status_code))
    return "in" if answer["Location"].startswith(reverse("sign_in:sign_in")) else "go"
