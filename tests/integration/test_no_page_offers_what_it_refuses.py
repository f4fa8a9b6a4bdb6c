"""Where a page leads, whoever reads it may go: nobody follows a link to be told that it is not
theirs, or that it is too soon.
"""

import re
from html import unescape

import pytest
from django.test import Client

from tests.pages import signed_in
from tests.world import STAGES, World

pytestmark = pytest.mark.django_db

MAIN = re.compile(r"<main.*?</main>", re.S)
LINK = re.compile(r'<a [^>]*href="(/[^"#?]*)["#?]')
READERS = ["officer", "social-worker", "manager"]


def _links(client: Client, address: str) -> set[str]:
    """Return where a page leads, apart from what stands on every page."""
    words = client.get(address, follow=True).content.decode()
    return {unescape(link) for link in LINK.findall("".join(MAIN.findall(words)))}


@pytest.mark.parametrize("at", STAGES)
def test_no_case_leads_anybody_to_a_refusal(at: str) -> None:
    case = World(at).case
    assert case is not None
    pages = ("/", f"/cases/{case.reference}/", f"/contacts/{case.contact.reference}/")
    refused, followed = set(), 0

    for reader in READERS:
        client = signed_in(reader)
        for link in {link for page in pages for link in _links(client, page)}:
            followed += 1
            if (status := client.get(link).status_code) >= 400:
                refused.add(f"{reader}: {link}: {status}")

    assert refused == set()
    assert followed > 0
