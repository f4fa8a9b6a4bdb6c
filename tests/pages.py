"""Fills in a page as a browser does: with everything that the page itself remembers."""

import re
from html import unescape
from typing import Any, Protocol

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from frontdoor.access.models import User

REMEMBERED = re.compile(r'<input type="hidden" name="(seen|after|heard)" value="(\d*)">')


class Page(Protocol):
    """What came back: a status and a text, and what a browser keeps of it."""

    status_code: int
    headers: Any
    cookies: Any

    @property
    def content(self) -> bytes: ...
    def __getitem__(self, header: str) -> str: ...


def signed_in(short: str = "manager", *, hub_slug: str = "coventry") -> Client:
    """Return a client in which somebody has signed in: signed_in("police")."""
    client = Client()
    client.force_login(User.objects.get(username=f"{hub_slug}-{short}"))
    return client


def opened(client: Client, address: str) -> dict[str, str]:
    """Open a page with a form, and return what it remembers until it is sent."""
    page = client.get(address)
    assert page.status_code == 200, (page.status_code, text(page)[:400])
    return dict(REMEMBERED.findall(page.content.decode()))


def sent(client: Client, address: str, **typed: Any) -> Page:
    """Open a page, fill it in, and send it."""
    answer: Page = client.post(address, {**opened(client, address), **typed})
    return answer


def offered(page: Page) -> dict[str, list[str]]:
    """Return what a browser would send of a page as it was opened: all that stands in its form."""
    form = re.findall(r"<form method=\"post\".*?</form>", page.content.decode(), re.S)[-1]
    found: dict[str, list[str]] = {}
    for box in re.findall(r"<input([^>]*)>", form):
        said = dict(re.findall(r'([\w-]+)="([^"]*)"', box))
        is_off = said.get("type") in ("checkbox", "radio") and " checked" not in box
        if "name" in said and not is_off and " disabled" not in box:
            found.setdefault(said["name"], []).append(unescape(said.get("value", "")))
    for name, words in re.findall(
        r'<textarea[^>]* name="([^"]+)"[^>]*>(.*?)</textarea>', form, re.S
    ):
        found[name] = [unescape(words)]
    return found


def text(page: Page) -> str:
    """Return the words of a page without its marks, each space once."""
    words = re.sub(r"<(script|style)\b.*?</\1>|<[^>]+>", " ", page.content.decode(), flags=re.S)
    for mark, letter in (("&#39;", "'"), ("&#34;", '"'), ("&amp;", "&")):
        words = words.replace(mark, letter)
    return " ".join(words.split())


def ticked(page: Page, name: str) -> set[str]:
    """Return the labels of what is ticked among the checkboxes or radios of that name."""
    boxes = page.content.decode().split(f'name="{name}"')[1:]
    labels = (re.split(r"<label[^>]*>", box)[1].split("<", 1)[0] for box in boxes if _is(box))
    return {" ".join(label.split()) for label in labels}


def _is(box: str) -> bool:
    return " checked" in box.split(">", 1)[0]


def buttons(page: Page) -> list[str]:
    """Return the words of the buttons of a page."""
    found = re.findall(r"<button[^>]*>(.*?)</button>", page.content.decode(), re.S)
    return [" ".join(words.split()) for words in found]


def errors(page: Page) -> str:
    """Return the words of the error summary, or nothing where there is none."""
    found = re.search(r'class="govuk-error-summary".*?</ul>', page.content.decode(), re.S)
    return "" if found is None else " ".join(re.sub(r"<[^>]+>", " ", found[0]).split())


def asked(client: Client, where: str) -> list[str]:
    """Return what a page asks the database, once what never changes is known to the process."""
    client.get(where)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(where).status_code == 200
    # The savepoint is there because a test is one transaction already.
    asked = [each["sql"] for each in captured.captured_queries]
    return [sql for sql in asked if not sql.startswith(("SAVEPOINT", "RELEASE"))]


def is_shut(html: str, value: str) -> bool:
    """Tell whether a box or a button for a choice cannot be chosen. There is one of that value."""
    [box] = [each for each in re.findall(r"<input([^>]*)>", html) if f'value="{value}"' in each]
    return " disabled" in box
