"""Fills in a page as a browser does: with everything that the page itself remembers."""

import re
from typing import Any

from django.http import HttpResponse
from django.test import Client

REMEMBERED = re.compile(r'<input type="hidden" name="(seen|after|heard)" value="(\d*)">')


def opened(client: Client, address: str) -> dict[str, str]:
    """Open a page with a form, and return what it remembers until it is sent."""
    page = client.get(address)
    assert page.status_code == 200, (page.status_code, text(page)[:400])
    return dict(REMEMBERED.findall(page.content.decode()))


def sent(client: Client, address: str, **typed: Any) -> HttpResponse:
    """Open a page, fill it in, and send it."""
    answer: HttpResponse = client.post(address, {**opened(client, address), **typed})
    return answer


def text(page: HttpResponse) -> str:
    """Return the words of a page without its marks, each space once."""
    words = re.sub(r"<(script|style)\b.*?</\1>|<[^>]+>", " ", page.content.decode(), flags=re.S)
    for mark, letter in (("&#39;", "'"), ("&#34;", '"'), ("&amp;", "&")):
        words = words.replace(mark, letter)
    return " ".join(words.split())


def errors(page: HttpResponse) -> str:
    """Return the words of the error summary, or nothing where there is none."""
    found = re.search(r'class="govuk-error-summary".*?</ul>', page.content.decode(), re.S)
    return "" if found is None else " ".join(re.sub(r"<[^>]+>", " ", found[0]).split())
