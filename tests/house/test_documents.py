"""What the documents point at is there."""

import re

import pytest

from tests.house.source import ROOT, files, text

LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
DOCUMENTS = [path for path in files() if path.endswith(".md")]


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_link_to_a_file_leads_somewhere(document: str) -> None:
    inside = [
        link.partition("#")[0]
        for link in LINK.findall(text(document))
        if not re.match(r"[a-z]+:|#", link)
    ]

    place = (ROOT / document).parent
    assert [link for link in inside if not (place / link).exists()] == []


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_command_that_is_named_can_be_made(document: str) -> None:
    targets = set(re.findall(r"^([a-z-]+):", text("Makefile"), re.M))
    named = set(re.findall(r"`make ([a-z-]+)", text(document)))

    assert named - targets == set()
